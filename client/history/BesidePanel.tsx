import { type ReactNode, useState } from 'react'
import { Icon } from '../ui/Icon.tsx'
import './beside.css'

interface BesidePanelProps {
  /** Names the panel, and the button that opens it where it is folded. */
  readonly heading: string
  /** What always stands there, before the rest or after it. */
  readonly first?: ReactNode
  readonly last?: ReactNode
  /** What is folded away on narrow screens until somebody asks for it. */
  readonly children: ReactNode
}

/** Beside the page: at the right where there is room, else below it, folded. */
export function BesidePanel({ heading, first, last, children }: BesidePanelProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <aside className="beside" aria-label={heading} data-open={isOpen ? '' : undefined}>
      <h2 className="beside-title">{heading}</h2>
      <button
        type="button"
        className="beside-toggle"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="chevron" />
        {heading}
      </button>
      {first === undefined ? null : <div className="beside-always">{first}</div>}
      <div className="beside-folded">{children}</div>
      {last === undefined ? null : <div className="beside-always last">{last}</div>}
    </aside>
  )
}

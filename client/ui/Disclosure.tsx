import { type ReactNode, useEffect, useRef } from 'react'

interface DisclosureProps {
  /** What stands in the summary; must have a name. */
  readonly summary: ReactNode
  readonly summaryClass?: string
  readonly label?: string
  readonly opens: 'above' | 'below'
  readonly from?: 'start' | 'end'
  readonly onOpen?: () => void
  readonly children: ReactNode
}

/** A panel behind a summary. Escape, and a click or the focus going elsewhere, close it. */
export function Disclosure(props: DisclosureProps) {
  const details = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const panel = details.current
    return panel === null ? undefined : closeWhenLeft(panel)
  }, [])
  return (
    <details
      ref={details}
      className={`menu ${props.opens} from-${props.from ?? 'start'}`}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) props.onOpen?.()
      }}
    >
      <summary className={props.summaryClass} title={props.label}>
        {props.summary}
        {props.label === undefined ? null : <span className="unseen">{props.label}</span>}
      </summary>
      <div className="panel">{props.children}</div>
    </details>
  )
}

function closeWhenLeft(panel: HTMLDetailsElement): () => void {
  const onLeave = (to: EventTarget | null) => {
    if (to instanceof Node && !panel.contains(to)) panel.open = false
  }
  const onPointer = ({ target }: PointerEvent) => onLeave(target)
  const onFocusOut = ({ relatedTarget }: FocusEvent) => onLeave(relatedTarget)
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !panel.open) return
    event.stopPropagation()
    panel.open = false
    panel.querySelector('summary')?.focus()
  }
  document.addEventListener('pointerdown', onPointer)
  panel.addEventListener('focusout', onFocusOut)
  panel.addEventListener('keydown', onKey)
  return () => {
    document.removeEventListener('pointerdown', onPointer)
    panel.removeEventListener('focusout', onFocusOut)
    panel.removeEventListener('keydown', onKey)
  }
}

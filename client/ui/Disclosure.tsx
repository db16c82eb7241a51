import { type ReactNode, useEffect, useRef } from 'react'

interface DisclosureProps {
  /** What stands in the summary; must have a name. */
  readonly summary: ReactNode
  readonly summaryClass?: string
  readonly label?: string
  readonly opens: 'above' | 'below'
  readonly from?: 'start' | 'end'
  readonly children: ReactNode
}

/** A panel behind a summary. Escape, and a click or the focus going elsewhere, close it. */
export function Disclosure(props: DisclosureProps) {
  const details = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const onPointer = ({ target }: PointerEvent) => {
      const open = details.current
      if (open?.open === true && target instanceof Node && !open.contains(target)) open.open = false
    }
    document.addEventListener('pointerdown', onPointer)
    return () => document.removeEventListener('pointerdown', onPointer)
  }, [])
  const close = () => {
    const open = details.current
    if (open === null || !open.open) return
    open.open = false
    open.querySelector('summary')?.focus()
  }
  return (
    <details
      ref={details}
      className={`menu ${props.opens} from-${props.from ?? 'start'}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || details.current?.open !== true) return
        event.stopPropagation()
        close()
      }}
      onBlur={({ relatedTarget }) => {
        const open = details.current
        if (open !== null && relatedTarget instanceof Node && !open.contains(relatedTarget)) {
          open.open = false
        }
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

import { Children, type ReactNode, useState } from 'react'

interface GroupProps {
  readonly name: string
  /** Unless one opens it. */
  readonly folded: boolean
  readonly children: readonly ReactNode[]
}

/** Threads that have no place in the text, under a name that says why; nothing when there are none. */
export function Group({ name, folded, children }: GroupProps) {
  const [open, setOpen] = useState(false)
  const count = Children.count(children)
  if (count === 0) return null
  return (
    <details
      className="thread-group"
      open={open || !folded}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        {name} <span className="count">{count}</span>
      </summary>
      {open || !folded ? children : null}
    </details>
  )
}

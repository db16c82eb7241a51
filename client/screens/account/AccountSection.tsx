import { type ReactNode, type RefObject, useId } from 'react'

interface AccountSectionProps {
  readonly title: string
  /** For links that lead to it. */
  readonly id?: string
  /** Takes the focus when what had it goes. */
  readonly heading?: RefObject<HTMLHeadingElement | null>
  readonly children: ReactNode
}

/** A part of the account under its heading; beside it where there is room. */
export function AccountSection({ title, id: place, heading, children }: AccountSectionProps) {
  const id = useId()
  return (
    <section id={place} className="account-section" aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <div className="account-body">{children}</div>
    </section>
  )
}

import type { ReactNode } from 'react'

interface NoticeProps {
  readonly tone?: 'plain' | 'warn' | 'danger'
  readonly title?: string
  /** What is being said; announced to screen readers when it appears. */
  readonly children: ReactNode
  readonly action?: ReactNode
}

/** Something to know, in the flow of the screen. */
export function Notice({ tone = 'plain', title, children, action }: NoticeProps) {
  return (
    <div className={`notice ${tone}`} role={tone === 'danger' ? 'alert' : 'status'}>
      <div className="words">
        {title === undefined ? null : <strong>{title}</strong>}
        {children}
      </div>
      {action}
    </div>
  )
}

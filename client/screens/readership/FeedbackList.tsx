import { memo, useId } from 'react'
import { FeedbackItem } from './FeedbackItem.tsx'
import type { Feedback } from './readership-queries.ts'

interface FeedbackListProps {
  readonly title: string
  readonly items: readonly Feedback[]
  /** This day, by which promises are measured. */
  readonly day: string
  readonly onAnswer: (feedback: Feedback) => void
}

/** Feedback under a heading. */
export const FeedbackList = memo(function FeedbackList(props: FeedbackListProps) {
  const { title, items, day, onAnswer } = props
  const id = useId()
  return (
    <section className="feedback" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className="bare">
        {items.map((item) => (
          <li key={item.id}>
            <FeedbackItem feedback={item} day={day} onAnswer={onAnswer} />
          </li>
        ))}
      </ul>
    </section>
  )
})

import { memo, useId } from 'react'
import { type FeedbackDeeds, FeedbackItem } from './FeedbackItem.tsx'
import type { Feedback } from './readership-queries.ts'

interface FeedbackListProps extends FeedbackDeeds {
  readonly title: string
  readonly items: readonly Feedback[]
  /** This day, by which promises are measured. */
  readonly day: string
  /** Which are chosen; null while nothing is being chosen. */
  readonly chosen: ReadonlySet<string> | null
}

/** Feedback under a heading. */
export const FeedbackList = memo(function FeedbackList(props: FeedbackListProps) {
  const { title, items, day, chosen, ...deeds } = props
  const id = useId()
  return (
    <section className="feedback" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className="bare">
        {items.map((item) => (
          <li key={item.id}>
            <FeedbackItem
              feedback={item}
              day={day}
              chosen={chosen && chosen.has(item.id)}
              {...deeds}
            />
          </li>
        ))}
      </ul>
    </section>
  )
})

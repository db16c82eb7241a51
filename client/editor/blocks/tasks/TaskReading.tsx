import { useSpeech } from '../../../i18n/Language.tsx'
import { isText, plainText } from '../../../net/page-tree.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { DayWords } from '../DayField.tsx'
import { dueOf } from '../due.ts'
import { Inside } from '../Inside.tsx'
import { useKnownPeople } from '../person-name.ts'
import type { ReadingProps } from '../reading.ts'

/** A checklist as readers see it. */
export function TaskListReading(props: ReadingProps) {
  return (
    <ul data-type="taskList">
      <Inside {...props} />
    </ul>
  )
}

/** An item of a checklist as readers see it. */
export function TaskReading(props: ReadingProps) {
  const { t, language } = useSpeech()
  const { nameOf } = useKnownPeople()
  const { checked, owner, due } = props.part.attrs
  const done = checked === true
  const [first] = props.part.content
  const text = first === undefined || isText(first) ? '' : plainText(first)
  const person = typeof owner === 'string' ? { id: owner, ...nameOf(owner) } : null
  const day = typeof due === 'string' ? due : null
  return (
    <li
      {...props.look}
      className={`task ${props.look?.className ?? ''}`.trim()}
      data-done={done ? '' : undefined}
    >
      <span className="task-check">
        <input type="checkbox" checked={done} disabled aria-label={t('task_done', { text })} />
      </span>
      <div className="task-text">
        <Inside {...props} />
      </div>
      {person === null && day === null ? null : (
        <div className="task-after" lang={language}>
          {person === null ? null : (
            <span className="person-choice">
              <Avatar id={person.id} name={person.name} />
              <span className="unseen">{t('task_owner')}: </span>
              <span>
                {person.name}
                {person.isGone ? <span className="hint"> {t('person_left')}</span> : null}
              </span>
            </span>
          )}
          {day === null ? null : (
            <span
              className="day-choice"
              data-late={!done && dueOf(day) === 'late' ? '' : undefined}
            >
              <DayWords label={t('task_due')} value={day} done={done} />
            </span>
          )}
        </div>
      )}
    </li>
  )
}

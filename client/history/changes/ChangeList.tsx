import { useEffect, useRef } from 'react'
import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import type { Change } from '../../../server/history/page-changes.ts'
import { bringIntoSight } from '../into-sight.ts'
import type { Writers } from '../writers.ts'
import { tellChange } from './change-words.ts'

interface ChangeListProps {
  /** Indices of the changes, in the order in which they are listed. */
  readonly order: readonly number[]
  readonly changes: readonly Change[]
  readonly writers: Writers
  readonly selected: number | null
  readonly onSelect: (change: number) => void
}

/** The changes in words, each with who made it and when. */
export function ChangeList({ order, changes, writers, selected, onSelect }: ChangeListProps) {
  const speech = useHistorySpeech()
  const { language, dateTime } = speech
  const list = useRef<HTMLOListElement>(null)
  const lists = new Intl.ListFormat(language, { type: 'conjunction' })
  useEffect(() => {
    const one = list.current?.querySelector('[aria-current=true]')
    if (one) bringIntoSight(one, 'edge')
  }, [selected])
  return (
    <ol className="bare change-list" ref={list}>
      {order.map((index) => {
        const change = changes[index]
        if (change === undefined) return null
        const { lead, words } = tellChange(change, speech, writers)
        const people = change.by.map(writers.of)
        const [first] = people
        return (
          <li key={index}>
            <button
              type="button"
              className="change-item"
              aria-current={index === selected}
              onClick={() => onSelect(index)}
            >
              {first === undefined ? null : <Avatar id={first.id} name={first.name} />}
              <span className="change-told">
                {lead} <b>{words}</b>
              </span>
              <span className="change-facts">
                {lists.format(people.map(({ name }) => name))}
                {' · '}
                <time dateTime={new Date(change.at).toISOString()}>{dateTime(change.at)}</time>
              </span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}

import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import type { PageChanges } from '../../../server/history/page-changes.ts'
import type { OpenHistory } from '../open-history.ts'
import { useWriters } from '../use-writers.ts'
import { tellChange } from './change-words.ts'

/** So many changes are told one by one. */
const most = 6

interface ToldChangesProps {
  readonly made: PageChanges
  readonly history: OpenHistory
}

/** What a restore takes back, in words. */
export function ToldChanges({ made, history }: ToldChangesProps) {
  const speech = useHistorySpeech()
  const { t } = speech
  const writers = useWriters(history)
  const { changes, counts } = made
  const people = counts.people === 0 ? 'Talkoot' : t('changesPeople', { n: counts.people })
  const places = t('changesPlaces', { n: Math.max(1, counts.blocks) })
  return (
    <div>
      <p>{t('restoreUndoes', { people, places })}</p>
      <ul className="told-changes">
        {changes.slice(0, most).map((change, at) => {
          const { lead, words } = tellChange(change, speech, writers)
          return (
            // Nothing is put in between.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={at}>
              {lead} <b>{words}</b>
            </li>
          )
        })}
        {changes.length > most ? <li>{t('restoreMore', { n: changes.length - most })}</li> : null}
      </ul>
    </div>
  )
}

import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import type { ChangeCounts } from '../../../server/history/page-changes.ts'

/** What changed, in a sentence: how many people, how many places, and what became of these. */
export function ChangesSummary({ counts }: { readonly counts: ChangeCounts }) {
  const { t } = useHistorySpeech()
  const { people, blocks, added, removed, moved } = counts
  if (blocks === 0) return null
  const places = t('changesPlaces', { n: blocks })
  const details = [
    added > 0 ? t('changesAdded', { n: added }) : null,
    removed > 0 ? t('changesRemoved', { n: removed }) : null,
    moved > 0 ? t('changesMoved', { n: moved }) : null,
  ].filter((one) => one !== null)
  return (
    <>
      {t('changesSum', {
        people: people === 0 ? 'Talkoot' : t('changesPeople', { n: people }),
        places,
      })}
      {details.length === 0 ? '.' : `: ${details.join(', ')}.`}
    </>
  )
}

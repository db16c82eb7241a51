import { useCallback } from 'react'
import type { PersonId, Seq } from '#contract/ids.ts'
import { useHistorySpeech } from '../i18n/history/HistoryLanguage.tsx'
import { type OpenHistory, personIn, type Version } from './open-history.ts'

/** What to call people and versions. */
export function useNames({ facts, moments }: OpenHistory): {
  readonly nameOf: (person: PersonId) => string
  readonly authorAt: (seq: Seq) => string
  readonly versionName: (version: Version) => string
} {
  const { t } = useHistorySpeech()
  const nameOf = useCallback(
    (person: PersonId) =>
      personIn(facts, person)?.name ??
      t(moments.isTalkoot(person) ? 'authorTalkoot' : 'authorUnknown'),
    [facts, moments, t],
  )
  const authorAt = useCallback((seq: Seq) => nameOf(moments.authorOf(seq)), [nameOf, moments])
  const versionName = useCallback(
    ({ name, why }: Version) => {
      if (name !== '') return name
      return t(why === 'publication' ? 'versionPublication' : 'versionBeforeRestore')
    },
    [t],
  )
  return { nameOf, authorAt, versionName }
}

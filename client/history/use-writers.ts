import { useMemo } from 'react'
import { useHistorySpeech } from '../i18n/history/HistoryLanguage.tsx'
import type { OpenHistory } from './open-history.ts'
import { type Writers, writersOf } from './writers.ts'

/** Those who wrote on the page; the same object as long as nothing is new of them. */
export function useWriters({ facts }: OpenHistory): Writers {
  const { t } = useHistorySpeech()
  const unknown = t('authorUnknown')
  return useMemo(() => writersOf(facts, unknown), [facts, unknown])
}

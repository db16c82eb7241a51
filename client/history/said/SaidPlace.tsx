import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import type { PageId, PersonId } from '#contract/ids.ts'
import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import { threadsQuery } from '../../net/thread-queries.ts'
import type { OpenHistory } from '../open-history.ts'
import { type Said, saidOn } from './events.ts'
import { SaidContext } from './said-context.ts'

const isComment: Readonly<Record<Said['what'], boolean>> = {
  begun: true,
  proposed: true,
  answered: true,
  ended: false,
  accepted: false,
  reopened: false,
}

interface SaidPlaceProps {
  readonly page: PageId
  /** Who looks at it. */
  readonly person: PersonId
  readonly history: OpenHistory
  readonly children: ReactNode
}

/** Gives the views of a history what was said about the page, each at its moment. */
export function SaidPlace({ page, person, history, children }: SaidPlaceProps) {
  const { t } = useHistorySpeech()
  const { data } = useQuery(threadsQuery(person, page))
  const [shown, show] = useState(true)
  const { moments } = history
  const all = useMemo(() => saidOn(data?.threads ?? [], moments), [data, moments])
  const value = useMemo(() => {
    const names = new Map<string, string>([
      ...(data?.people ?? []).map(({ id, name }) => [id, name] as const),
      ...(data?.units ?? []).map(({ id, name }) => [id, name] as const),
    ])
    return {
      page,
      said: shown ? all : [],
      count: all.filter(({ what }) => isComment[what]).length,
      shown,
      show,
      nameOf: (id: string) => names.get(id) ?? t('authorUnknown'),
    }
  }, [all, data, page, shown, t])
  return <SaidContext value={value}>{children}</SaidContext>
}

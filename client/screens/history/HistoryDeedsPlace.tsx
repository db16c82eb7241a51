import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import type { PageId, Seq } from '#contract/ids.ts'
import { type BroughtBack, type HistoryDeeds, HistoryDeedsContext } from '../../history/deeds.ts'
import type { OpenHistory, Version } from '../../history/open-history.ts'
import type { IdRange } from '../../history/protocol.ts'
import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import { call } from '../../net/api.ts'
import { Participation } from '../../participation/Participation.tsx'
import { NameMomentDialog } from './dialogs/NameMomentDialog.tsx'
import { RedactDialog } from './dialogs/RedactDialog.tsx'
import { RestoreDialog } from './dialogs/RestoreDialog.tsx'
import { FailureNotice } from '../FailureNotice.tsx'

interface HistoryDeedsPlaceProps {
  readonly page: PageId
  readonly history: OpenHistory
  readonly mayWrite: boolean
  readonly mayRedact: boolean
  /** Called when the page has become another one: to look at the present. */
  readonly onChanged: () => void
  readonly children: ReactNode
}

type Asked =
  | { readonly deed: 'name'; readonly seq: Seq }
  | { readonly deed: 'rename'; readonly version: Version }
  | { readonly deed: 'restore'; readonly wanted: { readonly seq: Seq } | BroughtBack }
  | { readonly deed: 'redact'; readonly ranges: readonly IdRange[]; readonly words: string }

/** Gives the views of a history what can be done with it, and asks before it is done. */
export function HistoryDeedsPlace(props: HistoryDeedsPlaceProps) {
  const { page, history, mayWrite, mayRedact, onChanged, children } = props
  const { dateTime } = useHistorySpeech()
  const queries = useQueryClient()
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = () => setAsked(null)
  const { mutate: removeName, error } = useMutation({
    mutationFn: ({ id }: Version) => call('removeVersion', { id: page, version: id }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['history', page, 'facts'] }),
  })
  const participation = useQuery({
    queryKey: ['history', page, 'participation'],
    queryFn: ({ signal }) => call('getPageParticipation', { id: page }, signal),
  })
  const facts = participation.data
  const deeds = useMemo<HistoryDeeds>(
    () => ({
      writing: mayWrite
        ? {
            name: (seq) => setAsked({ deed: 'name', seq }),
            rename: (version) => setAsked({ deed: 'rename', version }),
            removeName,
            restore: (seq) => setAsked({ deed: 'restore', wanted: { seq } }),
            bringBack: (wanted) => setAsked({ deed: 'restore', wanted }),
          }
        : null,
      redact: mayRedact ? (ranges, words) => setAsked({ deed: 'redact', ranges, words }) : null,
      participation: facts === undefined ? null : <Participation facts={facts} />,
    }),
    [mayWrite, mayRedact, removeName, facts],
  )
  const when = (seq: Seq) => dateTime(history.moments.timeOf(history.moments.within(seq)))
  const done = () => {
    close()
    onChanged()
  }
  const dialog = (one: Asked) => {
    switch (one.deed) {
      case 'name':
        return (
          <NameMomentDialog
            page={page}
            moment={{ seq: one.seq, when: when(one.seq) }}
            onClose={close}
          />
        )
      case 'rename': {
        const { version } = one
        return (
          <NameMomentDialog
            page={page}
            moment={{ version, when: when(version.seq) }}
            onClose={close}
          />
        )
      }
      case 'restore':
        return (
          <RestoreDialog {...{ page, history }} wanted={one.wanted} onClose={close} onDone={done} />
        )
      case 'redact': {
        const { ranges, words } = one
        return <RedactDialog {...{ page, history, ranges, words }} onClose={close} onDone={done} />
      }
    }
  }
  return (
    <HistoryDeedsContext value={deeds}>
      {children}
      <FailureNotice error={error} />
      {asked === null ? null : dialog(asked)}
    </HistoryDeedsContext>
  )
}

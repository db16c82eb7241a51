import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { PageId, Seq } from '#contract/ids.ts'
import type { BroughtBack } from '../../../history/deeds.ts'
import { ToldChanges } from '../../../history/changes/ToldChanges.tsx'
import type { OpenHistory } from '../../../history/open-history.ts'
import { useHistorySpeech } from '../../../i18n/history/HistoryLanguage.tsx'
import { call } from '../../../net/api.ts'
import { Failure } from '../../../net/failure.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { FailureNotice } from '../../FailureNotice.tsx'
import { useUndo } from '../../pages/undo.ts'

interface RestoreDialogProps {
  readonly page: PageId
  readonly history: OpenHistory
  /** The moment, and the passage where it is not the whole page. */
  readonly wanted: { readonly seq: Seq } | BroughtBack
  readonly onClose: () => void
  /** Called when the page has become like that. */
  readonly onDone: () => void
}

/** Says what bringing a moment back would take back, does it, and offers to undo it. */
export function RestoreDialog({ page, history, wanted, onClose, onDone }: RestoreDialogProps) {
  const { t, dateTime } = useHistorySpeech()
  const { engine, moments } = history
  const { seq } = wanted
  const part = 'place' in wanted ? wanted : null
  const offer = useUndo()
  const queries = useQueryClient()
  const { head } = moments
  const since = useQuery({
    queryKey: ['restoring', page, seq, head],
    queryFn: () => engine.ask('changes', { from: seq, to: head }),
    enabled: part === null,
    gcTime: 0,
  })
  const when = dateTime(moments.timeOf(seq))
  const restore = useMutation({
    mutationFn: async () => {
      if (part === null) return call('restoreMoment', { id: page, body: { kind: 'restore', seq } })
      const [id] = await engine.ask('ids', { runs: [{ place: part.place, length: 1 }] })
      if (id === undefined) throw new Failure('not-found', 'The passage is not in the history.')
      const { client, clock } = id
      const body = { kind: 'restore', seq, part: { client, clock } } as const
      return call('restoreMoment', { id: page, body })
    },
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ['history', page, 'facts'] })
      if (made.seq === null) return
      const restored = made.seq
      offer({
        text: t(part === null ? 'restoreDone' : 'restorePartDone', { when }),
        undo: async () => {
          await call('restoreMoment', { id: page, body: { kind: 'undo', seq: restored } })
          await queries.invalidateQueries({ queryKey: ['history', page, 'facts'] })
        },
      })
      onDone()
    },
  })
  const isSame = restore.data?.seq === null || since.data?.changes.length === 0
  const isGone = restore.error instanceof Failure && restore.error.code === 'not-found'
  return (
    <Dialog
      title={t(part === null ? 'restoreTitle' : 'restorePartTitle')}
      {...(part === null && { kind: 'wide' as const })}
      onClose={onClose}
    >
      <div className="form restore-dialog">
        <p>{t(part === null ? 'restoreTo' : 'restorePartTo', { when })}</p>
        {part === null ? null : <blockquote className="restore-part">{part.excerpt}</blockquote>}
        {part === null && since.isPending ? <p className="hint">{t('restoreWorking')}</p> : null}
        <FailureNotice error={since.error} />
        {since.data === undefined || isSame ? null : (
          <ToldChanges made={since.data} history={history} />
        )}
        {isSame ? <Notice>{t('restoreNothing')}</Notice> : <p>{t('restoreKept')}</p>}
        {isGone ? (
          <Notice tone="danger">{t('restoreMomentGone')}</Notice>
        ) : (
          <FailureNotice error={restore.error} />
        )}
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          {isSame ? null : (
            <Button kind="primary" busy={restore.isPending} onClick={() => restore.mutate()}>
              {t(part === null ? 'restoreYes' : 'restorePartYes')}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  )
}

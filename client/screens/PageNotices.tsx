import { useMutation, useQueryClient } from '@tanstack/react-query'
import { mayInStrategy } from '#contract/permissions.ts'
import { useSpeech } from '../i18n/Language.tsx'
import { call, type Reply } from '../net/api.ts'
import type { PageSession } from '../net/page-session.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { failureText } from './failure-text.ts'
import { TrashedNotice } from './pages/TrashedNotice.tsx'

interface PageNoticesProps {
  readonly record: Reply<'getPage'>
  readonly outdated: boolean
  readonly locked: boolean
  readonly mode: string
  readonly mayWrite: boolean
  readonly session: PageSession
}

/** Why one cannot write here just now, and what can be done about it. */
export function PageNotices(props: PageNoticesProps) {
  const { record, outdated, locked, mode, mayWrite, session } = props
  const { t } = useSpeech()
  if (outdated) {
    const { unsaved } = session.getStatus()
    return (
      <Notice
        tone="warn"
        title={t('outdatedTitle')}
        action={
          <Button kind="primary" onClick={() => location.reload()}>
            {t('reload')}
          </Button>
        }
      >
        {t('outdatedText')} {unsaved === 0 ? null : t('outdatedKept', { n: unsaved })}
      </Notice>
    )
  }
  if (record.trashed) return <TrashedNotice record={record} />
  // Whoever may not write anyway reads of it in the facts.
  if (locked && mayWrite) return <LockedNotice record={record} />
  if (mode === 'read-only' && mayWrite) return <Notice>{t('readOnlyNow')}</Notice>
  return null
}

function LockedNotice({ record }: { readonly record: Reply<'getPage'> }) {
  const { t } = useSpeech()
  const queries = useQueryClient()
  const unlock = useMutation({
    mutationFn: () => call('changePageAccess', { id: record.id, body: { locked: false } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['page', record.id] }),
  })
  const mayUnlock = mayInStrategy(record.role, 'page.manage')
  return (
    <Notice
      tone="warn"
      title={t('lockedTitle')}
      action={
        mayUnlock ? (
          <Button busy={unlock.isPending} onClick={() => unlock.mutate()}>
            {t('unlockPage')}
          </Button>
        ) : null
      }
    >
      {t(mayUnlock ? 'lockedForLeader' : 'lockedNow')}
      {unlock.isError ? <p className="error">{failureText(t, unlock.error)}</p> : null}
    </Notice>
  )
}

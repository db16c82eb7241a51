import { lazy, Suspense, useMemo, useState } from 'react'
import { mayInStrategy } from '#contract/permissions.ts'
import { useSpeech } from '../i18n/Language.tsx'
import type { Reply } from '../net/api.ts'
import { useCommands } from '../ui/commands.ts'
import { Icon } from '../ui/Icon.tsx'

// Facilitators alone ever open it.
const PageAccessDialog = lazy(() => import('./roles/PageAccessDialog.tsx'))

/** The way to who may do what on a page, for those who decide it. */
export function PageAccess({ record }: { readonly record: Reply<'getPage'> }) {
  const { t } = useSpeech()
  const [open, setOpen] = useState(false)
  const mayManage = mayInStrategy(record.role, 'page.manage')
  useCommands(
    useMemo(
      () => (mayManage ? [{ id: 'pageAccess', run: () => setOpen(true) }] : null),
      [mayManage],
    ),
  )
  if (!mayManage) return null
  return (
    <>
      <button
        type="button"
        className="button page-access"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Icon name={record.narrowed ? 'key' : 'people'} />
        <span className="page-access-words">{t('pageAccess')}</span>
      </button>
      {open ? (
        <Suspense>
          <PageAccessDialog page={record} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}

import { lazy, Suspense, useState } from 'react'
import { mayInStrategy } from '#contract/permissions.ts'
import { useSpeech } from '../i18n/Language.tsx'
import type { Reply } from '../net/api.ts'
import { Icon } from '../ui/Icon.tsx'

// Facilitators alone ever open it.
const PageAccessDialog = lazy(() => import('./roles/PageAccessDialog.tsx'))

/** The way to who may do what on a page, for those who decide it. */
export function PageAccess({ record }: { readonly record: Reply<'getPage'> }) {
  const { t } = useSpeech()
  const [open, setOpen] = useState(false)
  if (!mayInStrategy(record.role, 'page.manage')) return null
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

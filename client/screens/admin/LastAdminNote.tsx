import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { Notice } from '../../ui/Notice.tsx'

/** Says that nobody else could look after the organisation, and what to do about it. */
export function LastAdminNote({ name }: { readonly name: string }) {
  const { t } = useAdminSpeech()
  return (
    <Notice tone="warn" title={t('lastAdminTitle', { name })}>
      {t('lastAdminText')}
    </Notice>
  )
}

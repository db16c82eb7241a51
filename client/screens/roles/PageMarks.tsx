import { useSpeech } from '../../i18n/Language.tsx'
import { Icon } from '../../ui/Icon.tsx'

/** Quiet marks beside a page in a list: locked, open to few; in words for screen readers. */
export function PageMarks({
  page,
}: {
  readonly page: { readonly narrowed: boolean; readonly locked: object | null }
}) {
  const { t } = useSpeech()
  const { narrowed, locked } = page
  if (!narrowed && locked === null) return null
  return (
    <span className="page-marks">
      {narrowed ? (
        <span className="page-mark">
          <Icon name="key" />
          <span className="unseen">, {t('openToFew')}</span>
        </span>
      ) : null}
      {locked === null ? null : (
        <span className="page-mark">
          <Icon name="lock" />
          <span className="unseen">, {t('pageLocked')}</span>
        </span>
      )}
    </span>
  )
}

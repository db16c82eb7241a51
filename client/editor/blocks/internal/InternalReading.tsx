import type { ReactNode } from 'react'
import { useSpeech } from '../../../i18n/Language.tsx'

/** An internal block for those who read the page, who are inside too. */
export function InternalReading({ children }: { readonly children: ReactNode }) {
  const { t, language } = useSpeech()
  return (
    <div className="internal">
      <div className="internal-mark" lang={language}>
        <button type="button" className="internal-word">
          {t('internal')}
          <span className="unseen">. {t('internal_means')}</span>
        </button>
        <span className="internal-why" aria-hidden="true">
          {t('internal_means')}
        </span>
      </div>
      <div className="is-internal">{children}</div>
    </div>
  )
}

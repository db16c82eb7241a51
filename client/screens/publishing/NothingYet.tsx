import { Link } from 'wouter'
import { usePublishingSpeech } from '../../i18n/publishing/PublishingLanguage.tsx'

/** What an edition is, and the way to the first one. */
export function NothingYet({ ask }: { readonly ask: string | null }) {
  const { t } = usePublishingSpeech()
  return (
    <section className="empty" aria-labelledby="nothing-heading">
      <h2 id="nothing-heading">{t('publishing_empty')}</h2>
      <p>{t('publishing_emptyText')}</p>
      <ol className="bare first-steps">
        <li>{t('publishing_step1')}</li>
        <li>{t('publishing_step2')}</li>
        <li>{t('publishing_step3')}</li>
      </ol>
      {ask === null ? (
        <p className="hint">{t('publishing_emptyReader')}</p>
      ) : (
        <Link href={ask} className="button primary">
          {t('publishing_ask')}
        </Link>
      )}
    </section>
  )
}

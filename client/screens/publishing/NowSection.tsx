import { Link } from 'wouter'
import { usePublishingSpeech } from '../../i18n/publishing/PublishingLanguage.tsx'
import { addressOf } from '../../net/place.ts'
import type { EditionView, Publishing } from '../../net/publishing-queries.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { useMe } from '../me.ts'
import { daysUntil } from '../pages/day.ts'
import { currentPath, publishedAddress } from '../readership/published-address.ts'
import { EditionMenu, type EditionDeeds } from './EditionMenu.tsx'

interface NowSectionProps {
  readonly edition: EditionView
  readonly publication: Publishing['publication']
  readonly deeds: EditionDeeds
}

/** What applies now: number, since when, where it is read, and what is another one by now. */
export function NowSection({ edition, publication, deeds }: NowSectionProps) {
  const { t, date } = usePublishingSpeech()
  const { organisation } = useMe()
  const { number, publishedAt, validFrom, changeNote, changedSince, redactions } = edition
  // The address that goes on leading to what applies, whatever its number.
  const path = publication === null ? edition.path : currentPath(publication.slug)
  const address = publishedAddress(organisation, path)
  const redacted = redactions.at(-1)
  return (
    <section className="edition-now" aria-labelledby="now-heading">
      <h2 id="now-heading">
        {t(daysUntil(validFrom) > 0 ? 'publishing_later' : 'publishing_now')}
      </h2>
      <p className="edition-number">{t('publishing_edition', { number })}</p>
      <p className="facts">
        {publishedAt === null ? null : (
          <span>{t('publishing_since', { date: date(publishedAt) })}</span>
        )}
        <span>{t('publishing_validFrom', { date: date(validFrom) })}</span>
        <span>{t('publishing_pages', { n: edition.pages.length })}</span>
        {redacted === undefined ? null : (
          <span>{t('publishing_redacted', { date: date(redacted.at) })}</span>
        )}
      </p>
      {changeNote === '' ? null : <p className="edition-note">{changeNote}</p>}
      <div className="edition-address">
        <p>
          <span className="label">{t('publishing_address')}</span>
          <a href={address} target="_blank" rel="noreferrer">
            {address}
          </a>
        </p>
        <div className="actions">
          <CopyButton text={address} label={t('publishing_copyAddress')} />
          <a
            className="button plain"
            href={addressOf(path).href}
            target="_blank"
            rel="noreferrer"
            aria-label={t('publishing_openEdition', { number })}
          >
            {t('publishing_open')}
          </a>
          <EditionMenu edition={edition} deeds={deeds} />
        </div>
      </div>
      {publication?.reach === 'link' ? <p className="hint">{t('publishing_byLink')}</p> : null}
      {changedSince.length === 0 ? (
        <p className="hint">{t('publishing_unchanged')}</p>
      ) : (
        <details className="quiet-list">
          <summary>{t('publishing_changed', { n: changedSince.length })}</summary>
          <p className="hint">{t('publishing_changedMeans')}</p>
          <ul className="bare">
            {edition.pages
              .filter(({ page }) => changedSince.includes(page))
              .map(({ page, title, language }) => (
                <li key={page}>
                  <Link href={`/pages/${page}`} lang={language}>
                    {title || t('untitled')}
                  </Link>
                </li>
              ))}
          </ul>
        </details>
      )}
    </section>
  )
}

/** All that were published have been withdrawn. */
export function NoneNow() {
  const { t } = usePublishingSpeech()
  return (
    <section className="edition-now" aria-labelledby="now-heading">
      <h2 id="now-heading">{t('publishing_now')}</h2>
      <p className="edition-note">{t('publishing_none')}</p>
    </section>
  )
}

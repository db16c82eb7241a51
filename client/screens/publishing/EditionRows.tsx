import { usePublishingSpeech } from '../../i18n/publishing/PublishingLanguage.tsx'
import { addressOf } from '../../net/place.ts'
import type { EditionView } from '../../net/publishing-queries.ts'
import { EditionMenu, type EditionDeeds } from './EditionMenu.tsx'
import { EditionMark } from './StateMark.tsx'

interface EditionRowsProps {
  readonly editions: readonly EditionView[]
  readonly deeds: EditionDeeds
}

/** Editions of before, the newest first: what each was, and where it still is. */
export function EditionRows({ editions, deeds }: EditionRowsProps) {
  return (
    <ol className="bare edition-rows">
      {editions.map((edition) => (
        <EditionRow key={edition.id} edition={edition} deeds={deeds} />
      ))}
    </ol>
  )
}

interface EditionRowProps {
  readonly edition: EditionView
  readonly deeds: EditionDeeds
}

function EditionRow({ edition, deeds }: EditionRowProps) {
  const { t, date } = usePublishingSpeech()
  const { number, publishedAt, publishAt, validFrom, changeNote, withdrawn, state } = edition
  const redacted = edition.redactions.at(-1)
  return (
    <li>
      <div>
        <h3>{t('publishing_edition', { number })}</h3>
        <p className="facts">
          <EditionMark state={state} />
          <span>{t('publishing_since', { date: date(publishedAt ?? publishAt) })}</span>
          <span>{t('publishing_validFrom', { date: date(validFrom) })}</span>
          {redacted === undefined ? null : (
            <span>{t('publishing_redacted', { date: date(redacted.at) })}</span>
          )}
        </p>
        {changeNote === '' ? null : <p className="edition-note">{changeNote}</p>}
        {withdrawn === null ? null : (
          <p className="edition-withdrawn">
            {t('publishing_withdrawnOn', { date: date(withdrawn.at), reason: withdrawn.reason })}
          </p>
        )}
      </div>
      <div className="actions">
        <a
          className="button quiet"
          href={addressOf(edition.path).href}
          target="_blank"
          rel="noreferrer"
          aria-label={t('publishing_openEdition', { number })}
        >
          {t('publishing_open')}
        </a>
        <EditionMenu edition={edition} deeds={deeds} />
      </div>
    </li>
  )
}

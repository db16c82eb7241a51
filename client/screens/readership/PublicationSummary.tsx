import { useReadershipSpeech } from '../../i18n/readership/ReadershipLanguage.tsx'
import { useMe } from '../me.ts'
import { currentPath, publishedAddress } from './published-address.ts'
import { reachWords } from './reach-words.ts'
import type { Publication } from './readership-queries.ts'

/** How a strategy is published, in words, for those who do not decide it. */
export function PublicationSummary(props: { readonly publication: Publication | null }) {
  const { t, date } = useReadershipSpeech()
  const { organisation } = useMe()
  if (props.publication === null) return <p>{t('set_notYet')}</p>
  const { slug, reach, linkUntil, feedbackDays, confirmation } = props.publication
  const address = publishedAddress(organisation, currentPath(slug))
  return (
    <dl className="settings">
      <div>
        <dt>{t('set_address')}</dt>
        <dd>
          <a className="whole-address" href={address}>
            {address}
          </a>
        </dd>
      </div>
      <div>
        <dt>{t('set_reach')}</dt>
        <dd>
          <span>
            <strong>{t(reachWords[reach].name)}</strong>
            {reach === 'link' && linkUntil !== null ? (
              <span className="hint">
                {' '}
                {t('set_linkUntil')}: {date(linkUntil)}
              </span>
            ) : null}
          </span>
        </dd>
      </div>
      <div>
        <dt>{t('set_readers')}</dt>
        <dd>
          <span>
            {feedbackDays === null
              ? t('set_feedbackOff')
              : t('set_feedbackOn', { n: feedbackDays })}{' '}
            {t(confirmation ? 'set_confirmationOn' : 'set_confirmationOff')}
          </span>
        </dd>
      </div>
    </dl>
  )
}

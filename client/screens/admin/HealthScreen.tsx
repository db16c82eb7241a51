import { useQuery } from '@tanstack/react-query'
import type { AdminTranslate } from '../../i18n/admin-catalogue.ts'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { healthQuery } from '../../net/admin-queries.ts'
import type { Reply } from '../../net/api.ts'
import { Notice } from '../../ui/Notice.tsx'
import { AdminFrame } from './AdminFrame.tsx'
import { Failed } from './Failed.tsx'

type Health = Reply<'getHealth'>

const [kibi, mebi, gibi] = [1024, 1024 ** 2, 1024 ** 3]

/** How the installation fares, in words; asks again by itself while one looks. */
export function HealthScreen() {
  const { t } = useAdminSpeech()
  const health = useQuery(healthQuery)
  return (
    <AdminFrame at="health" lead={t('healthLead')}>
      <Failed error={health.error} onRetry={() => void health.refetch()} />
      {health.data === undefined ? (
        health.isPending ? (
          <div className="bone line" aria-busy="true" />
        ) : null
      ) : (
        <Fares health={health.data} askedAt={health.dataUpdatedAt} />
      )}
    </AdminFrame>
  )
}

function Fares({ health, askedAt }: { readonly health: Health; readonly askedAt: number }) {
  const { t, dateTime } = useAdminSpeech()
  const { saving, damage, people, disk, mail } = health
  const scarce = disk !== null && isScarce(disk)
  const figures = [
    ['figurePeople', people.active],
    ['figureGuests', people.guests],
    ['figureDeactivated', people.deactivated],
    ['figureStrategies', health.strategies],
    ['figurePages', health.pages],
    ['figureEntries', health.entries],
    ['figureRooms', health.rooms],
    ['figureConnections', health.connections],
  ] as const
  return (
    <>
      {saving ? (
        damage.length === 0 && !scarce && isMailWell(mail) ? (
          <Notice title={t('allWell')}>{t('allWellText')}</Notice>
        ) : (
          <Notice title={t('savesWell')}>{t('savesWellText')}</Notice>
        )
      ) : (
        <Notice tone="danger" title={t('savesNothing')}>
          {t('savesNothingText')}
        </Notice>
      )}
      {scarce && disk !== null ? (
        <Notice tone="warn" title={t('diskScarce', { free: bytes(t, disk.free) })}>
          {t('diskScarceText')}
        </Notice>
      ) : null}
      {mail.state === 'failing' && mail.since !== null ? (
        <Notice tone="warn" title={t('mailFails')}>
          <p>{t('mailFailsText', { date: dateTime(mail.since) })}</p>
          <p lang="en">{mail.sentence}</p>
        </Notice>
      ) : null}
      {mail.state === 'no-address' ? (
        <Notice tone="warn" title={t('mailNoAddress')}>
          {t('mailNoAddressText')}
        </Notice>
      ) : null}
      {damage.length === 0 ? null : (
        <section className="damage" aria-labelledby="damage-heading">
          <h2 id="damage-heading">{t('damageTitle')}</h2>
          <p>{t('damageText')}</p>
          <ul>
            {damage.map((finding) => (
              // The server's own words, for whoever looks after it.
              <li key={finding} lang="en">
                {finding}
              </li>
            ))}
          </ul>
          <p>{t('damageRun')}</p>
          <pre>npm run talkoot -- check</pre>
        </section>
      )}
      <dl className="figures">
        {figures.map(([key, n]) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>{t('figure', { n })}</dd>
          </div>
        ))}
      </dl>
      <dl className="facts-list">
        <dt>{t('diskUsed')}</dt>
        <dd>{disk === null ? t('notKnown') : bytes(t, disk.used)}</dd>
        <dt>{t('diskFree')}</dt>
        <dd>{disk === null ? t('notKnown') : bytes(t, disk.free)}</dd>
        <dt>{t('memory')}</dt>
        <dd>{bytes(t, health.memory)}</dd>
        <dt>{t('version')}</dt>
        <dd>
          Talkoot {health.version} (Node {health.node})
        </dd>
        <dt>{t('runsSince')}</dt>
        <dd>{dateTime(health.startedAt)}</dd>
        <dt>{t('publicAddress')}</dt>
        <dd>{health.address ?? t('addressFromSettings')}</dd>
        <dt>{t('mail')}</dt>
        <dd>{mailText(t, mail)}</dd>
      </dl>
      <p className="hint">{t('askedAt', { date: dateTime(askedAt) })}</p>
    </>
  )
}

const isMailWell = ({ state }: Health['mail']) => state === 'off' || state === 'working'

function mailText(t: AdminTranslate, { state, waiting }: Health['mail']): string {
  if (state === 'off') return t('mailOff')
  return waiting === 0 ? t('mailNoneWaits') : t('mailWaits', { n: waiting })
}

/** Under 1 GB, or so little that what Talkoot has is most of what the disk could take. */
function isScarce({ used, free }: NonNullable<Health['disk']>): boolean {
  return free < gibi || free / (used + free) < 0.1
}

function bytes(t: AdminTranslate, n: number): string {
  if (n >= gibi) return t('gigabytes', { n: Math.round((n / gibi) * 10) / 10 })
  if (n >= mebi) return t('megabytes', { n: Math.round(n / mebi) })
  return t('kilobytes', { n: Math.ceil(n / kibi) })
}

import { useState } from 'react'
import { Link } from 'wouter'
import { usePublishingSpeech } from '../../i18n/publishing/PublishingLanguage.tsx'
import { call } from '../../net/api.ts'
import type { ApprovalView, EditionView } from '../../net/publishing-queries.ts'
import { Button } from '../../ui/Button.tsx'
import { FailureNotice } from '../FailureNotice.tsx'
import { useMe } from '../me.ts'
import { NamedConsent } from '../readership/NamedConsent.tsx'
import { PublishingNav } from '../readership/PublishingNav.tsx'
import { useScreenTitle } from '../use-screen-title.ts'
import { ApprovalRow } from './ApprovalRow.tsx'
import type { EditionDeeds } from './EditionMenu.tsx'
import { EditionRows } from './EditionRows.tsx'
import { NothingYet } from './NothingYet.tsx'
import { NoneNow, NowSection } from './NowSection.tsx'
import { PublishDialog } from './PublishDialog.tsx'
import { PublishingSheet, type PublishingView } from './PublishingPlace.tsx'
import { type Done, Said } from './Said.tsx'
import { SureDialog } from './SureDialog.tsx'
import { useNames } from './use-names.ts'
import { useSaving } from './use-saving.ts'
import { WithdrawDialog } from './WithdrawDialog.tsx'

type Doing =
  | { readonly what: 'publish'; readonly approval: ApprovalView }
  | { readonly what: 'withdraw'; readonly edition: EditionView }
  | { readonly what: 'cancel'; readonly edition: EditionView }

/** What applies now, what is on its way, what was before. */
export function PublishingScreen({ strategy, publishing, manages }: PublishingView) {
  const { t } = usePublishingSpeech()
  const { person } = useMe()
  const nameOf = useNames(publishing.people)
  const [doing, setDoing] = useState<Doing | null>(null)
  const [done, setDone] = useState<Done | null>(null)
  const saving = useSaving(strategy)
  useScreenTitle(t('publishing'))
  const { editions, approvals, publication } = publishing
  const { id } = strategy
  const home = `/strategies/${id}/publishing`

  const current = editions.find(({ state }) => state === 'current')
  const scheduled = editions.filter(({ state }) => state === 'scheduled')
  const earlier = editions.filter(({ state }) => state === 'superseded' || state === 'withdrawn')
  const waitsForMe = ({ state, approvers }: ApprovalView) =>
    (state === 'open' || state === 'returned') &&
    approvers.some((one) => one.person === person.id && one.answer === null)
  const going = approvals.filter(({ end }) => end === null)
  const underWay = [
    ...going.filter(waitsForMe),
    ...going.filter((approval) => !waitsForMe(approval)),
  ]
  const ended = approvals.filter(({ end }) => end?.how === 'cancelled')
  const approved = underWay.some(({ state }) => state === 'approved')
  const nothing = editions.length === 0 && underWay.length === 0

  const close = () => setDoing(null)
  const finish = (words: string) => {
    close()
    setDone({ words })
  }
  const deeds: EditionDeeds = {
    save: (edition, format) => saving.mutate({ edition, format }),
    withdraw: manages ? (edition) => setDoing({ what: 'withdraw', edition }) : null,
  }
  return (
    <PublishingSheet
      strategy={strategy}
      title={t('publishing')}
      actions={
        manages && !nothing ? (
          <Link href={`${home}/ask`} className={approved ? 'button plain' : 'button primary'}>
            {t('publishing_ask')}
          </Link>
        ) : undefined
      }
    >
      <PublishingNav strategy={strategy} at="editions" />
      <Said done={done} />
      <output className="saving">
        {saving.isPending ? t('publishing_making') : null}
        {saving.isSuccess ? t('publishing_saved', { name: saving.data.name }) : null}
      </output>
      <FailureNotice error={saving.error} />
      {nothing ? <NothingYet ask={manages ? `${home}/ask` : null} /> : null}
      {current === undefined ? null : (
        <NowSection edition={current} publication={publication} deeds={deeds} />
      )}
      {current === undefined && earlier.length > 0 ? <NoneNow /> : null}
      {underWay.length === 0 ? null : (
        <section aria-labelledby="under-way-heading">
          <h2 id="under-way-heading">{t('publishing_underWay')}</h2>
          <ul className="bare approval-rows">
            {underWay.map((approval) => (
              <ApprovalRow
                key={approval.id}
                approval={approval}
                nameOf={nameOf}
                mine={waitsForMe(approval)}
                onPublish={
                  manages && approval.state === 'approved'
                    ? () => setDoing({ what: 'publish', approval })
                    : null
                }
              />
            ))}
          </ul>
        </section>
      )}
      {scheduled.length === 0 ? null : (
        <Scheduled
          editions={scheduled}
          onCancel={manages ? (edition) => setDoing({ what: 'cancel', edition }) : null}
        />
      )}
      {earlier.length === 0 ? null : (
        <section aria-labelledby="earlier-heading">
          <h2 id="earlier-heading">{t('publishing_earlier')}</h2>
          <EditionRows editions={earlier} deeds={deeds} />
        </section>
      )}
      {ended.length === 0 ? null : (
        <details className="quiet-list ended">
          <summary>{t('publishing_ended')}</summary>
          <ul className="bare approval-rows">
            {ended.map((approval) => (
              <ApprovalRow
                key={approval.id}
                approval={approval}
                nameOf={nameOf}
                mine={false}
                onPublish={null}
              />
            ))}
          </ul>
        </details>
      )}
      {nothing ? null : <NamedConsent strategy={id} />}
      {doing?.what === 'publish' ? (
        <PublishDialog
          strategy={id}
          approval={doing.approval.id}
          publishing={publishing}
          onClose={close}
          onDone={finish}
        />
      ) : null}
      {doing?.what === 'withdraw' ? (
        <WithdrawDialog edition={doing.edition} onClose={close} onDone={finish} />
      ) : null}
      {doing?.what === 'cancel' ? (
        <SureDialog
          strategy={id}
          title={t('publishing_cancelScheduledTitle', { number: doing.edition.number })}
          text={t('publishing_cancelScheduledText')}
          yes={t('publishing_cancelScheduledYes')}
          no={t('publishing_keep')}
          act={() => call('cancelEdition', { id, edition: doing.edition.id })}
          onClose={close}
          onDone={() => finish(t('publishing_scheduleCancelled', { number: doing.edition.number }))}
        />
      ) : null}
    </PublishingSheet>
  )
}

interface ScheduledProps {
  readonly editions: readonly EditionView[]
  readonly onCancel: ((edition: EditionView) => void) | null
}

function Scheduled({ editions, onCancel }: ScheduledProps) {
  const { t, date, dateTime } = usePublishingSpeech()
  return (
    <section aria-labelledby="scheduled-heading">
      <h2 id="scheduled-heading">{t('publishing_scheduled')}</h2>
      <ul className="bare edition-rows">
        {editions.map((edition) => (
          <li key={edition.id}>
            <div>
              <h3>
                <Link
                  href={`/strategies/${edition.strategy}/publishing/approvals/${edition.approval}`}
                >
                  {t('publishing_edition', { number: edition.number })}
                </Link>
              </h3>
              <p className="facts">
                <span>{t('publishing_comesAt', { when: dateTime(edition.publishAt) })}</span>
                <span>{t('publishing_validFrom', { date: date(edition.validFrom) })}</span>
                <span>{t('publishing_pages', { n: edition.pages.length })}</span>
              </p>
            </div>
            {onCancel === null ? null : (
              <Button
                aria-label={t('publishing_cancelScheduledOf', { number: edition.number })}
                onClick={() => onCancel(edition)}
              >
                {t('publishing_cancelScheduled')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

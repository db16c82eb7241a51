import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { Link } from 'wouter'
import { useReadershipSpeech } from '../../i18n/readership/ReadershipLanguage.tsx'
import type { Reply } from '../../net/api.ts'
import { publishingQuery } from '../../net/publishing-queries.ts'
import { Notice } from '../../ui/Notice.tsx'
import { useStanding } from '../roles/use-standing.ts'
import { PartBones, PartFailure } from './part-states.tsx'
import { addressOfPlace } from './PublishingNav.tsx'
import { type Readings, readingsQuery } from './readership-queries.ts'
import { UnitReadings } from './UnitReadings.tsx'

/** How many have read the current edition; for facilitators. */
export function ReadingsPart({ strategy }: { readonly strategy: Reply<'getStrategy'> }) {
  const { t } = useReadershipSpeech()
  const { may } = useStanding(strategy)
  const mayManage = may('edition.manage')
  const readings = useQuery({ ...readingsQuery(strategy.id), enabled: mayManage })
  const published = useQuery({ ...publishingQuery(strategy.id), enabled: mayManage })
  if (!mayManage) return <p>{t('rd_notYours')}</p>
  if (readings.isPending) return <PartBones />
  if (readings.data === undefined) {
    return <PartFailure error={readings.error} onRetry={() => void readings.refetch()} />
  }
  const { number } = readings.data
  if (number === null) {
    return (
      <div className="empty">
        <h2>{t('rd_none')}</h2>
        <p>{t('rd_noneText')}</p>
      </div>
    )
  }
  return (
    <>
      <p className="settings-lead">{t('rd_lead')}</p>
      {published.data?.publication?.confirmation === false ? (
        <Notice
          tone="warn"
          action={<Link href={addressOfPlace(strategy.id, 'settings')}>{t('rd_offSettings')}</Link>}
        >
          {t('rd_off')}
        </Notice>
      ) : null}
      <Counted readings={readings.data} number={number} />
    </>
  )
}

function Counted({ readings, number }: { readonly readings: Readings; readonly number: string }) {
  const { t } = useReadershipSpeech()
  const id = useId()
  const { read, all, units } = readings
  return (
    <>
      <p className="readings-all">
        {read === null ? t('rd_few', { all, number }) : t('rd_all', { read, all, number })}
      </p>
      {units.length === 0 ? (
        <p className="hint">{t('rd_noUnits')}</p>
      ) : (
        <UnitReadings units={units} number={number} />
      )}
      <section aria-labelledby={id} className="why-small">
        <h2 id={id}>{t('rd_why')}</h2>
        <p>{t('rd_whyText')}</p>
      </section>
    </>
  )
}

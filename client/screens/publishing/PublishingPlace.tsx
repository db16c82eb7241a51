import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { StrategyId } from '#contract/ids.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { PublishingLanguage } from '../../i18n/publishing/PublishingLanguage.tsx'
import type { Reply } from '../../net/api.ts'
import { Failure } from '../../net/failure.ts'
import { type Publishing, publishingQuery } from '../../net/publishing-queries.ts'
import { strategyQuery } from '../../net/queries.ts'
import { Frame } from '../Frame.tsx'
import { useMe } from '../me.ts'
import { OfflineNote } from '../OfflineNote.tsx'
import { PageRail } from '../PageRail.tsx'
import { FailureScreen, NotFoundScreen, WaitingScreen } from '../PlainScreens.tsx'
import { useStanding } from '../roles/use-standing.ts'
import './publishing.css'

/** What every screen of publishing knows. */
export interface PublishingView {
  readonly strategy: Reply<'getStrategy'>
  readonly publishing: Publishing
  /** May I ask, publish and withdraw? */
  readonly manages: boolean
}

interface PublishingPlaceProps {
  readonly id: StrategyId
  readonly children: (view: PublishingView) => ReactNode
}

/** Fetches what the screens of publishing share; says so where that is not to be had. */
export function PublishingPlace({ id, children }: PublishingPlaceProps) {
  const { person } = useMe()
  const strategy = useQuery(strategyQuery(person.id, id))
  const publishing = useQuery(publishingQuery(id))
  const failed = [strategy, publishing].find(({ error }) => error !== null)
  if (failed?.error instanceof Failure && failed.error.code === 'not-found') {
    return <NotFoundScreen />
  }
  if (strategy.data === undefined || publishing.data === undefined) {
    return failed === undefined ? (
      <WaitingScreen />
    ) : (
      <FailureScreen error={failed.error} onRetry={() => void failed.refetch()} />
    )
  }
  return (
    <PublishingLanguage waiting={<WaitingScreen />}>
      <Known strategy={strategy.data} publishing={publishing.data}>
        {children}
      </Known>
    </PublishingLanguage>
  )
}

interface KnownProps extends Omit<PublishingView, 'manages'> {
  readonly children: (view: PublishingView) => ReactNode
}

function Known({ strategy, publishing, children }: KnownProps) {
  const { may } = useStanding(strategy)
  return children({ strategy, publishing, manages: may('edition.manage') })
}

interface PublishingSheetProps {
  readonly strategy: Reply<'getStrategy'>
  readonly title: string
  /** Is it under the screen on which all of publishing begins? */
  readonly under?: boolean
  readonly wide?: boolean
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** The frame of a screen of publishing, with its title. */
export function PublishingSheet(props: PublishingSheetProps) {
  const { strategy, title, under = false, wide = false, actions, children } = props
  const { t } = useSpeech()
  const { id, name, language } = strategy
  const above = (
    <>
      <Link href={`/strategies/${id}`} lang={language}>
        {name}
      </Link>{' '}
      <span aria-hidden="true">/</span>{' '}
    </>
  )
  return (
    <Frame
      railName={t('pagesOf', { name })}
      rail={<PageRail strategy={id} at="publishing" />}
      bar={
        <span className="path">
          {under ? <span className="path-above">{above}</span> : above}
          {under ? (
            <>
              <Link href={`/strategies/${id}/publishing`}>{t('publishing')}</Link>{' '}
              <span aria-hidden="true">/</span>{' '}
            </>
          ) : null}
          <strong>{title}</strong>
        </span>
      }
    >
      <main
        id="content"
        tabIndex={-1}
        className={wide ? 'sheet publishing wide' : 'sheet publishing'}
      >
        <OfflineNote />
        <div className="sheet-head">
          <div>
            <p className="over" lang={language}>
              {name}
            </p>
            <h1>{title}</h1>
          </div>
          {actions === undefined ? null : <div className="actions">{actions}</div>}
        </div>
        {children}
      </main>
    </Frame>
  )
}

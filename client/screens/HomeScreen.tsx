import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo, useState } from 'react'
import { Link } from 'wouter'
import { mayInOrganisation } from '#contract/permissions.ts'
import type { Stage } from '#contract/records.ts'
import { useSpeech } from '../i18n/Language.tsx'
import { strategiesQuery } from '../net/queries.ts'
import { Button } from '../ui/Button.tsx'
import { useCommands } from '../ui/commands.ts'
import { softened } from './soft-hyphens.ts'
import { failureText } from './failure-text.ts'
import { Notice } from '../ui/Notice.tsx'
import { Frame } from './Frame.tsx'
import { Desk } from './home/Desk.tsx'
import { useMe } from './me.ts'
import { OfflineNote } from './OfflineNote.tsx'
import { StrategiesRail } from './StrategiesRail.tsx'
import { useScreenTitle } from './use-screen-title.ts'

const MakeStrategyDialog = lazy(() => import('./MakeStrategyDialog.tsx'))

/** The strategies of the organisation and what I have at hand; where there is no strategy, what this
 * place is for. */
export function HomeScreen() {
  const { t, date } = useSpeech()
  const { person, organisation } = useMe()
  const strategies = useQuery(strategiesQuery(person.id))
  const [making, setMaking] = useState(false)
  const mayMake = mayInOrganisation(person.role, 'strategy.create')
  useCommands(
    useMemo(
      () => (mayMake ? [{ id: 'makeStrategy', run: () => setMaking(true) }] : null),
      [mayMake],
    ),
  )
  useScreenTitle(t('strategies'))
  const list = strategies.data ?? []
  const empty = strategies.isSuccess && list.length === 0

  return (
    <Frame
      railName={t('strategies')}
      rail={<StrategiesRail />}
      bar={<span className="path">{t('strategies')}</span>}
    >
      <main id="content" tabIndex={-1} className="sheet">
        <OfflineNote />
        {strategies.isError ? (
          <Notice
            tone="danger"
            action={<Button onClick={() => void strategies.refetch()}>{t('tryAgain')}</Button>}
          >
            {failureText(t, strategies.error)}
          </Notice>
        ) : null}
        {empty ? (
          <div className="empty">
            <h1>{t(person.role === 'guest' ? 'guestEmptyTitle' : 'strategiesEmptyTitle')}</h1>
            <p>
              {person.role === 'guest'
                ? t('guestEmpty')
                : t(mayMake ? 'strategiesEmpty' : 'strategiesEmptyReader')}
            </p>
            {mayMake ? (
              <Button kind="primary" onClick={() => setMaking(true)}>
                {t('makeStrategy')}
              </Button>
            ) : null}
          </div>
        ) : (
          <>
            <div className="sheet-head">
              <div>
                <p className="over">{organisation.name}</p>
                <h1>{t('strategies')}</h1>
              </div>
              {mayMake && list.length > 0 ? (
                <Button kind="primary" onClick={() => setMaking(true)}>
                  {t('makeStrategy')}
                </Button>
              ) : null}
            </div>
            <ul className="bare contents strategies" aria-busy={strategies.isPending}>
              {list.map((strategy) => (
                <li key={strategy.id}>
                  <Link href={`/strategies/${strategy.id}`} lang={strategy.language}>
                    {softened(strategy.name, strategy.language)}
                  </Link>
                  <span className="facts">
                    <OpenStages of={strategy.stages} />
                    <span>{t('pagesCount', { n: strategy.pages.length })}</span>
                    <span>{t('createdOn', { date: date(strategy.createdAt) })}</span>
                    <span>{t(`role_${strategy.role}`)}</span>
                  </span>
                </li>
              ))}
              {strategies.isPending ? <li className="bone line" aria-hidden="true" /> : null}
            </ul>
            <Desk />
          </>
        )}
      </main>
      {making ? (
        <Suspense>
          <MakeStrategyDialog onClose={() => setMaking(false)} />
        </Suspense>
      ) : null}
    </Frame>
  )
}

/** The stages that are open now. */
function OpenStages({ of: stages }: { readonly of: readonly Stage[] }) {
  const { t } = useSpeech()
  const open = stages.filter(({ state }) => state === 'open')
  if (open.length === 0) return null
  const names = open.map(({ name }) => t(`stage_${name}`)).join(', ')
  return <span className="open-stage">{t('openStage', { stage: names })}</span>
}

import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import type { StrategyId } from '#contract/ids.ts'
import type { Stage } from '#contract/records.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { softened } from '../soft-hyphens.ts'
import { isPast } from '../pages/day.ts'
import { PageState, PageStateWords } from '../pages/PageState.tsx'
import type { ListedPage } from '../pages/use-pages.ts'
import { useDay } from './use-day.ts'
import { pagesOf } from './stages.ts'

const StageDialog = lazy(() => import('./StageDialog.tsx'))

interface StagePathProps {
  readonly strategy: StrategyId
  readonly stages: readonly Stage[]
  readonly pages: readonly ListedPage[]
  readonly mayChange: boolean
}

/** The stages of a strategy as a path: where the work is, what comes, which pages belong to each. */
export function StagePath({ strategy, stages, pages, mayChange }: StagePathProps) {
  const { t } = useSpeech()
  const [changing, setChanging] = useState<Stage | null>(null)
  return (
    <section className="stage-path" aria-labelledby="stages-heading">
      <h2 id="stages-heading">{t('stages')}</h2>
      <ol className="bare">
        {stages.map((stage) => (
          <OneStage
            key={stage.name}
            strategy={strategy}
            stage={stage}
            pages={pagesOf(stage.name, pages)}
            onChange={mayChange ? () => setChanging(stage) : null}
          />
        ))}
      </ol>
      {changing === null ? null : (
        <Suspense>
          <StageDialog strategy={strategy} stage={changing} onClose={() => setChanging(null)} />
        </Suspense>
      )}
    </section>
  )
}

/** The stages whose work is done where editions are. */
const publishingStages: readonly Stage['name'][] = ['approval', 'publishing']

interface OneStageProps {
  readonly strategy: StrategyId
  readonly stage: Stage
  readonly pages: readonly ListedPage[]
  readonly onChange: (() => void) | null
}

function OneStage({ strategy, stage, pages, onChange }: OneStageProps) {
  const { t } = useSpeech()
  const day = useDay()
  const { name, state, from, to } = stage
  const sum = (count: (page: ListedPage) => number | undefined) =>
    pages.reduce((all, page) => all + (count(page) ?? 0), 0)
  const questions = sum(({ progress }) => progress?.questions)
  const answered = sum(({ progress }) => progress?.answered)
  const late = state !== 'done' && to !== null && isPast(to)
  const title = t(`stage_${name}`)
  const dates =
    from !== null && to !== null
      ? t('stageFromTo', { from: day(from), to: day(to) })
      : from !== null
        ? t('stageFrom', { from: day(from) })
        : to !== null
          ? t('stageTo', { to: day(to) })
          : null
  return (
    <li className={`stage ${state}`} aria-current={state === 'open' ? 'step' : undefined}>
      <span className="stage-dot" aria-hidden="true" />
      <div className="stage-words">
        <h3>{title}</h3>
        <p className="stage-state">
          <span>{t(`stageState_${state}`)}</span>
          {dates === null ? null : <span className={late ? 'late' : undefined}>{dates}</span>}
        </p>
        <p className="stage-for">{t(`stageFor_${name}`)}</p>
        {publishingStages.includes(name) ? (
          <p className="stage-link">
            <Link className="fact-link" href={`/strategies/${strategy}/publishing`}>
              {t('toPublishing')}
            </Link>
          </p>
        ) : null}
        {pages.length === 0 ? null : (
          <ul className="bare stage-pages">
            {pages.map((page) => (
              <li key={page.id}>
                <Link href={`/pages/${page.id}`} lang={page.language}>
                  <PageState page={page} />
                  {softened(page.title, page.language) || t('untitled')}
                  <PageStateWords page={page} />
                </Link>
              </li>
            ))}
          </ul>
        )}
        {questions === 0 ? null : (
          <p className="stage-answered">
            <meter min={0} max={questions} value={answered} aria-hidden="true" />
            {t('stageAnswered', { answered, questions })}
          </p>
        )}
        {onChange === null ? null : (
          <button
            type="button"
            className="fact-button"
            aria-haspopup="dialog"
            aria-label={t('stageChangeOf', { stage: title })}
            onClick={onChange}
          >
            {t('stageChange')}
          </button>
        )}
      </div>
    </li>
  )
}

/** The goals of the strategy: those of this page from its text, the others from the server. */
import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useSpeech } from '../../../i18n/Language.tsx'
import { goalsQuery } from '../../../net/goal-queries.ts'
import { pagesQuery } from '../../../net/queries.ts'
import { useHere } from '../here.ts'
import type { NamedRow } from '../page-rows.ts'

interface GoalsOfPage {
  readonly title: string
  readonly goals: readonly NamedRow[]
}

export interface StrategyGoals {
  /** This page first, the others in the strategy's order; none without goals. */
  readonly pages: readonly GoalsOfPage[]
  /** Asks the server again, for goals that were written a moment ago. */
  readonly lookAgain: () => void
  /** What to call the goal; whether it is gone. */
  readonly nameOf: (goal: string) => { readonly name: string; readonly isGone: boolean }
}

/** The goals that a metric of this page can measure. */
export function useStrategyGoals(): StrategyGoals {
  const { t } = useSpeech()
  const { person, page, strategy, rows } = useHere()
  const { goals } = useSyncExternalStore(rows.subscribe, rows.get)
  const elsewhere = useQuery(goalsQuery(strategy))
  const titles = useQuery({ ...pagesQuery(person, strategy), staleTime: Infinity }).data
  const others = (elsewhere.data ?? []).filter((goal) => goal.page !== page)
  const placeOf = (id: string) => titles?.findIndex((one) => one.id === id) ?? 0
  const order = [...new Set(others.map((goal) => goal.page))].toSorted(
    (a, b) => placeOf(a) - placeOf(b),
  )
  const pages = [
    { title: t('metric_thisPage'), goals },
    ...order.map((id) => ({
      title: titles?.find((one) => one.id === id)?.title ?? '…',
      goals: others.filter((goal) => goal.page === id),
    })),
  ].filter((one) => one.goals.length > 0)
  return {
    pages,
    lookAgain: () => void elsewhere.refetch(),
    nameOf(id) {
      const goal = pages.flatMap((one) => one.goals).find((one) => one.id === id)
      if (goal !== undefined) return { name: goal.name || t('goal_unnamed'), isGone: false }
      if (elsewhere.isSuccess) return { name: t('metric_goalGone'), isGone: true }
      return { name: elsewhere.isPending ? '…' : t('metric_goalElsewhere'), isGone: false }
    },
  }
}

/** Metrics that measure a goal, by name: those of this page, and whether there are others. */
export function useMeasuredBy(goal: unknown): readonly string[] {
  const { t } = useSpeech()
  const { strategy, rows } = useHere()
  const { metrics } = useSyncExternalStore(rows.subscribe, rows.get)
  const known = useQuery(goalsQuery(strategy)).data
  const here = metrics.filter((one) => one.goal === goal)
  if (here.length > 0) return here.map(({ name }) => name || t('metric_unnamed'))
  const isMeasured = known?.find(({ id }) => id === goal)?.measured === true
  return isMeasured ? [t('goal_measuredElsewhere')] : []
}

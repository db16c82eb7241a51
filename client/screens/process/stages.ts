/** The stages of a strategy's way, and the pages that belong to each by their templates. */
import type { Stage, StageName } from '#contract/records.ts'

const templatesOf: Readonly<Record<StageName, readonly string[]>> = {
  mandate: [],
  start: ['start', 'maturity', 'benchmark', 'stakeholders'],
  direction: ['customers', 'goals', 'management'],
  means: ['methods', 'tools', 'resources', 'time', 'skills', 'content', 'measurement'],
  rules: ['guidelines', 'feedback', 'crisis', 'wishes'],
  approval: [],
  publishing: ['onepage'],
  'follow-up': [],
}

/** The names of the stages in their order. */
export const stageOrder = [
  'mandate',
  'start',
  'direction',
  'means',
  'rules',
  'approval',
  'publishing',
  'follow-up',
] as const satisfies readonly StageName[]

/** All stages in their order; one of which nothing was said is ahead. */
export function stagesOf(said: readonly Stage[]): readonly Stage[] {
  return stageOrder.map(
    (name) =>
      said.find((stage) => stage.name === name) ?? { name, state: 'ahead', from: null, to: null },
  )
}

/** The pages that belong to a stage; versions in other languages go with their originals. */
export function pagesOf<
  P extends { readonly template: string | null; readonly source: object | null },
>(stage: StageName, pages: readonly P[]): readonly P[] {
  return pages.filter(
    ({ template, source }) =>
      source === null && template !== null && templatesOf[stage].includes(template),
  )
}

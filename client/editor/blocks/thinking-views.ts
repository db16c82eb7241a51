/** How blocks of rows, scales and the time budget look, before their parts are fetched. */
import type { ComponentType } from 'react'
import type { RowName } from '#contract/page-blocks.ts'
import type { BlockView } from './block-view.ts'
import { isBlank } from './rows.ts'
import { lazyPart } from './lazy-part.tsx'
import type { ReadingProps } from './reading.ts'
import type { BlockProps } from './slots.ts'
import type { drawings, parts } from './thinking.ts'

const part = (name: keyof typeof parts) =>
  lazyPart<BlockProps>(async () => (await import('./thinking.ts')).parts[name])

const reading = (name: keyof typeof drawings) =>
  lazyPart<ReadingProps>(async () => (await import('./thinking.ts')).drawings[name])

const caption = part('RowsCaption')
const addRow = part('AddRow')

/** A block of rows: what it is above them, a button for one more beneath. */
const table = (className: string, view: Partial<BlockView> = {}): BlockView => ({
  className,
  attributes: () => ({ 'data-rows': '' }),
  before: caption,
  after: addRow,
  ...view,
})

/** A row: its words, and beneath them what is chosen. */
const row = (className: RowName, after: ComponentType<BlockProps>): BlockView => ({
  className,
  attributes: (node) => ({ 'data-row': '', 'data-blank': isBlank(node) ? '' : null }),
  // Whether it is blank depends on its words too.
  followsText: true,
  after,
})

export const thinkingViews: Readonly<Record<string, BlockView>> = {
  goalTable: table('goal-table'),
  goal: row('goal', part('GoalChoices')),
  metricTable: table('metric-table'),
  metric: row('metric', part('MetricChoices')),
  // The pictures show the words of the rows.
  stakeholderMap: table('stakeholder-map', { before: part('StakeholdersHead'), followsText: true }),
  stakeholder: row('stakeholder', part('StakeholderChoices')),
  flow: table('flow', { after: part('FlowEnd'), followsText: true }),
  flowStep: row('flowStep', part('StepChoices')),
  scales: table('scales', {
    attributes: ({ attrs }) => ({
      'data-rows': '',
      'data-points': attrs['points'] === 'phases' ? 'phases' : 'five',
    }),
    before: part('ScalesHead'),
    after: part('ScalesEnd'),
    followsText: true,
  }),
  scale: row('scale', part('ScaleRow')),
  timeBudget: { className: 'time-budget', contentTag: null, before: part('TimeBudget') },
}

export const thinkingReadings: Readonly<Record<string, ComponentType<ReadingProps>>> = {
  goalTable: reading('goalTable'),
  metricTable: reading('metricTable'),
  stakeholderMap: reading('stakeholderMap'),
  flow: reading('flow'),
  scales: reading('scales'),
  timeBudget: reading('timeBudget'),
}

/** The parts of blocks of rows, scales and the time budget; one file for all of them. */
import { AddRow, RowsCaption } from './AddRow.tsx'
import { FlowEnd, StepChoices } from './flow/FlowParts.tsx'
import { FlowReading } from './flow/FlowReading.tsx'
import { GoalChoices } from './goals/GoalChoices.tsx'
import { GoalsReading, MetricsReading } from './goals/GoalsReading.tsx'
import { MetricChoices } from './goals/MetricChoices.tsx'
import { ScaleRow, ScalesEnd, ScalesHead } from './scales/ScaleParts.tsx'
import { ScalesReading } from './scales/ScalesReading.tsx'
import { StakeholderChoices, StakeholdersHead } from './stakeholders/StakeholderParts.tsx'
import { StakeholdersReading } from './stakeholders/StakeholdersReading.tsx'
import { TimeBudget } from './time/TimeBudget.tsx'
import { TimeReading } from './time/TimeReading.tsx'

/** What React draws beside the text of a block, for those who write. */
export const parts = {
  RowsCaption,
  AddRow,
  GoalChoices,
  MetricChoices,
  StakeholdersHead,
  StakeholderChoices,
  FlowEnd,
  StepChoices,
  ScalesHead,
  ScaleRow,
  ScalesEnd,
  TimeBudget,
}

/** How a block is drawn for those who read, by the name of its node. */
export const drawings = {
  goalTable: GoalsReading,
  metricTable: MetricsReading,
  stakeholderMap: StakeholdersReading,
  flow: FlowReading,
  scales: ScalesReading,
  timeBudget: TimeReading,
}

/** The parts of blocks of rows, scales and the time budget; one file for all of them. */
import { AddRow, RowsCaption } from './AddRow.tsx'
import { GoalChoices } from './goals/GoalChoices.tsx'
import { GoalsReading, MetricsReading } from './goals/GoalsReading.tsx'
import { MetricChoices } from './goals/MetricChoices.tsx'
import { RowMenu } from './RowMenu.tsx'

/** What React draws beside the text of a block, for those who write. */
export const parts = {
  RowsCaption,
  AddRow,
  RowMenu,
  GoalChoices,
  MetricChoices,
}

/** How a block is drawn for those who read, by the name of its node. */
export const drawings = {
  goalTable: GoalsReading,
  metricTable: MetricsReading,
}

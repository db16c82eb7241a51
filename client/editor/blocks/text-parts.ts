/** The parts of callouts, checklists and rule cards that React draws; one file for all of them. */
import { CalloutReading, DetailsReading } from './asides/AsideReadings.tsx'
import { CalloutTone } from './asides/CalloutTone.tsx'
import { RuleFoot, RuleHead } from './rules/RuleParts.tsx'
import { RuleReading } from './rules/RuleReading.tsx'
import { TaskCheck, TaskFacts } from './tasks/TaskParts.tsx'
import { TaskListReading, TaskReading } from './tasks/TaskReading.tsx'

/** What React draws beside the text of a block, for those who write. */
export const parts = { CalloutTone, RuleFoot, RuleHead, TaskCheck, TaskFacts }

/** How a block is drawn for those who read, by the name of its node. */
export const drawings = {
  callout: CalloutReading,
  details: DetailsReading,
  ruleCard: RuleReading,
  taskItem: TaskReading,
  taskList: TaskListReading,
}

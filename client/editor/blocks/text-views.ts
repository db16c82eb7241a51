/** How the blocks that stand in running text look in the editor and for readers. */
import type { ComponentType } from 'react'
import { CalloutReading, DetailsReading } from './asides/AsideReadings.tsx'
import { CalloutTone } from './asides/CalloutTone.tsx'
import { toneOf } from './asides/tones.ts'
import type { BlockView } from './block-view.ts'
import { QuestionReading } from './questions/QuestionReading.tsx'
import type { ReadingProps } from './reading.ts'
import { TaskCheck, TaskFacts } from './tasks/TaskParts.tsx'
import { TaskListReading, TaskReading } from './tasks/TaskReading.tsx'

export const textViews: Readonly<Record<string, BlockView>> = {
  callout: {
    className: 'callout',
    attributes: ({ attrs }) => ({ 'data-tone': toneOf(attrs['tone']) }),
    before: CalloutTone,
  },
  taskItem: {
    tag: 'li',
    className: 'task',
    attributes: ({ attrs }) => ({ 'data-done': attrs['checked'] === true ? '' : null }),
    before: TaskCheck,
    after: TaskFacts,
    // The name of the box is the text.
    followsText: true,
  },
}

export const textReadings: Readonly<Record<string, ComponentType<ReadingProps>>> = {
  callout: CalloutReading,
  details: DetailsReading,
  question: QuestionReading,
  taskItem: TaskReading,
  taskList: TaskListReading,
}

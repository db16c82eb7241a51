/** How the blocks that stand in running text look, before their parts are fetched. */
import type { ComponentType } from 'react'
import { toneOf } from './asides/tones.ts'
import type { BlockView } from './block-view.ts'
import { lazyPart } from './lazy-part.tsx'
import { QuestionReading } from './questions/QuestionReading.tsx'
import type { ReadingProps } from './reading.ts'
import { stanceOf } from './rules/stances.ts'
import type { BlockProps } from './slots.ts'
import type { drawings, parts } from './text-parts.ts'

const part = (name: keyof typeof parts) =>
  lazyPart<BlockProps>(async () => (await import('./text-parts.ts')).parts[name])

const reading = (name: keyof typeof drawings) =>
  lazyPart<ReadingProps>(async () => (await import('./text-parts.ts')).drawings[name])

export const textViews: Readonly<Record<string, BlockView>> = {
  callout: {
    className: 'callout',
    attributes: ({ attrs }) => ({ 'data-tone': toneOf(attrs['tone']) }),
    before: part('CalloutTone'),
  },
  ruleCard: {
    className: 'rule-card',
    attributes: ({ attrs, firstChild }) => ({
      'data-stance': stanceOf(attrs['stance']),
      // Only rules in words are counted.
      'data-nameless': firstChild?.childCount === 0 ? '' : null,
    }),
    before: part('RuleHead'),
    after: part('RuleFoot'),
    // What it asks for is what is empty.
    followsText: true,
  },
  taskItem: {
    tag: 'li',
    className: 'task',
    attributes: ({ attrs }) => ({ 'data-done': attrs['checked'] === true ? '' : null }),
    before: part('TaskCheck'),
    after: part('TaskFacts'),
    // The name of the box is the text.
    followsText: true,
  },
}

export const textReadings: Readonly<Record<string, ComponentType<ReadingProps>>> = {
  callout: reading('callout'),
  details: reading('details'),
  question: QuestionReading,
  ruleCard: reading('ruleCard'),
  taskItem: reading('taskItem'),
  taskList: reading('taskList'),
}

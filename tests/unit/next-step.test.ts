import { expect, test } from 'vitest'
import type { PageStatus } from '../../server/contract/records.ts'
import { nextStep } from '../../client/screens/process/next-step.ts'
import { pageState } from '../../client/screens/pages/PageState.tsx'

type Progress = { questions: number; answered: number; words: number } | null

/** A page as the list has it: what it holds, and how far its people say it is. */
const page = (title: string, progress: Progress, status: PageStatus = 'draft') => ({
  title,
  progress,
  status,
  source: null,
  template: null,
  changedAt: progress === null ? null : '2026-11-20T10:00:00.000Z',
})
const answered = { questions: 2, answered: 2, words: 40 }
const open = { questions: 3, answered: 1, words: 12 }
const plain = { questions: 0, answered: 0, words: 30 }
const empty = { questions: 0, answered: 0, words: 0 }

const step = (...pages: readonly ReturnType<typeof page>[]) => {
  const { kind, page: shown } = nextStep(pages, [], true)
  return [kind, shown?.title ?? null]
}

test('[W230] while progress is unknown nothing is said of questions', () => {
  expect(step(page('Goals', null, 'discussion'))).toEqual(['look', 'Goals'])
  expect(step(page('Goals', null))).toEqual(['look', 'Goals'])
  expect(step(page('Start', answered), page('Goals', null))).toEqual(['look', 'Goals'])
  // What is known to wait is told all the same.
  expect(step(page('Start', null), page('Goals', open))).toEqual(['go-on', 'Goals'])
  // Of what is agreed nobody needs to know more.
  expect(step(page('Start', null, 'agreed'), page('Goals', answered))).toEqual(['agree', 'Goals'])
})

test('[W230] that questions are answered is said only where questions were asked', () => {
  expect(step(page('Start', answered), page('Notes', plain))).toEqual(['agree', 'Start'])
  expect(step(page('Notes', plain))).toEqual(['agree-unasked', 'Notes'])
})

test('[W231] a page with nothing but its title is not begun', () => {
  expect(pageState(page('Notes', empty))).toBe('empty')
  expect(pageState(page('Notes', plain))).toBe('half')
  expect(pageState(page('Notes', null))).toBe('empty')
  expect(step(page('Notes', empty))).toEqual(['write', 'Notes'])
})

// @vitest-environment happy-dom
import type { JSONContent } from '@tiptap/core'
import { expect, onTestFinished, test } from 'vitest'
import { newId, personId } from '#contract/ids.ts'
import { offered } from '../../../client/history/changes/spans.ts'
import { passagesOf } from '../../../client/history/written/passages.ts'
import { slice } from '../../../client/history/written/selected-runs.ts'
import { writtenAt } from '../../../server/history/written.ts'
import { node } from '../../support/blocks.ts'
import { HistoryDesk } from '../../support/history-desk.ts'

const aino = newId(personId)
const ben = newId(personId)

function deskWith(...blocks: JSONContent[]): HistoryDesk {
  const desk = new HistoryDesk(blocks)
  onTestFinished(() => desk.close())
  return desk
}

test('[H114] a line is cut where somebody else wrote, and not where formatting begins', () => {
  const desk = deskWith(node('paragraph', null, 'We answer.'))
  desk.behind(aino, 'answer').commands.insertContent(' the same')
  desk.behind(aino, 'the same').commands.insertContent(' day')
  desk.behind(ben, 'the s').commands.insertContent('elf')
  desk.on(ben, 'ame').commands.setMark('bold')
  const { chronicle } = desk
  const passages = passagesOf(writtenAt(chronicle, chronicle.head), {
    authorOf: (seq) => chronicle.authorOf(seq),
    timeOf: (seq) => chronicle.timeOf(seq),
  })
  const told = passages.all.map(({ by, text }) => [
    by === aino ? 'Aino' : by === ben ? 'Ben' : 'Talkoot',
    text,
  ])
  expect(told).toEqual([
    ['Talkoot', 'Page'],
    ['Talkoot', 'We answer'],
    ['Aino', ' the s'],
    ['Ben', 'elf'],
    ['Aino', 'ame day'],
    ['Talkoot', '.'],
  ])
  // Every character is in one, by its place.
  for (const { runs, text } of passages.all) {
    expect(runs.reduce((sum, { length }) => sum + length, 0)).toBe(text.length)
  }
  const same = passages.all.find(({ text }) => text === 'ame day')
  expect([same?.first, same?.last]).toEqual([2, 3])
})

test('[H114] of a passage any part can be told by its places', () => {
  const runs = [
    { place: 10, length: 3 },
    { place: 40, length: 2 },
  ]
  expect(slice(runs, 0, 5)).toEqual(runs)
  expect(slice(runs, 2, 4)).toEqual([
    { place: 12, length: 1 },
    { place: 40, length: 1 },
  ])
  expect(slice(runs, 3, 3)).toEqual([])
})

test('[H112] one compares with the beginning, a sitting, a name, and when I was here', () => {
  const sitting = (from: number, to: number) => ({
    ...{ from, to, startedAt: from, endedAt: to, authors: [aino], inserted: 1, deleted: 0 },
  })
  const facts = {
    ...{ head: 9, epoch: 0, redactions: [], people: [], units: [], lastHere: 6 },
    versions: [{ seq: 4 }],
  }
  const moments = { head: 9, sittings: [sitting(1, 3), sitting(4, 9)] }
  const history = { facts, moments }
  const choices = offered(history, { from: 5, to: 8 })
  expect(choices.from.map(({ is, seq }) => [is, seq])).toEqual([
    ['moment', 5],
    ['me', 6],
    ['version', 4],
    ['sitting', 3],
    ['beginning', 0],
  ])
  expect(choices.to.map(({ is, seq }) => [is, seq])).toEqual([
    ['moment', 8],
    ['now', 9],
    ['version', 4],
  ])
})

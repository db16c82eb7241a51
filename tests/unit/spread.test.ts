import { expect, test } from 'vitest'
import { newId, pageId, personId, scaleId } from '#contract/ids.ts'
import { type KeptAnswer, settled, spreadOf } from '../../server/process/spread.ts'

const page = newId(pageId)
const scale = newId(scaleId)
const people = Array.from({ length: 20 }, () => newId(personId))

/** What a crowd does one after the other, and what everybody sees after each. */
class Crowd {
  answers: readonly KeptAnswer[] = []
  readonly seen: (number[] | null)[] = []

  says(who: number, value: number | null): this {
    const person = people[who] ?? newId(personId)
    const before = this.answers.find((one) => one.person === person)
    const at = '2026-01-01T00:00:00.000Z'
    const one = { page, scale, person, value, shown: before?.shown ?? null, at }
    const others = this.answers.filter((answer) => answer !== before)
    this.answers = settled([...others, one])
    this.seen.push(spreadOf(this.answers).spread)
    return this
  }

  get last(): number[] | null | undefined {
    return this.seen.at(-1)
  }
}

const five = () =>
  [4, 4, 2, 5, 1].reduce((crowd, value, who) => crowd.says(who, value), new Crowd())

test('[E51] a spread is shown from five answers on', () => {
  const crowd = five()
  expect(crowd.seen).toEqual([null, null, null, null, [1, 1, 0, 2, 1]])
  expect(spreadOf(crowd.answers).answers).toBe(5)
  crowd.says(0, null)
  expect(spreadOf(crowd.answers)).toEqual({ answers: 4, spread: null })
})

test('[E52] the shown spread stands still until three people’s answers are new', () => {
  const crowd = five().says(5, 3)
  expect([crowd.last, spreadOf(crowd.answers).answers]).toEqual([[1, 1, 0, 2, 1], 6])
  crowd.says(6, 3)
  expect(crowd.last).toEqual([1, 1, 0, 2, 1])
  crowd.says(7, 5)
  expect(crowd.last).toEqual([1, 1, 2, 2, 2])
  // One person, however often they change their mind, is one; and none when they come back to it.
  for (const value of [1, 2, 3, 4, 5, 3]) crowd.says(5, value)
  crowd.says(6, 1).says(7, 1)
  expect(crowd.last).toEqual([1, 1, 2, 2, 2])
  crowd.says(8, 1)
  expect(crowd.last).toEqual([4, 1, 1, 2, 1])
})

test('[E52] who takes an answer back is in the shown spread until two others have changed', () => {
  const crowd = five().says(5, 1).says(6, 1).says(7, 1)
  expect(crowd.last).toEqual([4, 1, 0, 2, 1])
  crowd.says(5, null).says(6, null)
  expect([crowd.last, spreadOf(crowd.answers).answers]).toEqual([[4, 1, 0, 2, 1], 6])
  crowd.says(0, 3)
  expect(crowd.last).toEqual([2, 1, 1, 1, 1])
  // Nothing is kept of who has no answer and is not shown.
  expect(crowd.answers).toHaveLength(6)
})

test('[E52] whatever a crowd does, two spreads shown after each other differ by three people', () => {
  let seed = 7
  const roll = (sides: number) => (seed = (seed * 48_271) % 2_147_483_647) % sides
  for (let round = 0; round < 200; round += 1) {
    const crowd = new Crowd()
    let shown: ReadonlyMap<string, number | null> = new Map()
    for (let step = 0; step < 60; step += 1) {
      const value = roll(6)
      crowd.says(roll(12), value === 0 ? null : value)
      const now = new Map(
        crowd.answers.filter((one) => one.shown !== null).map((one) => [one.person, one.shown]),
      )
      const everybody = new Set([...shown.keys(), ...now.keys()])
      const differ = [...everybody].filter((who) => shown.get(who) !== now.get(who as never))
      expect([0, ...Array.from({ length: 10 }, (_, n) => n + 3)]).toContain(differ.length)
      shown = now
    }
  }
})

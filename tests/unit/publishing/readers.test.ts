import { expect, test } from 'vitest'
import { newId, personId, type UnitId, unitId } from '#contract/ids.ts'
import { languages } from '#contract/records.ts'
import { workingDayBefore } from '../../../server/notices/calendar.ts'
import { promisedDay } from '../../../server/publishing/readers/promised-day.ts'
import { readCounts } from '../../../server/publishing/readers/read-counts.ts'
import { codeOf, newStamp, readStamp } from '../../../server/publishing/readers/stamp.ts'
import { readerWords } from '../../../server/publishing/readers/words/words.ts'
import { random } from '../../support/random.ts'
import { seeds } from '../../support/seeds.ts'

test('[P400] an answer is promised by a working day, over weekends and turns of years', () => {
  // 23 November 2026 is a Monday.
  for (const [today, days, by] of [
    ['2026-11-23', 1, '2026-11-24'],
    ['2026-11-23', 5, '2026-11-30'],
    ['2026-11-27', 1, '2026-11-30'],
    ['2026-11-28', 1, '2026-11-30'],
    ['2026-11-29', 1, '2026-11-30'],
    ['2026-11-26', 14, '2026-12-16'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-11-23', 60, '2027-02-15'],
  ] as const) {
    expect([today, days, promisedDay(today, days)]).toEqual([today, days, by])
  }
  expect(['2026-11-30', '2026-11-24', '2026-11-29'].map(workingDayBefore)).toEqual([
    '2026-11-27',
    '2026-11-23',
    '2026-11-27',
  ])
})

test('[P401] a form is good from two seconds to a day after it was made, and only as it was made', () => {
  const made = Date.UTC(2026, 10, 23)
  const stamp = newStamp('key', made)
  const at = (ms: number, given = stamp, key = 'key') => readStamp(key, given, made + ms).is
  expect([at(0), at(1_999), at(2_000), at(86_400_000), at(86_400_001), at(-5)]).toEqual([
    'too-quick',
    'too-quick',
    'good',
    'good',
    'over',
    'too-quick',
  ])
  expect(at(5_000, stamp, 'another key')).toBe('over')
  for (let place = 0; place < stamp.length; place += 1) {
    const other = stamp[place] === '1' ? '2' : '1'
    const forged = stamp.slice(0, place) + other + stamp.slice(place + 1)
    // The last sign of base64url holds bits that nobody reads.
    if (place < stamp.length - 1) expect([place, at(5_000, forged)]).toEqual([place, 'over'])
  }
  for (const none of ['', '.', `${made}..`, 'x'.repeat(10_000)])
    expect(at(5_000, none)).toBe('over')
})

test('[P401] what is sent twice has one code, and other words another one', () => {
  const code = codeOf('key', 'nonce', 'all', 'Berit', 'Text')
  expect(code).toMatch(/^[\w-]{22}$/)
  expect(codeOf('key', 'nonce', 'all', 'Berit', 'Text')).toBe(code)
  const others = [
    codeOf('key', 'nonce', 'all', 'Berit', 'Text.'),
    codeOf('key', 'nonce', 'allB', 'erit', 'Text'),
    codeOf('key', 'other', 'all', 'Berit', 'Text'),
    codeOf('other', 'nonce', 'all', 'Berit', 'Text'),
  ]
  expect(new Set([code, ...others]).size).toBe(5)
})

const crowd = (many: number, read: number, unit: UnitId | null) =>
  Array.from({ length: many }, (_, n) => ({ id: newId(personId), unit, has: n < read }))

const counted = (...groups: ReturnType<typeof crowd>[]) => {
  const people = groups.flat()
  return readCounts(people, new Set(people.flatMap(({ has, id }) => (has ? [id] : []))))
}

test('[P402] fewer than five are counted neither among those who have read it nor among the others', () => {
  const [care, office] = [newId(unitId), newId(unitId)]
  const of = (many: number, read: number) => counted(crowd(many, read, null)).read
  expect([of(4, 4), of(5, 4), of(5, 5), of(9, 5), of(10, 5), of(10, 9), of(10, 10)]).toEqual([
    ...[null, null, 5, null, 5, null, 10],
  ])
  const counts = counted(crowd(20, 10, care), crowd(4, 4, office), crowd(20, 10, null))
  expect([counts.read, counts.all]).toEqual([24, 44])
  expect([...counts.units]).toEqual([[care, { read: 10, all: 20 }]])
})

test('[P402] no number is told by which another one could be worked out', () => {
  const [care, office] = [newId(unitId), newId(unitId)]
  // All but three of the whole are of the unit: the two numbers would tell of the three.
  const three = counted(crowd(20, 10, care), crowd(3, 2, null))
  expect([three.read, three.units.get(care)]).toEqual([12, { read: null, all: 20 }])
  // The whole without the one unit is the other unit, of which it may not be told.
  const two = counted(crowd(20, 10, care), crowd(10, 2, office))
  expect([two.read, two.units.get(care)?.read, two.units.get(office)?.read]).toEqual([
    ...[12, null, null],
  ])
  for (const seed of seeds(2_000)) {
    const { int } = random(seed)
    const groups = Array.from({ length: 1 + int(6) }, (_, n) => {
      const many = int(14)
      return crowd(many, int(many + 1), n === 0 ? null : newId(unitId))
    })
    const told = counted(...groups)
    const numbers = [...told.units.values()].filter(({ read }) => read !== null)
    const sets: { all: number; read: number | null }[] = [...numbers]
    if (told.read !== null) {
      sets.push(told)
      const rest = { all: told.all, read: told.read }
      for (const { all, read } of numbers) {
        rest.all -= all
        rest.read -= read ?? 0
      }
      if (rest.all > 0) sets.push(rest)
    }
    for (const { all, read } of sets) {
      const left = all - (read ?? 0)
      const isFine = (read ?? 0) >= 5 && (left === 0 || left >= 5)
      expect([seed, all, read, isFine]).toEqual([seed, all, read, true])
    }
  }
})

test('[P403] what forms for readers say has the same gaps to fill in every language', () => {
  const gaps = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([gap]) => gap).toSorted()
  for (const language of languages) {
    for (const [name, text] of Object.entries(readerWords.en)) {
      const theirs = Object.entries(readerWords[language]).find(([key]) => key === name)?.[1] ?? ''
      expect([language, name, gaps(theirs)]).toEqual([language, name, gaps(text)])
    }
  }
})

import { expect, test } from 'vitest'
import { newId, pageId, personId, talkootAuthor, unknownAuthor } from '#contract/ids.ts'
import type { UpdateLog } from '../../server/storage/storage.ts'
import { createTails, lastOf } from '../../server/digests/tails.ts'
import { memoryLog } from '../support/memory-log.ts'

const [aino, berit] = [newId(personId), newId(personId)] as const
const update = new Uint8Array([0, 0])
const entry = (author = aino, at = 0) => ({ author, at, kind: 'edit', update }) as const

/** A log that counts what is read of it. */
function counting(log: UpdateLog) {
  const counted = { ...log, entries: 0 }
  counted.read = async function* (page, from, to) {
    for await (const one of log.read(page, from, to)) {
      counted.entries += 1
      yield one
    }
  }
  return counted
}

test('[E67] each of the newest entries is read once, however often and however many ask', async () => {
  const memory = memoryLog()
  const log = counting(memory)
  const tails = createTails(log)
  const page = newId(pageId)
  await memory.append(
    page,
    Array.from({ length: 2_500 }, (_, n) => entry(aino, n)),
  )
  const all = await Promise.all(Array.from({ length: 50 }, () => tails.of(page)))
  expect(all.map(({ length }) => length)).toEqual(all.map(() => 1_000))
  expect(all[0]?.at(-1)).toEqual({ by: aino, at: 2_499 })
  expect(log.entries).toBe(1_000)
  await memory.append(page, [entry(berit, 2_500), entry(talkootAuthor), entry(unknownAuthor)])
  expect((await tails.of(page)).at(-1)).toEqual({ by: berit, at: 2_500 })
  expect(log.entries).toBe(1_003)
  expect(await tails.of(newId(pageId))).toEqual([])
})

test('[E67] a failed reading is tried again', async () => {
  const memory = memoryLog()
  const page = newId(pageId)
  await memory.append(page, [entry()])
  let failing = true
  const tails = createTails({
    ...memory,
    read: (...range) => {
      if (failing) throw new Error('made to fail')
      return memory.read(...range)
    },
  })
  await expect(tails.of(page)).rejects.toThrow('made to fail')
  failing = false
  expect(await tails.of(page)).toHaveLength(1)
})

test('[E65] the last people who wrote, each once, ten at most', () => {
  const people = Array.from({ length: 12 }, () => newId(personId))
  const written = [...people, ...people.slice(0, 2)].map((by, at) => ({ by, at }))
  expect(lastOf(written)).toEqual([people[1], people[0], ...people.slice(4).toReversed()])
})

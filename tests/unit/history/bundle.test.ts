import { expect, test } from 'vitest'
import { newId, personId, unknownAuthor } from '#contract/ids.ts'
import { splitBlock } from '@tiptap/pm/commands'
import {
  decodeBundle,
  decodeEntries,
  encodeBundle,
  encodeEntries,
  UnreadableBundle,
} from '../../../server/history/bundle.ts'
import { Chronicle, type LoggedEntry } from '../../../server/history/chronicle.ts'
import { pageAt } from '../../../server/history/page-at.ts'
import { writtenAt } from '../../../server/history/written.ts'
import { node } from '../../support/blocks.ts'
import { Pen } from '../../support/pen.ts'
import { random } from '../../support/random.ts'

const aino = newId(personId)
const bo = newId(personId)

/** A page with all that a bundle has a column for. */
function written(): readonly LoggedEntry[] {
  const pen = new Pen([node('title', null, 'Plan'), node('paragraph'), node('paragraph')])
  pen.type(aino, 7, 'We ask our customers')
  pen.type(bo, pen.node.content.size - 1, 'They answer')
  pen.run(bo, ' our', splitBlock)
  const from = pen.at('ask')
  for (let at = from + 3; at > from - 1; at--) pen.edit(aino, (tr) => tr.delete(at - 1, at))
  pen.edit(bo, (tr) => tr.insertText('x'.repeat(50), pen.at('They')), { kind: 'offline' })
  pen.edit(aino, (tr) => tr.setNodeAttribute(pen.at('They') - 51, 'internal', true))
  pen.edit(bo, (tr) => tr.insertText('back', pen.at('They')), { kind: 'restore', about: 3 })
  return pen.entries
}

test('[H4] a bundle gives back the whole history', () => {
  const entries = written()
  const made = Chronicle.of(entries)
  const read = decodeBundle(encodeBundle(made))
  expect(read.head).toBe(made.head)
  for (const { seq } of entries) {
    expect(writtenAt(read, seq).content?.length).toBe(writtenAt(made, seq).content?.length)
    expect(read.timeOf(seq)).toBe(made.timeOf(seq))
    expect(read.authorOf(seq)).toBe(made.authorOf(seq))
    expect(read.kindOf(seq)).toBe(made.kindOf(seq))
    expect(read.aboutOf(seq)).toBe(made.aboutOf(seq))
  }
  for (const client of made.places.clients()) {
    for (let clock = 0; clock < made.places.end(client); clock++) {
      const [a, b] = [made.placeOf(client, clock), read.placeOf(client, clock)]
      expect(read.idOf(b)).toEqual({ client, clock })
      expect(read.insertedAt(b)).toBe(made.insertedAt(a))
      expect(read.deletedAt(b)).toBe(made.deletedAt(a))
      expect(read.idOf(read.originOf(b))).toEqual(made.idOf(made.originOf(a)))
      expect(read.places.way[b]).toBe(made.places.way[a])
    }
  }
})

test('[H4] a bundle that is spoilt or cut short throws wherever it is', () => {
  const bundle = encodeBundle(Chronicle.of(written()))
  const numbers = random(4)
  for (let i = 0; i < 300; i++) {
    const spoilt = bundle.slice()
    const at = numbers.int(spoilt.length)
    spoilt[at] = (spoilt[at] ?? 0) ^ (1 << numbers.int(8))
    expect(() => decodeBundle(spoilt), `byte ${at}`).toThrow(UnreadableBundle)
    expect(() => decodeBundle(bundle.subarray(0, at)), `first ${at}`).toThrow(UnreadableBundle)
  }
})

test('[H4] a bundle of another version is not read', () => {
  const bundle = encodeBundle(Chronicle.of(written()))
  bundle[0] = (bundle[0] ?? 0) + 1
  expect(() => decodeBundle(bundle)).toThrow('version')
})

test('[H4] entries go on with a bundle as they are', () => {
  const entries = written()
  expect(decodeEntries(encodeEntries(entries))).toEqual(entries)
  const bytes = encodeEntries(entries)
  expect(() => decodeEntries(bytes.subarray(0, bytes.length - 3))).toThrow('end of array')
})

test('[H3] what is appended to a history that was read is the same as if it never had been', () => {
  const entries = written()
  const whole = encodeBundle(Chronicle.of(entries))
  for (let cut = 1; cut < entries.length; cut++) {
    const chronicle = decodeBundle(encodeBundle(Chronicle.of(entries.slice(0, cut))))
    const known = chronicle.placeOf(1000, 0)
    for (const entry of entries.slice(cut)) chronicle.append([entry])
    expect(chronicle.head).toBe(entries.length)
    expect(chronicle.placeOf(1000, 0)).toBe(known)
    expect(encodeBundle(chronicle), `cut at ${cut}`).toEqual(whole)
  }
})

test('[H10] entries that were lost leave the others as they are', () => {
  const entries = written()
  // Somebody else’s typing is gone: what others wrote stays, and nobody is named for what is lost.
  const lost = entries.filter(({ seq }) => seq !== 30)
  const chronicle = Chronicle.of(lost)
  expect(chronicle.head).toBe(entries.length)
  expect(chronicle.authorOf(30)).toBe(unknownAuthor)
  expect(chronicle.authorOf(31)).toBe(bo)
  expect(JSON.stringify(pageAt(chronicle, chronicle.head))).toContain('"We"')
  expect(decodeBundle(encodeBundle(chronicle)).head).toBe(entries.length)
  // It comes back from somebody who still has it: from then on it is there.
  const before = chronicle.head
  const update = entries[29]?.update ?? new Uint8Array()
  chronicle.append([{ seq: before + 1, at: 0, author: unknownAuthor, kind: 'recovered', update }])
  const text = (seq: number) => JSON.stringify(pageAt(chronicle, seq)).length
  expect(text(before + 1)).toBeGreaterThan(text(before))
  const all = [
    ...lost,
    { seq: before + 1, at: 0, author: unknownAuthor, kind: 'recovered' as const, update },
  ]
  expect(encodeBundle(chronicle)).toEqual(encodeBundle(Chronicle.of(all)))
})

test('[H10] entries out of order are refused', () => {
  const entries = written()
  const chronicle = Chronicle.of(entries)
  expect(() => chronicle.append(entries.slice(-1))).toThrow(`Entry ${entries.length}`)
})

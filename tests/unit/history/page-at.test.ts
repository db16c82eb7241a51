import type { Transaction } from '@tiptap/pm/state'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { newId, personId } from '#contract/ids.ts'
import { Chronicle } from '../../../server/history/chronicle.ts'
import { growthOf } from '../../../server/history/growth.ts'
import { pageAt, plainContent } from '../../../server/history/page-at.ts'
import { sittingsOf } from '../../../server/history/sittings.ts'
import { applyExactly } from '../../../server/rooms/apply.ts'
import { contentOf } from '../../../server/rooms/content.ts'
import { node } from '../../support/blocks.ts'
import { Pen } from '../../support/pen.ts'

const aino = newId(personId)
const bo = newId(personId)
const blank = () => new Pen([node('title', null, 'Plan'), node('paragraph')])

/** The pages after each entry, replayed. */
function replayed({ entries }: Pen): unknown[] {
  const doc = new Y.Doc({ gc: false })
  return entries.map(({ update }) => {
    applyExactly(doc, [update])
    return contentOf(doc)
  })
}

function shown({ entries }: Pen): unknown[] {
  const chronicle = Chronicle.of(entries)
  return entries.map(({ seq }) => plainContent(pageAt(chronicle, seq)))
}

test('[H2] values that one person gives an attribute one after another are told apart', () => {
  const pen = blank()
  for (const by of [aino, bo]) {
    for (const level of [2, 3, 2, 4, null, 3]) {
      pen.directly(by, (root) => {
        const block = root.get(1)
        if (!(block instanceof Y.XmlElement)) throw new Error('no block')
        if (level === null) block.removeAttribute('level')
        else block.setAttribute('level', String(level))
      })
    }
  }
  // Yjs keeps them as one item: that is what makes this hard.
  const paragraph = Chronicle.of(pen.entries).root.get(1)
  const newest = paragraph instanceof Y.XmlElement ? paragraph._map.get('level') : undefined
  expect(newest?.left?.length).toBeGreaterThan(1)
  expect(shown(pen)).toEqual(replayed(pen))
})

test('[H1] before everything the page is empty, and its marks are those of each moment', () => {
  const pen = blank()
  pen.type(aino, 7, 'We ask')
  const bold = (tr: Transaction) => {
    const mark = tr.doc.type.schema.marks['bold']
    if (mark !== undefined) tr.addMark(8, 11, mark.create())
  }
  pen.edit(bo, bold)
  pen.type(bo, 9, 'xyz')
  pen.edit(aino, (tr) => tr.removeMark(7, 12))
  expect(shown(pen)).toEqual(replayed(pen))
  expect(pageAt(Chronicle.of(pen.entries), 0).content).toEqual([])
})

test('[H1] a text names the place of each of its characters', () => {
  const pen = blank()
  pen.type(aino, 7, 'We ask')
  pen.type(bo, 9, 'xyz')
  pen.edit(aino, (tr) => tr.delete(8, 9))
  const chronicle = Chronicle.of(pen.entries)
  const paragraph = pageAt(chronicle, pen.seq).content?.[1]
  const [text] = paragraph?.content ?? []
  const places = (text?.runs ?? []).flatMap(({ place, length }) =>
    Array.from({ length }, (_, i) => place + i),
  )
  expect(places).toHaveLength(text?.text?.length ?? -1)
  expect(new Set(places).size).toBe(places.length)
  const authors = places.map((place) => chronicle.authorOf(chronicle.insertedAt(place)))
  expect(authors.map((author) => (author === aino ? 'a' : 'b')).join('')).toBe('abbbaaaa')
  for (const place of places) {
    const { client, clock } = chronicle.idOf(place)
    expect(chronicle.placeOf(client, clock)).toBe(place)
  }
})

test('[H9] growth tells whose characters stood on the page, step by step', () => {
  const pen = blank()
  pen.type(aino, 7, 'abcdefgh')
  pen.type(bo, 15, 'ijkl')
  pen.edit(bo, (tr) => tr.delete(7, 11))
  // Splitting writes text anew and adds nothing to anybody.
  pen.edit(bo, (tr) => tr.split(9))
  const chronicle = Chronicle.of(pen.entries)
  const { seqs, people, characters } = growthOf(chronicle, pen.seq, 'entries')
  expect(seqs).toEqual(pen.entries.map(({ seq }) => seq))
  const of = (person: string) => characters[people.findIndex((each) => each === person)]
  expect(of(aino)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8, 8, 4, 4])
  expect(of(bo)?.at(-1)).toBe(4)
  const length = (seq: number) => JSON.stringify(pageAt(chronicle, seq)).match(/"text":"(\w*)"/g)
  expect(length(pen.seq)?.join('')).toContain('ijkl')
  const coarse = growthOf(chronicle, 3, 'time')
  expect(coarse.seqs.at(-1)).toBe(pen.seq)
  expect(coarse.characters.map((row) => row.at(-1))).toEqual(characters.map((row) => row.at(-1)))
})

test('[H9] a pause of half an hour ends a sitting; moving text is neither new nor deleted', () => {
  const pen = blank()
  pen.type(aino, 7, 'abcdefgh')
  pen.edit(bo, (tr) => tr.insertText('ijklmnop', 15), { after: 31 * 60_000 })
  pen.edit(bo, (tr) => tr.split(13))
  pen.edit(aino, (tr) => tr.delete(7, 9), { after: 29 * 60_000 })
  const [first, second, ...more] = sittingsOf(Chronicle.of(pen.entries))
  expect(more).toEqual([])
  expect(first).toMatchObject({ from: 1, to: 9, inserted: 4 + 8, deleted: 0 })
  expect(second).toMatchObject({ from: 10, to: 12, authors: [bo, aino], inserted: 8, deleted: 2 })
  expect(second?.endedAt).toBe(pen.entries.at(-1)?.at)
})

import type { JSONContent } from '@tiptap/core'
import { splitBlock } from '@tiptap/pm/commands'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { must } from '#contract/asserts.ts'
import { newId, personId } from '#contract/ids.ts'
import { pageRoot, pageSchema } from '#contract/page-schema.ts'
import { Chronicle, type Place } from '../../../server/history/chronicle.ts'
import { pageAt } from '../../../server/history/page-at.ts'
import { restoreInto, type Wanted } from '../../../server/history/restore.ts'
import { type WrittenNode, type WrittenRun, writtenAt } from '../../../server/history/written.ts'
import { applyExactly } from '../../../server/rooms/apply.ts'
import { contentOf, textOf } from '../../../server/rooms/content.ts'
import { node } from '../../support/blocks.ts'
import { blockWith, nodesWithin } from '../../support/history-places.ts'
import { Pen } from '../../support/pen.ts'

const aino = newId(personId)
const p = (...content: string[]) => node('paragraph', null, ...content)

/** A room's document with all of the page, which forgets what was deleted. */
function liveOf(pen: Pen): Y.Doc {
  const doc = new Y.Doc({ gc: true })
  applyExactly(
    doc,
    pen.entries.map(({ update }) => update),
  )
  return doc
}

function restored(pen: Pen, wanted: Wanted, part?: Place): JSONContent {
  const doc = liveOf(pen)
  restoreInto(Chronicle.of(pen.entries), wanted, doc.getXmlFragment(pageRoot), part)
  const content = contentOf(doc)
  pageSchema.nodeFromJSON(content).check()
  return content
}

const lines = (content: JSONContent) => textOf(content).split('\n').slice(1)

/** The words of these blocks, after a change, with the block that held them before put back. */
function putBack(words: string, change: (pen: Pen) => void): string[] {
  const pen = new Pen([
    node('title', null, 'Plan'),
    p('It begins.'),
    p('We ask and listen.'),
    p('It ends.'),
  ])
  const { place } = blockWith(Chronicle.of(pen.entries), words)
  change(pen)
  return lines(restored(pen, { is: 'moment', seq: 1 }, place))
}

const whole = ['It begins.', 'We ask and listen.', 'It ends.']
const cases: [what: string, change: (pen: Pen) => void, after: string[]][] = [
  ['written in', (pen) => pen.type(aino, pen.at('ask'), 'never '), whole],
  [
    'deleted',
    (pen) => {
      const from = pen.at('We ask') - 1
      pen.edit(aino, (tr) => tr.delete(from, from + must(pen.node.nodeAt(from)).nodeSize))
    },
    whole,
  ],
  ['split', (pen) => pen.run(aino, ' and', splitBlock), whole],
  ['joined to another', (pen) => pen.edit(aino, (tr) => tr.join(pen.at('We ask') - 1)), whole],
  [
    'the next one joined to it',
    (pen) => pen.edit(aino, (tr) => tr.join(pen.at('It ends') - 1)),
    whole,
  ],
  [
    'moved',
    (pen) => {
      const from = pen.at('We ask') - 1
      const block = must(pen.node.nodeAt(from))
      pen.edit(aino, (tr) =>
        tr.delete(from, from + block.nodeSize).insert(tr.doc.content.size, block),
      )
    },
    whole,
  ],
  [
    'copied, then deleted',
    (pen) => {
      const from = pen.at('We ask') - 1
      const block = must(pen.node.nodeAt(from))
      pen.edit(aino, (tr) => tr.insert(tr.doc.content.size, block))
      pen.edit(aino, (tr) => tr.delete(from, from + block.nodeSize))
    },
    [...whole, 'We ask and listen.'],
  ],
  [
    'something else written',
    (pen) => pen.type(aino, pen.at('ends'), 'never '),
    ['It begins.', 'We ask and listen.', 'It never ends.'],
  ],
]

test.each(cases)('[H33] a block comes back that was %s', (_, change, after) => {
  expect(putBack('We ask', change)).toEqual(after)
})

test('[H140] signs that take two places stay whole beside a block that comes back, for all who write', () => {
  const pen = new Pen([
    node('title', null, 'Plan 🗝'),
    p('It begins 🔔 now.'),
    p('We ask 🤔 all 😀.'),
  ])
  const chronicle = Chronicle.of(pen.entries)
  const { place } = blockWith(chronicle, 'We ask')
  pen.edit(aino, (tr) => tr.join(pen.at('We ask') - 1))
  const live = liveOf(pen)
  const client = liveOf(pen)
  live.on('update', (update: Uint8Array) => applyExactly(client, [update]))
  const wanted = { is: 'moment', seq: 1 } as const
  restoreInto(Chronicle.of(pen.entries), wanted, live.getXmlFragment(pageRoot), place)
  for (const doc of [live, client]) {
    expect(lines(contentOf(doc))).toEqual(['It begins 🔔 now.', 'We ask 🤔 all 😀.'])
  }
})

test('[H140] signs that take two places stay whole in formatted text that comes back, wherever', () => {
  // What is known of a client's first 64 clocks, and of those behind them, stands in two places.
  for (let letters = 55; letters < 66; letters++) {
    const text = `${'x'.repeat(letters)}😀 and more.`
    const bold = { type: 'text', text, marks: [{ type: 'bold' }] }
    const pen = new Pen([node('title', null, 'Plan'), p('Soon over.')])
    const from = pen.at('Soon over.') - 1
    pen.edit(aino, (tr) => tr.insertText('Ve', from + 1, from + 2))
    pen.edit(newId(personId), (tr) => tr.insertText('ry s', from + 3))
    const size = 'Soon over.'.length + 2
    const made = pageSchema.nodeFromJSON({ type: 'paragraph', content: [bold] })
    pen.edit(aino, (tr) => tr.insert(from + size + 5, made))
    pen.edit(aino, (tr) => tr.delete(from + size + 5, tr.doc.content.size))
    const content = restored(pen, { is: 'moment', seq: pen.seq - 1 })
    expect(lines(content)).toEqual(['Very soon over.', text])
    expect(content.content?.at(-1)?.content).toEqual([bold])
  }
})

const almost: [what: string, before: string, after: string][] = [
  ['second half', 'Thanks to all of you here 😀', 'Thanks to all of you here 😁'],
  ['first half', '🔔 thanks to all of you here', '🤔 thanks to all of you here'],
]

test.each(almost)(
  '[H141] a sign of which only the %s is another is another sign: authors, and what is restored',
  (_, before, after) => {
    const pen = new Pen([node('title', null, 'Plan'), p('First.')])
    const kai = newId(personId)
    pen.edit(aino, (tr) => tr.insertText(before, pen.at('First.'), pen.at('First.') + 6))
    const from = pen.at(before) - 1
    const made = node('heading', { level: 2 }, after)
    pen.edit(kai, (tr) => {
      const { nodeSize } = must(tr.doc.nodeAt(from))
      return tr.replaceWith(from, from + nodeSize, pageSchema.nodeFromJSON(made))
    })
    const chronicle = Chronicle.of(pen.entries)
    const runs = (written: WrittenNode): readonly WrittenRun[] => [
      ...(written.written ?? []),
      ...(written.content ?? []).flatMap(runs),
    ]
    const told = runs(writtenAt(chronicle, chronicle.head))
    const sign = must(/\p{Emoji_Presentation}/u.exec(after)?.[0])
    expect(told.map(({ text }) => text).join('')).toContain(after)
    expect(told.filter(({ author }) => author === kai).map(({ text }) => text)).toEqual([sign])
    expect(lines(restored(pen, { is: 'moment', seq: 2 }))).toEqual([before])
    const place = blockWith(chronicle, before, 2).place
    expect(lines(restored(pen, { is: 'moment', seq: 2 }, place)).join()).not.toContain('\uFFFD')
  },
)

test('[H33] a block comes back with what it stood in; of a table all of it does', () => {
  const cell = (text: string) => node('tableCell', { colspan: 1, rowspan: 1 }, p(text))
  const pen = new Pen([
    node('title', null, 'Plan'),
    p('It begins.'),
    node('bulletList', null, node('listItem', null, p('one')), node('listItem', null, p('two'))),
    node('table', null, node('tableRow', null, cell('three'), cell('four'))),
  ])
  const chronicle = Chronicle.of(pen.entries)
  const [two, four] = ['two', 'four'].map((words) => blockWith(chronicle, words).place)
  pen.edit(aino, (tr) => tr.delete(pen.at('It begins.') + 11, tr.doc.content.size))
  expect(lines(restored(pen, { is: 'moment', seq: 1 }, two))).toEqual(['It begins.', 'two'])
  expect(lines(restored(pen, { is: 'moment', seq: 1 }, four))).toEqual([
    'It begins.',
    'three',
    'four',
  ])
})

test('[H36] a row comes back with its id, and once, also when it was moved meanwhile', () => {
  const goal = (id: string, name: string) =>
    node('goal', { id }, node('goalName', null, name), node('goalServes'))
  const ids = ['a', 'b'].map((letter) => letter.repeat(20))
  const pen = new Pen([
    node('title', null, 'Plan'),
    node('goalTable', null, goal(ids[0]!, 'Listen'), goal(ids[1]!, 'Answer')),
  ])
  const chronicle = Chronicle.of(pen.entries)
  const rows = nodesWithin(pageAt(chronicle, 1)).filter(({ type }) => type === 'goal')
  const { place } = must(rows[1])
  const from = pen.at('Answer') - 2
  const row = must(pen.node.nodeAt(from))
  pen.edit(aino, (tr) => tr.delete(from, from + row.nodeSize).insert(pen.at('Listen') - 2, row))
  pen.type(aino, pen.at('Answer'), 'Never ')
  for (const part of [undefined, place]) {
    const content = restored(pen, { is: 'moment', seq: 1 }, part)
    expect(JSON.stringify(content).match(/"id":"(.)/g)).toEqual(['"id":"a', '"id":"b'])
    expect(textOf(content)).toContain('Answer')
  }
})

/** A line whose texts stand side by side, as two people leave them who begin to write in it at once. */
function sideBySide(...texts: string[]): { pen: Pen; line: (root: Y.XmlFragment) => Y.XmlElement } {
  const pen = new Pen([node('title', null, 'Plan'), p()])
  const line = (root: Y.XmlFragment) => {
    const found: unknown = root.get(1)
    if (!(found instanceof Y.XmlElement)) throw new Error('There is no such line.')
    return found
  }
  for (const [i, text] of texts.entries()) {
    pen.directly(newId(personId), (root) => line(root).insert(i, [new Y.XmlText(text)]))
  }
  return { pen, line }
}

const besides: [what: string, gone: number[]][] = [
  ['before it', [0]],
  ['behind it', [2]],
  ['on either side of it', [0, 2]],
  ['where all is gone', [0, 1, 2]],
]

test.each(besides)('[H143] text that comes back %s is one text with what is there', (_, gone) => {
  const { line, pen } = sideBySide('We ask 🤔', '😀 and', ' listen.')
  for (const at of gone.toReversed()) pen.directly(aino, (root) => line(root).delete(at, 1))
  // One more beside what is there, or in the place of what is gone.
  const words = 'Soon: '
  pen.directly(aino, (root) => line(root).insert(0, [new Y.XmlText(words)]))
  const live = liveOf(pen)
  const root = live.getXmlFragment(pageRoot)
  restoreInto(Chronicle.of(pen.entries), { is: 'moment', seq: 4 }, root)
  expect(lines(contentOf(live))).toEqual(['We ask 🤔😀 and listen.'])
  const made = line(root)
    .toArray()
    .filter((text) => must(text._item).id.client === live.clientID)
  expect(made).toEqual([])
})

test('[H143] in a line whose text is exchanged for another one what is on its way stays', () => {
  const { line, pen } = sideBySide('We ask.')
  pen.directly(aino, (root) => {
    line(root).delete(0, 1)
    line(root).insert(0, [new Y.XmlText('We tell.')])
  })
  const chronicle = Chronicle.of(pen.entries)
  pen.directly(newId(personId), (root) => {
    const text: unknown = line(root).get(0)
    if (text instanceof Y.XmlText) text.insert(8, ' Now.')
  })
  const live = liveOf(pen)
  restoreInto(chronicle, { is: 'moment', seq: 2 }, live.getXmlFragment(pageRoot))
  expect(lines(contentOf(live)).join().split('').toSorted()).toEqual([...'We ask. Now.'].toSorted())
  expect(lines(contentOf(live)).join()).toContain(' Now.')
})

test('[H143] a line that was gone comes back as one text', () => {
  const { line, pen } = sideBySide('We ask 🤔', '😀 and listen.')
  pen.directly(aino, (root) => root.delete(1, 1))
  const live = liveOf(pen)
  const root = live.getXmlFragment(pageRoot)
  restoreInto(Chronicle.of(pen.entries), { is: 'moment', seq: 3 }, root)
  expect(lines(contentOf(live))).toEqual(['We ask 🤔😀 and listen.'])
  expect(line(root).length).toBe(1)
})

test('[H144] a restore leaves no formatting behind that editors would tidy up', () => {
  const pen = new Pen([node('title', null, 'Plan'), p('We ask and listen.')])
  const from = pen.at('We ask')
  pen.edit(aino, (tr) => tr.insertText('Soon ', from))
  pen.edit(aino, (tr) => tr.addMark(from, from + 8, pageSchema.mark('italic')))
  const live = liveOf(pen)
  const editor = new Y.Doc()
  Y.applyUpdate(editor, Y.encodeStateAsUpdate(live))
  live.on('update', (update: Uint8Array) => Y.applyUpdate(editor, update, 'room'))
  const answers: Uint8Array[] = []
  editor.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'room') answers.push(update)
  })
  const root = live.getXmlFragment(pageRoot)
  expect(restoreInto(Chronicle.of(pen.entries), { is: 'moment', seq: 1 }, root)).toBe(true)
  expect(contentOf(editor)).toEqual(contentOf(live))
  expect(lines(contentOf(live))).toEqual(['We ask and listen.'])
  expect(answers).toEqual([])
})

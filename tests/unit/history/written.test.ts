import type { JSONContent } from '@tiptap/core'
import { setBlockType, splitBlock, wrapIn } from '@tiptap/pm/commands'
import { liftListItem, wrapInList } from '@tiptap/pm/schema-list'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { must } from '#contract/asserts.ts'
import { newId, personId, type PersonId, talkootAuthor } from '#contract/ids.ts'
import { pageSchema } from '#contract/page-schema.ts'
import { Chronicle } from '../../../server/history/chronicle.ts'
import { type WrittenNode, writtenAt } from '../../../server/history/written.ts'
import { elementFor } from '../../../server/rooms/content.ts'
import { node } from '../../support/blocks.ts'
import { Pen } from '../../support/pen.ts'

const aino = newId(personId)
const bo = newId(personId)
const cai = newId(personId)
const names = new Map<PersonId, string>([
  [aino, 'aino'],
  [bo, 'bo'],
  [cai, 'cai'],
  [talkootAuthor, 'talkoot'],
])
const { nodes } = pageSchema
const type = (name: string) => must(nodes[name])
const title = node('title', null, 'Plan')
const p = (...content: string[]) => node('paragraph', null, ...content)

/** The page’s text with who wrote it and how, a line for each textblock: `aino: Hello | bo: you`. */
function told(pen: Pen, seq = pen.seq): string[] {
  const chronicle = Chronicle.of(pen.entries)
  const lines: string[] = []
  const visit = (at: WrittenNode) => {
    const runs = (at.content ?? []).flatMap(({ written = [] }) => written)
    if (runs.length > 0) {
      const parts: { who: string; text: string }[] = []
      for (const { by, how, text } of runs) {
        const name = names.get(chronicle.authorOf(by)) ?? '?'
        const who = how === 'typed' ? name : `${name} (${how})`
        const last = parts.at(-1)
        if (last?.who === who) last.text += text
        else parts.push({ who, text })
      }
      lines.push(parts.map(({ who, text }) => `${who}: ${text}`).join(' | '))
    } else at.content?.forEach(visit)
  }
  visit(writtenAt(chronicle, seq))
  return lines.slice(1)
}

/** Aino and Bo wrote a paragraph each. */
function written(...more: JSONContent[]): Pen {
  const pen = new Pen([title, p(), p(), ...more])
  pen.type(aino, 7, 'We ask our customers')
  pen.type(bo, pen.at('We ask') + 22, 'They answer')
  return pen
}
const both = ['aino: We ask our customers', 'bo: They answer']

const edits: [name: string, edit: (pen: Pen) => void, after: string[]][] = [
  [
    'split',
    (pen) => pen.run(cai, ' our', splitBlock),
    ['aino: We ask', 'aino:  our customers', 'bo: They answer'],
  ],
  [
    'joined',
    (pen) => pen.edit(cai, (tr) => tr.join(pen.at('They') - 1)),
    ['aino: We ask our customers | bo: They answer'],
  ],
  [
    'made a heading',
    (pen) => pen.run(cai, 'ask', setBlockType(type('heading'), { level: 2 })),
    both,
  ],
  ['put in a list', (pen) => pen.run(cai, 'ask', wrapInList(type('bulletList'))), both],
  ['put in a quotation', (pen) => pen.run(cai, 'ask', wrapIn(type('blockquote'))), both],
  [
    'taken out of a list',
    (pen) => {
      pen.run(cai, 'ask', wrapInList(type('orderedList')))
      pen.run(bo, 'ask', liftListItem(type('listItem')))
    },
    both,
  ],
  [
    'moved',
    (pen) =>
      pen.edit(cai, (tr) => {
        const from = pen.at('We ask') - 1
        const moved = must(tr.doc.nodeAt(from))
        tr.delete(from, from + moved.nodeSize).insert(tr.doc.content.size, moved)
      }),
    [...both].reverse(),
  ],
  [
    'deleted and undone',
    (pen) => {
      const from = pen.at('We ask')
      const gone = pen.node.slice(from, from + 20)
      pen.edit(cai, (tr) => tr.delete(from, from + 20))
      pen.type(bo, pen.at('They') + 11, '!')
      pen.edit(cai, (tr) => tr.replace(from, from, gone))
    },
    ['aino: We ask our customers', 'bo: They answer!'],
  ],
  [
    'cut and pasted',
    (pen) => {
      const from = pen.at('our customers')
      const gone = pen.node.slice(from, from + 13)
      pen.edit(cai, (tr) => tr.delete(from, from + 13))
      pen.edit(cai, (tr) => tr.replace(pen.at('answer'), pen.at('answer'), gone))
    },
    ['aino: We ask ', 'bo: They  | aino: our customers | bo: answer'],
  ],
  [
    'taken away letter by letter and undone at once',
    (pen) => {
      const from = pen.at('our customers')
      for (let i = 12; i >= 0; i--) pen.edit(cai, (tr) => tr.delete(from + i, from + i + 1))
      pen.edit(cai, (tr) => tr.insertText('our customers', from))
    },
    both,
  ],
]

test.each(edits)('[H5] text that is %s stays with its authors', (_, edit, after) => {
  const pen = written()
  edit(pen)
  expect(told(pen).filter((line) => line !== '')).toEqual(after)
})

test('[H5] of a block that is made another the beginning stays with its author, too, whoever wrote behind it', () => {
  const pen = written()
  const heading = (text: string) => type('heading').create({ level: 2 }, pageSchema.text(text))
  const from = pen.at('We ask') - 1
  // As when one makes it a heading while another takes out two words of it.
  pen.edit(cai, (tr) => {
    const { nodeSize } = must(tr.doc.nodeAt(from))
    return tr.replaceWith(from, from + nodeSize, heading('We ask mers'))
  })
  expect(told(pen)).toEqual(['aino: We ask mers', 'bo: They answer'])
})

test('[H5] a block that is written anew stays the same block, and another one does not', () => {
  const pen = written()
  const before = pen.seq
  pen.run(cai, 'ask', setBlockType(type('heading'), { level: 2 }))
  pen.run(cai, ' customers', splitBlock)
  const chronicle = Chronicle.of(pen.entries)
  const blocks = (seq: number) =>
    (writtenAt(chronicle, seq).content ?? []).map(({ place }) => chronicle.originOf(place))
  const [heading, own, theirs] = blocks(before)
  const after = blocks(pen.seq)
  expect(after.slice(0, 2)).toEqual([heading, own])
  expect(after.slice(3)).toEqual([theirs])
  expect(blocks(before)).not.toContain(after[2])
})

test('[H6] text says how it came, and goes on saying so when it is split', () => {
  const pasted = 'Customers want answers within a day, says the survey.'
  const pen = new Pen([title, p('What do we promise?'), p()])
  const end = () => pen.node.content.size - 1
  pen.edit(aino, (tr) => tr.insertText(pasted, end()))
  pen.run(bo, 'within', splitBlock)
  pen.edit(cai, (tr) => tr.insertText(' From the train.', end()), { kind: 'offline' })
  pen.edit(cai, (tr) => tr.insertText(' Mended.', end()), { kind: 'repair' })
  pen.edit(cai, (tr) => tr.insertText(' Back.', end()), { kind: 'recovered' })
  pen.edit(cai, (tr) => tr.insertText(' Copied.', end()), { kind: 'copy' })
  pen.edit(cai, (tr) => tr.insertText(' Proposed.', end()), { kind: 'proposal' })
  expect(told(pen)).toEqual([
    'talkoot (template): What do we promise?',
    'aino (pasted): Customers want answers ',
    'aino (pasted): within a day, says the survey. | cai (offline):  From the train. | ' +
      'cai (mended):  Mended. | cai (recovered):  Back. | cai (copied):  Copied. | cai (proposed):  Proposed.',
  ])
})

test('[H7] text that replaces other text belongs to whoever wrote it', () => {
  const own = new Pen([title, p()])
  const promise = 'Palvelemme asiakkaita nopeasti ja ystävällisesti joka päivä.'
  own.type(aino, 7, promise)
  const other = 'Vi svarar alla kunder inom en dag, och vi svarar vänligt!'
  own.edit(bo, (tr) => tr.insertText(other, 7, 7 + promise.length))
  expect(told(own)).toEqual([`bo (pasted): ${other}`])
  // Typed over the end of one paragraph and the beginning of the next.
  const over = written()
  over.edit(cai, (tr) => tr.insertText('X', over.at('customers'), over.at('answer')))
  expect(told(over)).toEqual(['aino: We ask our  | cai: X | bo: answer'])
})

test('[H8] restored text and blocks are those that they were, and say that they were restored', () => {
  const pen = written()
  const moment = pen.seq
  const block = (seq: number) =>
    must(writtenAt(Chronicle.of(pen.entries), seq).content?.[1], 'a block')
  pen.edit(cai, (tr) => tr.delete(pen.at('We ask') - 1, pen.at('They') - 1))
  pen.edit(cai, (tr) => tr.insertText('Now', pen.at('They')))
  const restored = pen.directly(
    bo,
    (root) => {
      const [, theirs] = root.toArray()
      if (!(theirs instanceof Y.XmlElement)) throw new Error('no paragraph')
      const text: unknown = theirs.get(0)
      if (text instanceof Y.XmlText) text.delete(0, 3)
      root.insert(1, [elementFor(p('We ask our customers'))])
    },
    { kind: 'restore', about: moment },
  )
  expect(told(pen)).toEqual(['aino (restored): We ask our customers', 'bo: They answer'])
  const chronicle = Chronicle.of(pen.entries)
  expect(chronicle.originOf(block(restored).place)).toBe(block(moment).place)
  expect(block(restored).how).toBe('restored')
  pen.directly(
    bo,
    (root) => {
      root.delete(1, 1)
      const theirs = root.get(1)
      const text: unknown = theirs instanceof Y.XmlElement ? theirs.get(0) : null
      if (text instanceof Y.XmlText) text.insert(0, 'Now')
    },
    { kind: 'unrestore', about: restored },
  )
  expect(told(pen)).toEqual(['cai (restored): Now | bo: They answer'])
})

test('[H8] restored text that says the same twice keeps both where they were', () => {
  const pen = new Pen([title, p(), p()])
  pen.type(aino, 7, 'Yes')
  pen.type(bo, pen.node.content.size - 1, 'Yes')
  const moment = pen.seq
  pen.edit(cai, (tr) => tr.delete(6, tr.doc.content.size))
  pen.directly(
    cai,
    (root) => {
      root.delete(1, root.length - 1)
      root.insert(1, [elementFor(p('Yes')), elementFor(p('Yes'))])
    },
    { kind: 'restore', about: moment },
  )
  expect(told(pen)).toEqual(['aino (restored): Yes', 'bo (restored): Yes'])
})

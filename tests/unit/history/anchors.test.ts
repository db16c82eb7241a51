import { joinBackward, setBlockType, splitBlock } from '@tiptap/pm/commands'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { must } from '#contract/asserts.ts'
import { newId, personId } from '#contract/ids.ts'
import { pageSchema } from '#contract/page-schema.ts'
import { type Anchor, anchorAt, resolveAnchor } from '../../../server/history/anchors.ts'
import { Chronicle } from '../../../server/history/chronicle.ts'
import { pageAt } from '../../../server/history/page-at.ts'
import { node } from '../../support/blocks.ts'
import {
  blockWith,
  nodesWithin,
  placesOfWords,
  unitsOf,
  wordsOf,
} from '../../support/history-places.ts'
import { Pen } from '../../support/pen.ts'

const aino = newId(personId)
const words = 'listen before we talk'

/** A page of three paragraphs, and an anchor on words of the second. */
function begin(): { pen: Pen; anchor: Anchor } {
  const pen = new Pen([
    node('title', null, 'Plan'),
    node('paragraph', null, 'It begins here.'),
    node('paragraph', null, 'We always listen before we talk to anybody.'),
    node('paragraph', null, 'It ends here.'),
  ])
  const chronicle = Chronicle.of(pen.entries)
  const places = placesOfWords(chronicle, words)
  const anchor = anchorAt(chronicle, must(places[0]), must(places.at(-1)), chronicle.head)
  expect(anchor.quote).toBe(words)
  return { pen, anchor }
}

/** What an anchor is on now, and whether it is to be anchored anew; or that it is gone. */
function told(pen: Pen, anchor: Anchor, seq = pen.seq): string {
  const chronicle = Chronicle.of(pen.entries)
  const resolved = resolveAnchor(chronicle, anchor, seq)
  if (resolved.is === 'gone') return `gone since ${resolved.lastThere}: ${resolved.quote}`
  const text = new Map<number, string>()
  for (const each of nodesWithin(pageAt(chronicle, seq))) {
    for (const [i, place] of unitsOf(each).entries()) text.set(place, each.text?.[i] ?? '')
    if (each.place !== 0) text.set(each.place, `<${each.type}: ${wordsOf(each)}>`)
  }
  const found = unitsOf({ type: 'text', place: 0, runs: resolved.runs }).map((place) =>
    text.get(place),
  )
  return `${found.join('')}${resolved.again === null ? '' : ', anew'}`
}

const edits: [what: string, edit: (pen: Pen) => void, after: string][] = [
  ['nothing', () => {}, words],
  ['text before it', (pen) => pen.type(aino, pen.at('We always'), 'Now: '), words],
  [
    'text right before and after it',
    (pen) => {
      pen.type(aino, pen.at('listen'), 'x')
      pen.type(aino, pen.at('talk') + 4, 'x')
    },
    words,
  ],
  ['text within it', (pen) => pen.type(aino, pen.at(' before we'), ' hard'), words],
  [
    'its beginning deleted',
    (pen) => pen.edit(aino, (tr) => tr.delete(pen.at('listen'), pen.at('before'))),
    'before we talk, anew',
  ],
  ['split before it', (pen) => pen.run(aino, 'listen', splitBlock), `${words}, anew`],
  ['split within it', (pen) => pen.run(aino, ' we talk', splitBlock), `${words}, anew`],
  [
    'made a heading',
    (pen) => pen.run(aino, 'listen', setBlockType(must(pageSchema.nodes['heading']))),
    `${words}, anew`,
  ],
  [
    'joined to the one before',
    (pen) => {
      pen.run(aino, 'We always', joinBackward)
    },
    `${words}, anew`,
  ],
  [
    'its block moved',
    (pen) => {
      const from = pen.at('We always') - 1
      const block = must(pen.node.nodeAt(from))
      pen.edit(aino, (tr) =>
        tr.delete(from, from + block.nodeSize).insert(tr.doc.content.size, block),
      )
    },
    `${words}, anew`,
  ],
  [
    'cut, and pasted in another block',
    (pen) => {
      const from = pen.at('listen')
      const cut = pen.node.slice(from, from + words.length)
      pen.edit(aino, (tr) => tr.delete(from, from + words.length))
      pen.edit(aino, (tr) => tr.replace(pen.at('ends'), pen.at('ends'), cut))
    },
    `${words}, anew`,
  ],
]

test.each(edits)('[H41] an anchor on words: %s', (_, edit, after) => {
  const { pen, anchor } = begin()
  edit(pen)
  const now = told(pen, anchor)
  // What was written in between belongs to nobody's anchor, but is within its ends.
  expect(now).toBe(after)
})

test('[H41] words that came back in a way that nobody can follow are known by themselves', () => {
  const { pen, anchor } = begin()
  pen.edit(aino, (tr) => tr.delete(pen.at('listen'), pen.at(' to anybody')))
  pen.type(aino, pen.at('ends'), `${words} `)
  expect(told(pen, anchor)).toBe(`${words}, anew`)
  // Twice would be a guess.
  pen.type(aino, pen.at('begins'), `${words} `)
  expect(told(pen, anchor)).toBe(`gone since 1: ${words}`)
})

test('[M37] of a passage that was cut in two the larger part is kept, and nothing that stood beside it', () => {
  const { pen, anchor } = begin()
  const from = pen.at('before we talk')
  const to = pen.at(' to anybody')
  const cut = pen.node.slice(from, to)
  pen.edit(aino, (tr) => tr.delete(from, to))
  pen.edit(aino, (tr) => tr.replace(pen.at(' ends'), pen.at(' ends'), cut))
  expect(told(pen, anchor)).toBe('before we talk, anew')
  // What is new between two parts of it does not part them.
  const whole = begin()
  whole.pen.directly(aino, (root) => {
    const paragraph: unknown = root.get(2)
    const line: unknown = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
    if (!(line instanceof Y.XmlText)) throw new Error('no line')
    line.insert('We always listen'.length, ' quietly and for long')
    line.delete('We always '.length, 1)
  })
  expect(told(whole.pen, whole.anchor)).toBe('isten before we talk, anew')
})

test('[H42] words that are gone have their quote and the last moment when they were there', () => {
  const { pen, anchor } = begin()
  pen.type(aino, pen.at('It ends'), 'x')
  pen.edit(aino, (tr) => tr.delete(pen.at('listen'), pen.at(' to anybody')))
  pen.type(aino, pen.at('It begins'), 'xyz')
  expect(told(pen, anchor)).toBe(`gone since 2: ${words}`)
  expect(told(pen, anchor, 2)).toBe(words)
})

test('[H43] an anchor on a block is found again where the block is made anew', () => {
  const { pen } = begin()
  const chronicle = Chronicle.of(pen.entries)
  const { place } = blockWith(chronicle, words)
  const anchor = anchorAt(chronicle, place, place, chronicle.head)
  expect(anchor.quote).toBe('We always listen before we talk to anybody.')
  expect(told(pen, anchor)).toBe('<paragraph: We always listen before we talk to anybody.>')
  pen.run(aino, 'listen', setBlockType(must(pageSchema.nodes['heading'])))
  const heading = '<heading: We always listen before we talk to anybody.>'
  expect(told(pen, anchor)).toBe(`${heading}, anew`)
  const from = pen.at('We always') - 1
  pen.edit(aino, (tr) => tr.delete(from, from + must(pen.node.nodeAt(from)).nodeSize))
  expect(told(pen, anchor)).toBe('gone since 2: We always listen before we talk to anybody.')
})

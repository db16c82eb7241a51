import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { AppError } from '#contract/errors.ts'
import { pageRoot } from '#contract/page-schema.ts'
import { quoteOf, ranksOf, readSpot } from '../../server/comments/spot.ts'
import { elementFor } from '../../server/rooms/content.ts'
import { node } from '../support/blocks.ts'
import { spotOfBlock } from '../support/threads.ts'
import { spotOf } from '../support/spots.ts'

const mention = node('personMention', { person: 'aaaaaaaaaaaaaaaaaaaa', label: 'Aino' })

function aPage(): Y.Doc {
  const doc = new Y.Doc()
  doc
    .getXmlFragment(pageRoot)
    .push(
      [
        node('title', null, 'Our tone'),
        node('paragraph', null, 'We answer ', mention, ' at once'),
        node('bulletList', null, node('listItem', null, node('paragraph', null, 'Calmly 👋'))),
        node('paragraph', null, 'one', node('hardBreak'), 'two'),
        node('paragraph'),
        node('paragraph', null, 'Last words'),
      ].map(elementFor),
    )
  return doc
}

/** Why a spot is none. */
function refusal(read: () => unknown): string | undefined {
  try {
    read()
    return undefined
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid-input') return error.details?.['spot']
    throw error
  }
}

test('[M3] what stands at a spot is read to its last character', () => {
  const doc = aPage()
  const read = (words: string) => readSpot(doc, spotOf(doc, words))
  expect(read('answer')).toEqual({ kind: 'text', quote: 'answer', text: 'answer', oneBlock: true })
  expect(read('W')).toMatchObject({ text: 'W', oneBlock: true })
  // What is between them and is no text keeps other words from taking their place.
  expect(read('answer  at')).toMatchObject({ text: 'answer  at', oneBlock: false })
  expect(read('onetwo')).toMatchObject({ text: 'one\ntwo', oneBlock: true })
  expect(read('at onceCalmly 👋onetwoLast')).toMatchObject({
    kind: 'text',
    text: 'at once\nCalmly 👋\none\ntwo\nLast',
    oneBlock: false,
  })
  expect(readSpot(doc, spotOfBlock(doc, 2))).toEqual({
    ...{ kind: 'block', quote: 'Calmly 👋', text: 'Calmly 👋', oneBlock: false },
  })
  expect(readSpot(doc, spotOfBlock(doc, 4))).toMatchObject({ kind: 'block', text: '' })
  expect(readSpot(doc, spotOfBlock(doc, 3))).toMatchObject({ text: 'one\ntwo' })
})

test('[M3] a piece of a line is one, and says what it is called', () => {
  const doc = aPage()
  const line: unknown = doc.getXmlFragment(pageRoot).get(1)
  const piece: unknown = line instanceof Y.XmlElement ? line.get(1) : null
  const id = piece instanceof Y.XmlElement ? piece._item?.id : undefined
  if (!id) throw new Error('no mention')
  const spot = { first: { ...id }, last: { ...id } }
  expect(readSpot(doc, spot)).toMatchObject({ kind: 'block', text: 'Aino' })
})

test('[M3] what is deleted within a passage is no part of it', () => {
  const doc = aPage()
  const spot = spotOf(doc, 'Last words')
  const block: unknown = doc.getXmlFragment(pageRoot).get(5)
  const text: unknown = block instanceof Y.XmlElement ? block.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('no text')
  text.format(0, 4, { bold: {} })
  text.delete(4, 3)
  expect(readSpot(doc, spot)).toMatchObject({ text: 'Lastrds', oneBlock: true })
  expect(refusal(() => readSpot(doc, { ...spot, last: spot.first }))).toBe(undefined)
  text.delete(0, 1)
  expect(refusal(() => readSpot(doc, spot))).toBe('gone')
})

test('[M3] what is no place in the text is refused, saying why', () => {
  const doc = aPage()
  const { first, last } = spotOf(doc, 'answer')
  const at = (clock: number) => ({ client: first.client, clock })
  const other = spotOf(doc, 'Last')
  const block = spotOfBlock(doc, 2)
  const why = (spot: Parameters<typeof readSpot>[1]) => refusal(() => readSpot(doc, spot))
  expect(why({ first: { client: 77, clock: 0 }, last })).toBe('unknown')
  expect(why({ first, last: at(Number.MAX_SAFE_INTEGER) })).toBe('unknown')
  expect(why({ first: last, last: first })).toBe('order')
  expect(why({ first: other.first, last })).toBe('order')
  expect(why({ first: block.first, last: other.last })).toBe('kind')
  expect(why({ first, last: block.last })).toBe('kind')
  const hand = spotOf(doc, '👋')
  expect(why({ first: hand.first, last: hand.first })).toBe('half')
  expect(why({ first: hand.last, last: other.last })).toBe('half')
  expect(why(hand)).toBe(undefined)
  // Every clock there is gives text, a node or a refusal, and nothing else.
  for (let clock = 0; clock < Y.getState(doc.store, first.client); clock += 1) {
    const one = { first: at(clock), last: at(clock) }
    expect([undefined, 'kind', 'half']).toContain(why(one))
  }
  // An attribute stands beside the text, and so does what is not on the page at all.
  doc.getXmlFragment('elsewhere').push([elementFor(node('paragraph', null, 'Beside'))])
  const end = Y.getState(doc.store, first.client)
  expect(why({ first: at(end - 1), last: at(end - 1) })).toBe('kind')
})

test('[M3] a long passage is quoted by its beginning', () => {
  expect(quoteOf('a'.repeat(500))).toBe('a'.repeat(500))
  expect(quoteOf('a'.repeat(501))).toBe(`${'a'.repeat(499)}…`)
  const cut = quoteOf(`${'a'.repeat(498)}👋${'b'.repeat(9)}`)
  expect(cut).toBe(`${'a'.repeat(498)}…`)
})

test('[M20] places are in the order of the page', () => {
  const doc = aPage()
  const ids = ['Last', 'tone', 'Calmly', 'once', 'answer'].map((words) => spotOf(doc, words).first)
  const [last = 0, tone = 0, calmly = 0, once = 0, answer = 0] = ranksOf(doc, ids)
  expect([tone, answer, once, calmly, last]).toEqual(
    [last, tone, calmly, once, answer].map(Number).toSorted((a, b) => a - b),
  )
  expect(ranksOf(doc, [{ client: 1, clock: 4 }])).toEqual([null])
})

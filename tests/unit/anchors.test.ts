import { expect, test } from 'vitest'
import { anchorAt, resolveAnchor } from '../../server/history/anchors.ts'
import { aHistory, placeOfText } from '../support/history.ts'

const page = [
  { type: 'title' },
  { type: 'paragraph', content: [{ type: 'text', text: 'We listen before we talk.' }] },
]

test('[H41] an anchor grows and shrinks with what is between its ends', () => {
  const history = aHistory(page)
  const [first, last] = placeOfText(history.chronicle, 'listen before')
  const anchor = anchorAt(history.chronicle, first, last, 1)
  expect(anchor.quote).toBe('listen before')
  history.text(1, (text) => text.insert(9, ' closely'))
  history.text(1, (text) => text.insert(0, 'Today '))
  expect(history.wordsOf(anchor)).toBe('listen before')
  expect(resolveAnchor(history.chronicle, anchor, 3)).toMatchObject({ is: 'there', again: null })
  // Its first word goes: what is left of it is anchored anew.
  history.text(1, (text) => text.delete(9, 8))
  const resolved = resolveAnchor(history.chronicle, anchor, 4)
  expect(resolved).toMatchObject({ is: 'there' })
})

test('[H41] what is gone has its words, and the last moment when it was there', () => {
  const history = aHistory(page)
  const [first, last] = placeOfText(history.chronicle, 'listen before')
  const anchor = anchorAt(history.chronicle, first, last, 1)
  history.text(1, (text) => text.insert(0, 'Today '))
  history.edit((root) => root.delete(1, 1))
  history.edit(() => {})
  expect(resolveAnchor(history.chronicle, anchor, history.chronicle.head)).toEqual({
    is: 'gone',
    quote: 'listen before',
    lastThere: 2,
  })
  expect(resolveAnchor(history.chronicle, anchor, 2)).toMatchObject({ is: 'there' })
})

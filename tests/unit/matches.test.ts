import { expect, test } from 'vitest'
import { matchesIn, matchFrom } from '../../client/editor/find/matches.ts'
import { pageSchema } from '../../server/contract/page-schema.ts'

const doc = pageSchema.nodeFromJSON({
  type: 'doc',
  content: [
    { type: 'title', content: [{ type: 'text', text: 'Tell it' }] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'We ' },
        { type: 'text', text: 'te', marks: [{ type: 'bold' }] },
        { type: 'text', text: 'll, retell: “tell”' },
        { type: 'personMention', attrs: { person: 'a'.repeat(20), label: 'Tell' } },
        { type: 'text', text: 'TELL İtell' },
      ],
    },
  ],
})
const found = (text: string, matchCase = false, wholeWords = false) =>
  matchesIn(doc, { text, matchCase, wholeWords }).map(({ from, to }) => doc.textBetween(from, to))

test('[W116] words are found across marks and beside mentions, as they stand', () => {
  expect(found('tell')).toEqual(['Tell', 'tell', 'tell', 'tell', 'TELL', 'tell'])
  expect(found('tell', true)).toEqual(['tell', 'tell', 'tell', 'tell'])
  expect(found('tell', false, true)).toEqual(['Tell', 'tell', 'tell', 'TELL'])
  expect(found('"tell"')).toEqual(['“tell”'])
  expect(found('we tell, r')).toEqual(['We tell, r'])
  expect(found('')).toEqual([])
  expect(found('.*')).toEqual([])
})

test('[W116] the next is the first at or after a place, else the first of all', () => {
  const matches = [
    { from: 3, to: 5 },
    { from: 9, to: 11 },
  ]
  expect([0, 3, 4, 9, 10].map((place) => matchFrom(matches, place))).toEqual([0, 0, 1, 1, 0])
})

import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { must } from '#contract/asserts.ts'
import { newId, personId, talkootAuthor } from '#contract/ids.ts'
import { pageRoot } from '#contract/page-schema.ts'
import { contentOf, typesFor } from '../../server/rooms/content.ts'
import type { Id } from '../../server/rooms/decode.ts'
import { LivePage } from '../../server/rooms/live-page.ts'
import { node } from '../support/blocks.ts'
import { writeUpdate } from '../support/hostile-updates.ts'
import { random } from '../support/random.ts'

const sender = () => ({
  author: newId(personId),
  mayWrite: true,
  recovering: false,
  ownClient: null,
  claimOf: () => undefined,
})

/** The text of the page's second block. */
function textOf(doc: Y.Doc): Y.XmlText {
  const line: unknown = doc.getXmlFragment(pageRoot).get(1)
  const text: unknown = line instanceof Y.XmlElement ? line.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('There is no text.')
  return text
}

/** Somebody writes on the page through Yjs alone. */
function write(live: LivePage, client: number, change: (text: Y.XmlText) => void): void {
  const doc = new Y.Doc()
  doc.clientID = client
  Y.applyUpdate(doc, live.state())
  const before = Y.encodeStateVector(doc)
  change(textOf(doc))
  expect(live.take(Y.encodeStateAsUpdate(doc, before), 'update', sender()).is).toBe('accepted')
}

/** What a letter says it was written between; at an end of the text there is only one. */
type Ends = readonly [left: Id | null, right: Id | null]

function letter(encoder: encoding.Encoder, text: string, [left, right]: Ends): void {
  encoding.writeUint8(encoder, (left ? 0x80 : 0) | (right ? 0x40 : 0) | 4)
  for (const end of [left, right]) {
    if (end === null) continue
    encoding.writeVarUint(encoder, end.client)
    encoding.writeVarUint(encoder, end.clock)
  }
  encoding.writeVarString(encoder, text)
}

/** Every letter of a text, also those that are deleted, in order. */
function letters(text: Y.XmlText): Id[] {
  const ids: Id[] = []
  for (let item = text._start; item !== null; item = item.right) {
    for (let i = 0; i < item.length; i++) {
      ids.push({ client: item.id.client, clock: item.id.clock + i })
    }
  }
  return ids
}

test('[S91] letters that name any neighbours stand where everybody has them, also who loads the page later', () => {
  let hostile = 0
  for (let seed = 1; seed <= 300; seed++) {
    const dice = random(seed)
    const live = new LivePage()
    live.edit(talkootAuthor, 'template', (root) => {
      root.insert(0, typesFor([node('title', null, 'Plan'), node('paragraph', null, 'xe')]))
    })
    write(live, dice.int(10_000), (text) => text.insert(1, 'abcd'))
    for (let update = 0; update < 8; update++) {
      const client = dice.int(10_000)
      const stood = letters(textOf(live.doc))
      // Each between two letters that are in the right order, at least.
      const ends = Array.from({ length: 1 + dice.int(4) }, () => {
        const left = dice.int(stood.length) - 1
        const right = left + 1 + dice.int(stood.length - left)
        return [stood[left] ?? null, stood[right] ?? (left < 0 ? must(stood[0]) : null)] as const
      })
      const made = writeUpdate([
        {
          client,
          count: ends.length,
          write: (encoder, clock) => letter(encoder, 'mnop'.charAt(clock), must(ends[clock])),
        },
      ])
      const verdict = live.take(made, 'update', sender())
      if (verdict.is === 'accepted') hostile++
      const fresh = new Y.Doc()
      Y.applyUpdate(fresh, live.state())
      expect(contentOf(fresh), `seed ${seed}`).toEqual(contentOf(live.doc))
    }
  }
  expect(hostile).toBeGreaterThan(1_000)
})

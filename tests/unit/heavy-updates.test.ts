import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { newId, personId, talkootAuthor } from '#contract/ids.ts'
import { pageSchema } from '#contract/page-schema.ts'
import { contentOf, typesFor } from '../../server/rooms/content.ts'
import { LivePage } from '../../server/rooms/live-page.ts'
import { tableOf } from '../support/heavy-content.ts'
import { element, gone, updateOf, writeUpdate } from '../support/hostile-updates.ts'

const start = [
  { type: 'title', content: [{ type: 'text', text: 'Ohjeet' }] },
  { type: 'paragraph', content: [{ type: 'text', text: 'Kiitä palautteesta.' }] },
]

const sender = {
  author: newId(personId),
  mayWrite: true,
  recovering: false,
  ownClient: null,
  claimOf: () => undefined,
}

const chain = (length: number) => ({
  client: 1,
  count: length,
  write: (to: Parameters<typeof element>[0], clock: number) =>
    element(to, 'blockquote', clock === 0 ? null : { client: 1, clock: clock - 1 }),
})

/** A text that is deleted, and then so many times one range of it. */
function sameRange(state: Uint8Array, times: number): Uint8Array[] {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  const written = updateOf(state, (root) => {
    const text = root.firstChild instanceof Y.XmlElement ? root.firstChild.firstChild : null
    for (let i = 0; i < 10_000 && text instanceof Y.XmlText; i++) {
      text.insert(i % 2 === 0 ? 0 : text.length, 'x')
    }
  })
  const [[client = 0, end = 0] = []] = Y.parseUpdateMeta(written).to
  const ranges = Array.from({ length: times }, (): [number, number] => [0, end])
  return [written, writeUpdate([], [[client, [[0, end]]]]), writeUpdate([], [[client, ranges]])]
}

/** What costs far more than its bytes, in what is done to the page's state. */
const heavy: readonly (readonly [string, (state: Uint8Array) => readonly Uint8Array[]])[] = [
  ['a million structs', () => [writeUpdate([{ client: 1, count: 1e6, write: gone }])]],
  [
    'nothing but titles',
    () => [writeUpdate([{ client: 1, count: 39_000, write: (to) => element(to, 'title', null) }])],
  ],
  ['nesting of 10,000', () => [writeUpdate([chain(10_000)])]],
  [
    'nesting of 20,000, seen from its end',
    () => [
      writeUpdate([
        {
          client: 2,
          count: 1,
          write: (to) => element(to, 'paragraph', { client: 1, clock: 19_999 }),
        },
        chain(20_000),
      ]),
    ],
  ],
  [
    'a row 100,000 wide',
    (state) => [updateOf(state, (root) => root.push([tableOf(1_000, 2, 100)]))],
  ],
  [
    'one long row among many',
    (state) => [updateOf(state, (root) => root.push([tableOf(1_000, 1_000)]))],
  ],
  [
    'cells that lie over one another',
    (state) => [updateOf(state, (root) => root.push([tableOf(1_000, 100, 100, 100)]))],
  ],
  ['one range deleted 39,000 times', (state) => sameRange(state, 39_000)],
]

test('[S15] no update costs much more than its bytes, and the page stays whole', () => {
  for (const [what, updates] of heavy) {
    const live = new LivePage()
    live.edit(talkootAuthor, 'template', (root) => root.insert(0, typesFor(start)))
    for (const update of updates(live.state())) {
      const since = performance.now()
      expect(() => live.take(update, 'update', sender), what).not.toThrow()
      expect(performance.now() - since, what).toBeLessThan(1_000)
    }
    const content = contentOf(live.doc)
    expect(() => pageSchema.nodeFromJSON(content).check(), what).not.toThrow()
    expect(JSON.stringify(content).length, what).toBeLessThan(1_000_000)
    live.destroy()
  }
})

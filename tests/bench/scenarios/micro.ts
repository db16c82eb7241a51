/** What a key costs before it is stored and told: the gate, and putting it into the document. */
import * as Y from 'yjs'
import { newId, personId } from '../../../server/contract/ids.ts'
import { decodeUpdate, UnreadableUpdate } from '../../../server/rooms/decode.ts'
import { LivePage, type Sender } from '../../../server/rooms/live-page.ts'
import { worstFrames } from '../load/worst-frames.ts'
import { typist } from '../load/typist.ts'
import type { Scenario } from '../scenario.ts'
import { atMost, noTarget } from '../targets.ts'

export const micro: Scenario = {
  name: 'micro',
  async run(bench) {
    const keys = bench.quick ? 20_000 : 100_000
    const seed = pageOfWords(20_000)
    const { begin, keys: strokes } = typist(seed, 4_242, keys)

    const doc = new Y.Doc()
    Y.applyUpdate(doc, seed)
    Y.applyUpdate(doc, begin)
    const plain = microseconds(strokes.length, (i) => Y.applyUpdate(doc, strokes[i]!.update))

    const live = new LivePage()
    live.restore(seed, [])
    const sender: Sender = {
      author: newId(personId),
      mayWrite: true,
      recovering: false,
      ownClient: null,
      claimOf: () => undefined,
    }
    live.take(begin, 'update', sender)
    const taken = microseconds(strokes.length, (i) => {
      const verdict = live.take(strokes[i]!.update, 'update', sender)
      if (verdict.is !== 'accepted') throw new Error(`an honest key was not taken: ${verdict.is}`)
    })
    bench.row({
      what: 'gate and apply per key (beside it: plain Yjs without a gate)',
      unit: 'µs',
      talkoot: taken,
      ceiling: plain,
      ...noTarget,
    })

    for (const { what, update } of worstFrames()) {
      const took = microseconds(1, () => {
        try {
          decodeUpdate(update)
        } catch (error) {
          if (!(error instanceof UnreadableUpdate)) throw error
        }
      })
      bench.row({
        what: `reading the worst that is let in: ${what}`,
        unit: 'ms',
        talkoot: took / 1_000,
        ...atMost(250, took / 1_000),
      })
    }
  },
}

/** Mean time of one in microseconds. */
function microseconds(count: number, act: (n: number) => void): number {
  const start = performance.now()
  for (let n = 0; n < count; n++) act(n)
  return ((performance.now() - start) * 1_000) / count
}

/** The state of a page with this many words in paragraphs of fifty. */
function pageOfWords(words: number): Uint8Array {
  const doc = new Y.Doc()
  doc.transact(() => {
    const root = doc.getXmlFragment('default')
    root.insert(0, [new Y.XmlElement('title')])
    for (let n = 0; n < words / 50; n++) {
      const paragraph = new Y.XmlElement('paragraph')
      root.insert(root.length, [paragraph])
      paragraph.insert(0, [new Y.XmlText('strategy '.repeat(50))])
    }
  })
  return Y.encodeStateAsUpdate(doc)
}

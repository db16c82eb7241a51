/** A long editing history: one that was recorded, or one of our own. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import * as Y from 'yjs'
import { z } from 'zod'
import { random } from '../support/random.ts'

/** At a place, so many letters taken away and these put in. */
type Patch = readonly [at: number, deleted: number, inserted: string]

export interface Trace {
  readonly about: string
  readonly edits: readonly Patch[]
}

/** The trace that others are measured with, by its file name in the public collection. */
const file = 'automerge-paper.json.gz'

const recorded = z.object({
  startContent: z.literal(''),
  txns: z.array(z.object({ patches: z.array(z.tuple([z.int(), z.int(), z.string()])) })),
})

/** The first `most` edits of the recorded trace in the folder, or of a generated one. */
export async function readTrace(folder: string | null, most: number): Promise<Trace> {
  if (folder === null) return { about: 'generated', edits: generated(most) }
  const text = gunzipSync(await readFile(path.join(folder, file))).toString('utf8')
  const edits = recorded.parse(JSON.parse(text)).txns.flatMap(({ patches }) => patches)
  // Its places count code points and Yjs counts UTF-16: the same where no letter takes two.
  if (/[\ud800-\udfff]/.test(edits.map(([, , inserted]) => inserted).join(''))) {
    throw new Error(`${file} holds letters that cannot be counted simply.`)
  }
  return { about: 'recorded', edits: edits.slice(0, most) }
}

/** Somebody who writes in long runs, sometimes elsewhere, and takes back one letter in eight. */
function generated(count: number): Patch[] {
  const numbers = random(1)
  const letters = 'etaoin shrdlu cmfwyp vbgkjqxz '
  const edits: Patch[] = []
  let length = 0
  let at = 0
  for (let i = 0; i < count; i++) {
    if (numbers.chance(0.01)) at = numbers.int(length + 1)
    if (at > 0 && numbers.chance(0.125)) {
      edits.push([--at, 1, ''])
      length--
    } else {
      edits.push([at++, 0, letters[numbers.int(letters.length)] ?? 'e'])
      length++
    }
  }
  return edits
}

export interface Written {
  /** One for each edit, the paragraph's own first. */
  readonly updates: readonly Uint8Array[]
  /** All of it, without what was deleted. */
  readonly state: Uint8Array
  readonly client: number
  readonly clock: number
}

/** Writes the trace into the page whose state is `seed`, in one paragraph, as one client. */
export function write(trace: Trace, seed: Uint8Array, client: number): Written {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seed)
  doc.clientID = client
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const text = new Y.XmlText()
  doc.transact(() => {
    const paragraph = new Y.XmlElement('paragraph')
    const root = doc.getXmlFragment('default')
    root.insert(root.length, [paragraph])
    paragraph.insert(0, [text])
  })
  for (const [at, deleted, inserted] of trace.edits) {
    doc.transact(() => {
      if (deleted > 0) text.delete(at, deleted)
      if (inserted !== '') text.insert(at, inserted)
    })
  }
  const state = Y.encodeStateAsUpdate(doc)
  return { updates, state, client, clock: Y.getState(doc.store, client) }
}

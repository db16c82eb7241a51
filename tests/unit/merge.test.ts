import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { merge } from '../../server/rooms/merge.ts'
import { random, type Random } from '../support/random.ts'

interface Written {
  readonly before: Uint8Array
  readonly updates: readonly Uint8Array[]
  readonly text: string
}

/** Three people who type and delete in one text, each seeing the others at once. */
function writing(numbers: Random, count: number): Written {
  const docs = [1, 2, 3].map((client) => {
    const doc = new Y.Doc()
    doc.clientID = client
    return doc
  })
  const updates: Uint8Array[] = []
  for (const doc of docs) {
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'told') return
      updates.push(update)
      for (const other of docs) if (other !== doc) Y.applyUpdate(other, update, 'told')
    })
  }
  const type = () => {
    const text = numbers.pick(docs).getText('text')
    if (text.length > 3 && numbers.chance(0.3)) text.delete(numbers.int(text.length - 2), 2)
    else text.insert(numbers.int(text.length + 1), numbers.pick(['a', 'bc', 'ä€', '😀']))
  }
  for (let i = 0; i < 30; i++) type()
  const before = Y.encodeStateAsUpdate(docs[0]!)
  updates.length = 0
  for (let i = 0; i < count; i++) type()
  return { before, updates, text: docs[0]!.getText('text').toJSON() }
}

/** What somebody has who was told `before` and then `update`. */
function after(before: Uint8Array, update: Uint8Array) {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, before)
  Y.applyUpdate(doc, update)
  return { text: doc.getText('text').toJSON(), state: Y.encodeStateVector(doc), store: doc.store }
}

test('[X1] what is merged does what its parts do, for any number of them', () => {
  const numbers = random(Date.now() % 1e6)
  console.log(`seed ${numbers.seed}`)
  for (let round = 0; round < 200; round++) {
    const { before, updates, text } = writing(numbers, 1 + numbers.int(40))
    const ours = after(before, merge(updates))
    const theirs = after(before, Y.mergeUpdates([...updates]))
    expect(ours.text).toBe(text)
    expect(ours.state).toEqual(theirs.state)
    expect(ours.store.pendingStructs).toBeNull()
    expect(ours.store.pendingDs).toBeNull()
  }
})

test('[X1] one update stays as it is, byte for byte', () => {
  const { updates } = writing(random(1), 1)
  expect(merge(updates)).toBe(updates[0])
})

test('[X1] parts that do not follow each other are merged all the same', () => {
  const { before, updates, text } = writing(random(2), 40)
  const missing = updates.filter((_, i) => i !== 20)
  const twice = [...updates, ...updates]
  expect(after(before, merge(twice)).text).toBe(text)
  expect(after(before, Y.mergeUpdates([merge(missing), updates[20]!])).text).toBe(text)
})

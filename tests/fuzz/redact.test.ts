// @vitest-environment happy-dom
import type { JSONContent } from '@tiptap/core'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { Chronicle, type LoggedEntry } from '../../server/history/chronicle.ts'
import { IdRanges } from '../../server/history/id-ranges.ts'
import { type HistoryNode, pageAt, plainContent } from '../../server/history/page-at.ts'
import { passagesOver } from '../../server/history/passages-over-time.ts'
import { redactUpdate } from '../../server/history/redact.ts'
import { redactionRanges } from '../../server/history/redaction-ranges.ts'
import { TextHistory } from '../../server/history/text-history.ts'
import { applyExactly } from '../../server/rooms/apply.ts'
import { contentOf } from '../../server/rooms/content.ts'
import { decodeUpdate } from '../../server/rooms/decode.ts'
import { times } from '../support/counts.ts'
import type { EditorPeer } from '../support/editor-peer.ts'
import { placesOfWords, rangesOf, unitsOf } from '../support/history-places.ts'
import { random } from '../support/random.ts'
import { seeds } from '../support/seeds.ts'
import { slowPieces, slowUnitsOf } from '../support/slow-redaction.ts'
import { Writers } from '../support/writers.ts'

const said = ['ÄMPÄRI', '4711', '🗝', 'salasana'] as const
const secret = said.join(' ')
const opened: Writers[] = []
afterEach(() => {
  for (const each of opened.splice(0)) each.end()
})

function redacted(entries: readonly LoggedEntry[], ranges: IdRanges): LoggedEntry[] {
  return entries.map((entry) => ({
    ...entry,
    update: redactUpdate(entry.update, ranges) ?? entry.update,
  }))
}

/** The page of a moment with filler where the ranges are. */
function masked(chronicle: Chronicle, node: HistoryNode, ranges: IdRanges): JSONContent {
  const { content, text } = node
  const inner = (child: HistoryNode) => masked(chronicle, child, ranges)
  if (text === undefined) {
    const { content: _, ...plain } = plainContent(node)
    return { ...plain, ...(content && { content: content.map(inner) }) }
  }
  const isGone = (place: number) =>
    ranges.within({ ...chronicle.idOf(place), length: 1 }).length > 0
  const places = unitsOf(node)
  const units = text.split('').map((unit, i) => (isGone(places[i]!) ? '█' : unit))
  return plainContent({ ...node, text: units.join('') })
}

/** Types the secret sign by sign, marks a part of it, splits it and puts it together again. */
function betray({ editor }: EditorPeer): void {
  editor.commands.insertContentAt(editor.state.doc.content.size, { type: 'paragraph' })
  for (const sign of secret)
    editor.commands.insertContentAt(editor.state.doc.content.size - 1, sign)
  const end = editor.state.doc.content.size - 1
  editor.commands.setTextSelection({ from: end - 8, to: end - 3 })
  editor.commands.setMark('bold')
  editor.commands.setTextSelection(end - 5)
  editor.commands.splitBlock()
  editor.commands.joinBackward()
}

/** Is there a text with at least half of the secret in words of it? Of few letters none is one. */
function holdsHalf(content: JSONContent): boolean {
  const { content: inner = [] } = content
  const own = inner.map(({ text = '' }) => text).join('')
  const held = said.filter((word) => word.length >= 4 && own.includes(word)).join('')
  return held.length * 2 >= said.join('').length || inner.some(holdsHalf)
}

test('[H45] [H46] [H142] what is redacted is filler in every entry, and nothing else is changed', async () => {
  let [runs, left] = [0, 0]
  for (const seed of seeds(times(60))) {
    runs++
    const dice = random(seed)
    const writers = await Writers.begin(dice, { thinking: 0.3 })
    opened.push(writers)
    await writers.write(80)
    await writers.settle()
    betray(writers.people[0]!)
    await writers.settle()
    const { head } = await writers.chronicle()
    await writers.write(80)
    await writers.settle()
    const told = `seed ${seed}`
    const { entries } = writers
    const before = Chronicle.of(entries)
    const chosen = rangesOf(before, placesOfWords(before, secret, head))
    expect(chosen, told).toHaveLength(secret.length)
    const { ranges, characters } = redactionRanges(before, chosen)
    expect(characters, told).toBeGreaterThanOrEqual(secret.length)
    const kept = redacted(entries, ranges)
    const after = Chronicle.of(kept)
    // One word of it in what two wrote anew at once, out of what a third had deleted, is nobody's.
    if (kept.some(({ update }) => Buffer.from(update).includes(said[0]))) left++
    for (const [index, { update }] of kept.entries()) {
      expect(Buffer.from(update).includes(said.slice(0, 2).join(' ')), told).toBe(false)
      const [was, is] = [decodeUpdate(entries[index]!.update), decodeUpdate(update)]
      expect(is.deletes, told).toEqual(was.deletes)
      expect(is.blocks.map(shape), told).toEqual(was.blocks.map(shape))
      expect(redactUpdate(update, ranges), told).toBeNull()
    }
    expect(Y.encodeStateVector(after.doc)).toEqual(Y.encodeStateVector(before.doc))
    for (let seq = 0; seq <= before.head; seq++) {
      const now = plainContent(pageAt(after, seq))
      expect(holdsHalf(now), `${told}, entry ${seq}`).toBe(false)
      expect(now, `${told}, entry ${seq}`).toEqual(masked(before, pageAt(before, seq), ranges))
    }
    writers.end()
    opened.pop()
  }
  // Three in a thousand.
  expect(left).toBeLessThanOrEqual(1 + runs / 50)
})

/** What a block is but for the words in it. */
function shape({ client, clock, end, structs }: ReturnType<typeof decodeUpdate>['blocks'][number]) {
  const frames = structs.map((struct) =>
    struct.is === 'gc' ? struct : { ...struct, content: struct.content.is },
  )
  return { client, clock, end, frames }
}

test('[H47] a copy from before a redaction converges, and brings nothing back', async () => {
  for (const seed of seeds(times(60))) {
    const dice = random(seed)
    const writers = await Writers.begin(dice)
    opened.push(writers)
    await writers.write(60)
    await writers.settle()
    betray(writers.people[0]!)
    await writers.settle()
    const chronicle = await writers.chronicle()
    const chosen = rangesOf(chronicle, placesOfWords(chronicle, secret))
    // Somebody is offline with a copy, and goes on writing in it.
    const stale = writers.people[1]!
    stale.peer.cut()
    stale.editor.commands.insertContentAt(stale.editor.state.doc.content.size - 3, 'offline')
    const told = `seed ${seed}`
    const { ranges } = redactionRanges(chronicle, chosen)
    await writers.edit((root) => deleteWithin(root, ranges))
    const kept = redacted(writers.entries, ranges)
    const server = new Y.Doc({ gc: true })
    applyExactly(
      server,
      kept.map(({ update }) => update),
    )
    const sent = Y.encodeStateAsUpdate(stale.peer.doc, Y.encodeStateVector(server))
    expect(Buffer.from(sent).includes(secret.slice(0, 6)), told).toBe(false)
    const full = Y.encodeStateAsUpdate(stale.peer.doc)
    const fresh = new Y.Doc()
    Y.applyUpdate(stale.peer.doc, Y.encodeStateAsUpdate(server))
    // Even if it sends all that it ever had.
    applyExactly(server, [full])
    Y.applyUpdate(fresh, Y.encodeStateAsUpdate(server))
    const content = contentOf(server)
    expect(contentOf(stale.peer.doc), told).toEqual(content)
    expect(contentOf(fresh), told).toEqual(content)
    expect(JSON.stringify(content), told).toContain('line')
    expect(JSON.stringify(content), told).not.toContain(secret.slice(0, 6))
    expect(Buffer.from(Y.encodeStateAsUpdate(server)).includes(secret.slice(0, 6)), told).toBe(
      false,
    )
    writers.end()
    opened.pop()
  }
})

/** Deletes from the live page what is in the ranges. */
function deleteWithin(root: Y.XmlFragment, ranges: IdRanges): void {
  root.doc!.transact((transaction) => {
    for (const { client, clock, length } of ranges) {
      for (let at = clock; at < clock + length; at++) {
        const item: unknown = Y.getItemCleanStart(transaction, Y.createID(client, at))
        if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentString)) continue
        Y.getItemCleanEnd(transaction, root.doc!.store, Y.createID(client, at)).delete(transaction)
      }
    }
  })
}

test('[H133] words are found wherever they stood, and told as they stood, as when one looks at every moment', async () => {
  let found = 0
  let told = 0
  for (const seed of seeds(times(60))) {
    const dice = random(seed)
    const writers = await Writers.begin(dice, { thinking: 0.3 })
    opened.push(writers)
    await writers.write(60)
    await writers.settle()
    betray(writers.people[0]!)
    await writers.write(60)
    await writers.settle()
    const chronicle = await writers.chronicle()
    const texts = textsOf(chronicle)
    const chosen = texts.flatMap((text) => {
      const seq = 1 + dice.int(chronicle.head)
      const shown = [...text.places.keys()].filter((unit) => text.isVisible(unit, seq))
      const from = dice.int(shown.length + 1)
      return [shown.slice(from, from + 1 + dice.int(dice.chance(0.3) ? 60 : 8))].map((units) => ({
        words: units.map((unit) => text.text[unit]).join(''),
        places: units.map((unit) => text.places[unit] ?? 0),
      }))
    })
    const words = chosen.map((one) => one.words).filter((one) => one !== '')
    const places = new Set(chosen.flatMap((one) => (dice.chance(0.5) ? one.places : [])))
    const pieces = new Set<string>()
    for (const text of texts) {
      // Together, and each alone: words of one length are looked for otherwise than of another.
      for (const some of [words, ...words.slice(0, 3).map((one) => [one])]) {
        const units = slowUnitsOf(chronicle, text, some)
        expect(sorted(text.unitsOf(some)), `seed ${seed}: ${some.join('|')}`).toEqual(sorted(units))
        found += units.size
      }
      for (const piece of slowPieces(chronicle, text, places)) pieces.add(piece)
    }
    expect([...passagesOver(chronicle, places)].sort(), `seed ${seed}`).toEqual([...pieces].sort())
    told += pieces.size
    writers.end()
    opened.pop()
  }
  expect(found).toBeGreaterThan(0)
  expect(told).toBeGreaterThan(0)
})

const sorted = (units: Iterable<number>) => [...units].sort((a, b) => a - b)

/** Every text that the page ever had. */
function textsOf(chronicle: Chronicle): TextHistory[] {
  const types = [...chronicle.doc.store.clients.values()]
    .flat()
    .map((struct): unknown =>
      struct instanceof Y.Item && struct.content instanceof Y.ContentType
        ? struct.content.type
        : null,
    )
  return types
    .filter((type) => type instanceof Y.XmlText)
    .map((type) => new TextHistory(chronicle, type))
}

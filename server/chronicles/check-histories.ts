/** Proving that the histories that are kept are those that the log tells. */
import { brotliDecompressSync } from 'node:zlib'
import * as decoding from 'lib0/decoding'
import type { PageId, Seq } from '#contract/ids.ts'
import { bundleVersion, decodeBundle } from '../history/bundle.ts'
import type { Chronicle } from '../history/chronicle.ts'
import { pageAt, plainContent } from '../history/page-at.ts'
import type { UpdateLog } from '../storage/storage.ts'
import { inPieces } from './pieces.ts'
import { decodeStored } from './stored-bundle.ts'
import { createThread, type Thread } from './thread.ts'

/**
 * Builds every history that is kept anew from its log, in a thread of its own, and compares.
 * Resolves with one English sentence for each page on which they differ, which names the first
 * entry that they tell differently. What another version of Talkoot kept is passed over: it is
 * made anew when it is needed.
 */
export async function checkHistories({
  log,
}: {
  readonly log: UpdateLog
}): Promise<readonly string[]> {
  const findings: string[] = []
  // Whoever waits is told; what ends between two questions says nothing of a page.
  const thread = createThread(() => {})
  try {
    for (const page of await log.pages()) {
      const finding = await checkPage(log, thread, page)
      if (finding !== null) findings.push(finding)
    }
  } finally {
    await thread.end()
  }
  return findings
}

async function checkPage(log: UpdateLog, thread: Thread, page: PageId): Promise<string | null> {
  for (;;) {
    const { epoch } = await log.head(page)
    const stored = await log.readBundle(page)
    const kept = stored && decodeStored(stored.bytes)
    if (stored === null || kept === null) return null
    const rebuilt = await rebuild(log, thread, page, stored.seq)
    const finding =
      rebuilt === null
        ? `The history of page ${page} cannot be built from its log.`
        : differing(page, kept.packed, rebuilt)
    // Something may have been taken out of the page meanwhile.
    if (finding === null || (await log.head(page)).epoch === epoch) return finding
  }
}

/** The bundle of a page's entries up to one; null when they are no updates of a page. */
async function rebuild(
  log: UpdateLog,
  thread: Thread,
  page: PageId,
  to: Seq,
): Promise<Uint8Array | null> {
  await thread.ask('open', { page, packed: null })
  for await (const entries of inPieces(log, page, 1, to)) {
    const taken = await thread.ask('append', { page, entries }).catch(() => null)
    if (taken === null) return null
  }
  // Entries are taken in when something is asked of them: only then it shows that one is none.
  const built = await thread.ask('bundle', { page }).catch(() => null)
  if (built === null) return null
  await thread.ask('close', { page })
  return built.packed
}

function differing(page: PageId, kept: Uint8Array, rebuilt: Uint8Array): string | null {
  const unreadable = `The history that is kept of page ${page} cannot be read.`
  const due = brotliDecompressSync(rebuilt)
  let found: Chronicle
  try {
    const bytes = brotliDecompressSync(kept)
    if (bytes.equals(due)) return null
    if (decoding.readVarUint(decoding.createDecoder(bytes)) !== bundleVersion) return null
    found = decodeBundle(bytes)
  } catch {
    return unreadable
  }
  const expected = decodeBundle(due)
  const entry = firstDifference(found, expected)
  found.doc.destroy()
  expected.doc.destroy()
  return `The history that is kept of page ${page} differs from its log at entry ${entry}.`
}

/** The first entry that two histories tell differently. */
function firstDifference(one: Chronicle, other: Chronicle): Seq {
  const last = Math.max(one.head, other.head)
  const seqs = [last]
  if (one.head !== other.head) seqs.push(Math.min(one.head, other.head) + 1)
  for (let seq = 1; seq <= Math.min(one.head, other.head); seq++) {
    if (factsOf(one, seq) === factsOf(other, seq)) continue
    seqs.push(seq)
    break
  }
  for (const client of new Set([...one.places.clients(), ...other.places.clients()])) {
    const end = Math.max(one.places.end(client), other.places.end(client))
    for (let clock = 0; clock < end; clock++) {
      seqs.push(...clockDifference(clockOf(one, client, clock), clockOf(other, client, clock)))
    }
  }
  const first = Math.min(...new Set(seqs))
  return first === last ? firstOtherPage(one, other, last) : first
}

const factsOf = (chronicle: Chronicle, seq: Seq): string =>
  JSON.stringify([
    chronicle.timeOf(seq),
    chronicle.authorOf(seq),
    chronicle.kindOf(seq),
    chronicle.aboutOf(seq),
  ])

interface Clock {
  readonly inserted: Seq
  readonly deleted: Seq
  readonly origin: string
}

const none: Clock = { inserted: 0, deleted: 0, origin: '' }

function clockOf(chronicle: Chronicle, client: number, clock: number): Clock {
  if (clock >= chronicle.places.end(client)) return none
  const place = chronicle.placeOf(client, clock)
  const origin = chronicle.idOf(chronicle.originOf(place))
  return {
    inserted: chronicle.insertedAt(place),
    deleted: chronicle.deletedAt(place),
    origin: `${origin.client}:${origin.clock}`,
  }
}

function clockDifference(one: Clock, other: Clock): readonly Seq[] {
  const seqs: Seq[] = []
  if (one.inserted !== other.inserted || one.origin !== other.origin) {
    seqs.push(one.inserted, other.inserted)
  }
  if (one.deleted !== other.deleted) seqs.push(one.deleted, other.deleted)
  return seqs.filter((seq) => seq > 0)
}

/** Where only the text differs: an entry at which the pages begin to differ. */
function firstOtherPage(one: Chronicle, other: Chronicle, last: Seq): Seq {
  const differ = (seq: Seq) =>
    JSON.stringify(plainContent(pageAt(one, seq))) !==
    JSON.stringify(plainContent(pageAt(other, seq)))
  if (!differ(last)) return last
  let [same, different] = [0, last]
  while (different - same > 1) {
    const middle = (same + different) >> 1
    if (differ(middle)) different = middle
    else same = middle
  }
  return different
}

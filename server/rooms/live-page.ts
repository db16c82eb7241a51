/**
 * A page in memory: its Yjs document and whose every Yjs client id is. Takes changes in, says what
 * has to be stored, and answers what somebody lacks. Knows neither the log nor any socket.
 *
 * The document is what the entries say and nothing else (see `apply.ts`).
 */
import * as Y from 'yjs'
import { type PersonId, type Seq, talkootAuthor, unknownAuthor } from '#contract/ids.ts'
import { pageRoot } from '#contract/page-schema.ts'
import type { EntryKind } from '#contract/records.ts'
import type { RejectionName } from '#contract/wire.ts'
import { applyExactly } from './apply.ts'
import { titleOf } from './content.ts'
import { type DecodedUpdate, decodeUpdate, UnreadableUpdate } from './decode.ts'
import { type Frame, packed, step1Frame, step2Frame } from './frame.ts'
import { judge } from './gate.ts'
import { changesText, isExactly, type Effect, watch } from './effect.ts'
import { type Doubtful, findDoubtful, findTangled, untangle } from './order.ts'
import { repair, type Touched } from './repair.ts'

/** A change to be stored. */
export interface Change {
  readonly author: PersonId
  readonly kind: EntryKind
  /** The entry that it is about (`NewEntry.about`). */
  readonly about?: Seq | undefined
  readonly update: Uint8Array
  /** The bytes are the sender's own: the sender needs no copy. */
  readonly asReceived: boolean
}

export type Verdict =
  | { readonly is: 'nothing' }
  | { readonly is: 'refused'; readonly why: RejectionName }
  | { readonly is: 'accepted'; readonly changes: readonly Change[] }

export interface Sender {
  readonly author: PersonId
  readonly mayWrite: boolean
  /** Its copy of the page is from before a loss. */
  readonly recovering: boolean
  /** The Yjs client id under which it is present, if known. */
  readonly ownClient: number | null
  /** Who is known under a client id that has written nothing yet. */
  readonly claimOf: (client: number) => PersonId | undefined
}

/** Largest state of a page. A book of a thousand pages is about 4 MB. */
const maxBytes = 32 * 1024 * 1024

const nothing: Verdict = { is: 'nothing' }

interface Answer {
  readonly plain: Frame
  /** null until somebody asks for it. */
  packed: Frame | null
}

export class LivePage {
  readonly doc = new Y.Doc({ gc: true })
  readonly #owners = new Map<number, PersonId>()
  /** Counts changes, so that what was encoded before a change is not given out after it. */
  #version = 0
  #bytes = 0
  #title: string | null = null
  #here: { version: number; stateVector: Uint8Array } | null = null
  #full: { version: number; answer: Answer } | null = null
  #diff: { version: number; stateVector: Uint8Array; answer: Answer } | null = null

  /** Whose the client ids are; kept with a snapshot. */
  get owners(): ReadonlyMap<number, PersonId> {
    return this.#owners
  }

  get title(): string {
    this.#title ??= titleOf(this.doc)
    return this.#title
  }

  /** Puts in what is stored already: a snapshot's state. */
  restore(state: Uint8Array, owners: Iterable<readonly [number, PersonId]>): void {
    for (const [client, owner] of owners) this.#owners.set(client, owner)
    applyExactly(this.doc, [state])
    this.#changed(state.byteLength)
  }

  /** Puts in stored entries, in their order. Faster for many at once than one by one. */
  replay(entries: readonly { kind: EntryKind; author: PersonId; update: Uint8Array }[]): void {
    for (const { author, kind, update } of entries) {
      this.#own(Y.parseUpdateMeta(update).from.keys(), kind, author)
      this.#bytes += update.byteLength
    }
    const updates = entries.map(({ update }) => update)
    applyExactly(this.doc, updates)
    this.#changed(0)
  }

  /** Judges an update or a step 2 and applies it if it may be. */
  take(received: Uint8Array, from: 'update' | 'step2', sender: Sender): Verdict {
    let update = received
    let decoded: DecodedUpdate
    try {
      decoded = decodeUpdate(update)
      if (this.#overlaps(decoded)) {
        // Only what is new: how an item that is here already is described must not matter.
        update = Y.diffUpdate(update, Y.encodeStateVector(this.doc))
        decoded = decodeUpdate(update)
      }
    } catch (error) {
      return { is: 'refused', why: error instanceof UnreadableUpdate ? error.reason : 'malformed' }
    }
    if (!changesText(this.doc, decoded, sender.mayWrite)) return nothing
    if (!sender.mayWrite) return { is: 'refused', why: 'readOnly' }
    const recovering = from === 'step2' && sender.recovering && this.#holdsOthers(decoded, sender)
    const { author } = sender
    const why = this.#judge(decoded, sender, recovering)
    if (why !== null) return { is: 'refused', why }
    if (this.#isFull(update)) return { is: 'refused', why: 'pageFull' }
    const exact = from === 'update' && isExactly(this.doc, decoded)
    const doubtful = findDoubtful(this.doc, decoded)
    const effect = this.#transact(() => applyExactly(this.doc, [update]), exact ? decoded : null)
    if (effect.is === 'nothing') return nothing
    const kind = recovering ? 'recovered' : from === 'step2' ? 'offline' : 'edit'
    this.#own(
      decoded.blocks.map((block) => block.client),
      kind,
      author,
    )
    const change: Change = {
      author,
      kind,
      update: effect.is === 'exact' ? update : effect.update,
      asReceived: effect.is === 'exact' && update === received,
    }
    const mended = this.#mend(effect.touched, decoded, doubtful)
    return { is: 'accepted', changes: mended === null ? [change] : [change, mended] }
  }

  /** A change made by the server. Null when nothing changed. */
  edit(author: PersonId, kind: EntryKind, change: (root: Y.XmlFragment) => void): Change | null {
    this.doc.clientID = this.#freshClient()
    this.#owners.set(this.doc.clientID, talkootAuthor)
    const effect = this.#transact(() => change(this.doc.getXmlFragment(pageRoot)), null)
    if (effect.is !== 'changed') {
      this.#owners.delete(this.doc.clientID)
      return null
    }
    return { author, kind, update: effect.update, asReceived: false }
  }

  /**
   * A change made by the server elsewhere, on a copy of what was stored a moment ago; with what has
   * to be mended since somebody wrote meanwhile. Empty when nothing changed.
   */
  put({ about, author, kind, update }: Omit<Change, 'asReceived'>): readonly Change[] {
    const decoded = decodeUpdate(update)
    const doubtful = findDoubtful(this.doc, decoded)
    const effect = this.#transact(() => applyExactly(this.doc, [update]), null)
    if (effect.is !== 'changed') return []
    this.#own(
      decoded.blocks.map((block) => block.client),
      kind,
      author,
    )
    const change: Change = { about, author, kind, update: effect.update, asReceived: false }
    const mended = this.#mend(effect.touched, decoded, doubtful)
    return mended === null ? [change] : [change, mended]
  }

  /**
   * Answer to "this is what I have": the rest. Encoded, and packed where somebody `unpacks` it, once
   * for all who lack the same.
   */
  answer(stateVector: Uint8Array, unpacks: boolean): Frame {
    const answer = this.#answerTo(stateVector)
    if (!unpacks) return answer.plain
    answer.packed ??= packed(answer.plain)
    return answer.packed
  }

  #answerTo(stateVector: Uint8Array): Answer {
    const version = this.#version
    if (isEmpty(stateVector)) {
      if (this.#full?.version !== version) {
        this.#full = { version, answer: { plain: step2Frame(this.state()), packed: null } }
      }
      return this.#full.answer
    }
    const known = this.#diff
    if (known?.version === version && Buffer.compare(known.stateVector, stateVector) === 0) {
      return known.answer
    }
    const plain = step2Frame(Y.encodeStateAsUpdate(this.doc, stateVector))
    const answer: Answer = { plain, packed: null }
    this.#diff = { version, stateVector: stateVector.slice(), answer }
    return answer
  }

  /** The server's own question: "this is what I have". */
  question(): Frame {
    return step1Frame(this.stateVector())
  }

  /** Everything that is visible now, and nothing that was deleted. */
  state(): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc)
  }

  /** What is here. */
  stateVector(): Uint8Array {
    if (this.#here?.version !== this.#version) {
      this.#here = { version: this.#version, stateVector: Y.encodeStateVector(this.doc) }
    }
    return this.#here.stateVector
  }

  /** Bytes of the largest honest state vector: an entry for each client id, and some more. */
  get largestStateVector(): number {
    return 64 * 1024 + 12 * this.doc.store.clients.size
  }

  destroy(): void {
    this.doc.destroy()
  }

  #transact(change: () => void, exact: DecodedUpdate | null): Effect {
    const effect = watch(this.doc, change, exact)
    if (effect.is === 'nothing') return effect
    this.#changed(effect.is === 'changed' ? effect.update.byteLength : 0)
    if (effect.titleTouched) this.#title = null
    return effect
  }

  #mend(
    touched: ReadonlySet<Touched>,
    decoded: DecodedUpdate,
    doubtful: readonly Doubtful[],
  ): Change | null {
    const parts = new Set(touched)
    for (const block of decoded.blocks) {
      for (const struct of block.structs) {
        if (struct.is !== 'item' || struct.content.is !== 'element') continue
        const id = Y.createID(block.client, struct.clock)
        const item: unknown = Y.getItem(this.doc.store, id)
        if (!(item instanceof Y.Item) || item.deleted) continue
        const type = item.content instanceof Y.ContentType ? item.content.type : null
        if (type instanceof Y.XmlElement) parts.add(type)
      }
    }
    const tangled = findTangled(this.doc, decoded)
    if (parts.size === 0 && doubtful.length === 0 && tangled.length === 0) return null
    return this.edit(talkootAuthor, 'repair', () => {
      repair(this.doc, parts)
      untangle(this.doc, doubtful, tangled)
    })
  }

  #changed(bytes: number): void {
    this.#version++
    this.#bytes += bytes
  }

  #isFull(update: Uint8Array): boolean {
    if (this.#bytes + update.byteLength <= maxBytes) return false
    this.#bytes = this.state().byteLength
    return this.#bytes + update.byteLength > maxBytes
  }

  #judge(update: DecodedUpdate, sender: Sender, recovering: boolean): RejectionName | null {
    const { author, claimOf } = sender
    try {
      return judge(update, { doc: this.doc, owners: this.#owners, claimOf, author, recovering })
    } catch (error) {
      // Nothing has been changed yet. Thousands of types within each other exhaust the stack.
      if (error instanceof RangeError) return 'malformed'
      throw error
    }
  }

  #overlaps(update: DecodedUpdate): boolean {
    return update.blocks.some(({ client, clock }) => clock < Y.getState(this.doc.store, client))
  }

  /** Is there text in it that the sender need not have written? */
  #holdsOthers(update: DecodedUpdate, { author, ownClient }: Sender): boolean {
    return update.blocks.some(
      ({ client, end }) =>
        end > Y.getState(this.doc.store, client) &&
        client !== ownClient &&
        this.#owners.get(client) !== author,
    )
  }

  /** A client id belongs to the author of the first entry that used it. */
  #own(clients: Iterable<number>, kind: EntryKind, author: PersonId): void {
    const typed = kind === 'edit' || kind === 'offline'
    const owner = typed ? author : kind === 'recovered' ? unknownAuthor : talkootAuthor
    for (const client of clients) {
      const known = this.#owners.get(client)
      // Text that came back without its writer is claimed by whoever goes on writing it.
      if (known === undefined || (known === unknownAuthor && typed)) this.#owners.set(client, owner)
    }
  }

  #freshClient(): number {
    const ids = new Uint32Array(1)
    do crypto.getRandomValues(ids)
    while (this.doc.store.clients.has(ids[0] ?? 0) || this.#owners.has(ids[0] ?? 0))
    return ids[0] ?? 0
  }
}

/** No entry at all. */
function isEmpty(stateVector: Uint8Array): boolean {
  return stateVector.byteLength === 1 && stateVector[0] === 0
}

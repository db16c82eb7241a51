/**
 * Reads a Yjs update (version 1) without touching any document and without building Yjs objects.
 *
 * `Y.decodeUpdate` allocates whatever an update announces and accepts what later throws inside
 * `applyUpdate`, which is too late: the document is changed by then. This reader counts before it
 * reads, so that its work is bounded by the limits below, and it refuses everything that Yjs could
 * not integrate: lengths of zero, a client that appears twice, texts that are not UTF-8, values
 * that are not JSON, bytes left over.
 *
 * Format: `yjs/src/utils/encoding.js` and `UpdateDecoder.js` of yjs 13.6.
 */
import * as decoding from 'lib0/decoding'

/** What one frame may hold. Far above anything that people do, far below what stalls a server. */
export const limits = {
  /** Items of one update: ten thousand offline edits are about 20,000. */
  structs: 40_000,
  /** Deleted ranges of one update. */
  deletes: 40_000,
  /** Characters of a mark's value: an address and its name. */
  value: 8_000,
  /** Different client ids in one update: every page load makes a new one. */
  clients: 4_000,
} as const

export interface Id {
  readonly client: number
  readonly clock: number
}

export type Content =
  | { readonly is: 'deleted' }
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'format'; readonly key: string; readonly value: unknown }
  | { readonly is: 'element'; readonly name: string }
  | { readonly is: 'xml-text' }
  | { readonly is: 'values'; readonly values: readonly unknown[] }
  /** Something that a page never contains. */
  | { readonly is: 'foreign' }

/** An item, or the place where one was and has been forgotten ("gc"). */
export type Struct =
  | { readonly is: 'gc'; readonly clock: number; readonly length: number }
  | {
      readonly is: 'item'
      readonly clock: number
      readonly length: number
      readonly origin: Id | null
      readonly rightOrigin: Id | null
      /** A root's name, a type's id, or null: then it is the origin's parent. */
      readonly parent: string | Id | null
      readonly parentSub: string | null
      readonly content: Content
    }

/** Consecutive structs of one client. */
export interface Block {
  readonly client: number
  readonly clock: number
  /** Clock after the last struct. */
  readonly end: number
  readonly structs: readonly Struct[]
  /** Where the structs lie in the update's bytes. */
  readonly bytes: readonly [from: number, to: number]
}

export interface DeletedRange {
  readonly client: number
  readonly clock: number
  readonly length: number
}

export interface DecodedUpdate {
  readonly blocks: readonly Block[]
  readonly deletes: readonly DeletedRange[]
}

/** The update cannot be read, or holds more than `limits` allow. */
export class UnreadableUpdate extends Error {
  readonly reason: 'malformed' | 'tooLarge'

  constructor(reason: 'malformed' | 'tooLarge', message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'UnreadableUpdate'
    this.reason = reason
  }
}

/** Reads `update`; throws UnreadableUpdate. Takes time in proportion to its bytes at the most. */
export function decodeUpdate(update: Uint8Array): DecodedUpdate {
  try {
    const decoder = decoding.createDecoder(update)
    const blocks = readBlocks(decoder)
    const deletes = readDeletes(decoder)
    if (decoding.hasContent(decoder)) throw new UnreadableUpdate('malformed', 'Bytes left over')
    return { blocks, deletes }
  } catch (error) {
    if (error instanceof UnreadableUpdate) throw error
    // lib0 throws plain errors of several kinds; a stack overflow from nested values is one too.
    throw new UnreadableUpdate('malformed', 'Not a Yjs update', error)
  }
}

/** The struct that holds `clock` in consecutive structs, or undefined. */
export function structAt(structs: readonly Struct[], clock: number): Struct | undefined {
  let low = 0
  let high = structs.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const struct = structs[middle]
    if (struct === undefined) return undefined
    if (clock < struct.clock) high = middle - 1
    else if (clock >= struct.clock + struct.length) low = middle + 1
    else return struct
  }
  return undefined
}

function readBlocks(decoder: decoding.Decoder): Block[] {
  const count = readCount(decoder, limits.clients)
  const blocks: Block[] = []
  const seen = new Set<number>()
  let left: number = limits.structs
  for (let i = 0; i < count; i++) {
    const length = readCount(decoder, left)
    left -= length
    const client = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    if (length === 0 || seen.has(client)) malformed('An empty or repeated block')
    seen.add(client)
    const structs: Struct[] = []
    const from = decoder.pos
    let end = clock
    for (let j = 0; j < length; j++) {
      const struct = readStruct(decoder, end)
      end += struct.length
      structs.push(struct)
    }
    if (!Number.isSafeInteger(end)) malformed('A clock out of range')
    blocks.push({ client, clock, end, structs, bytes: [from, decoder.pos] })
  }
  return blocks
}

const hasOrigin = 0b1000_0000
const hasRightOrigin = 0b0100_0000
const hasParentSub = 0b0010_0000

function readStruct(decoder: decoding.Decoder, clock: number): Struct {
  const info = decoding.readUint8(decoder)
  const ref = info & 0b0001_1111
  if (ref === 0) return { is: 'gc', clock, length: readLength(decoder) }
  // Ref 10 is a skip: it stands for something missing, which is never accepted.
  if (ref > 9) malformed('A gap or an unknown kind of struct')
  const origin = info & hasOrigin ? readId(decoder) : null
  const rightOrigin = info & hasRightOrigin ? readId(decoder) : null
  let parent: string | Id | null = null
  let parentSub: string | null = null
  if (origin === null && rightOrigin === null) {
    parent = decoding.readVarUint(decoder) === 1 ? decoding.readVarString(decoder) : readId(decoder)
    if (info & hasParentSub) parentSub = decoding.readVarString(decoder)
  }
  const [content, length] = readContent(decoder, ref)
  return { is: 'item', clock, length, origin, rightOrigin, parent, parentSub, content }
}

const deleted: Content = { is: 'deleted' }
const xmlText: Content = { is: 'xml-text' }
const foreign: Content = { is: 'foreign' }

function readContent(decoder: decoding.Decoder, ref: number): [Content, number] {
  switch (ref) {
    case 1:
      return [deleted, readLength(decoder)]
    case 2: {
      const length = readLength(decoder)
      for (let i = 0; i < length; i++) readJson(decoder, true)
      return [foreign, length]
    }
    case 3:
      decoding.readVarUint8Array(decoder)
      return [foreign, 1]
    case 4: {
      const text = decoding.readVarString(decoder)
      if (text.length === 0) malformed('An empty text')
      return [{ is: 'text', text }, text.length]
    }
    case 5:
      readJson(decoder, false)
      return [foreign, 1]
    case 6: {
      const key = decoding.readVarString(decoder)
      return [{ is: 'format', key, value: readJson(decoder, false) }, 1]
    }
    case 7:
      return [readType(decoder), 1]
    case 8: {
      const length = readLength(decoder)
      const values: unknown[] = []
      for (let i = 0; i < length; i++) values.push(decoding.readAny(decoder))
      return [{ is: 'values', values }, length]
    }
    default:
      // 9: a document within the document.
      decoding.readVarString(decoder)
      decoding.readAny(decoder)
      return [foreign, 1]
  }
}

/** References of `yjs/src/structs/ContentType.js`. */
function readType(decoder: decoding.Decoder): Content {
  switch (decoding.readVarUint(decoder)) {
    case 3:
      return { is: 'element', name: decoding.readVarString(decoder) }
    case 6:
      return xmlText
    case 5:
      decoding.readVarString(decoder)
      return foreign
    case 0:
    case 1:
    case 2:
    case 4:
      return foreign
    default:
      return malformed('An unknown type')
  }
}

function readDeletes(decoder: decoding.Decoder): DeletedRange[] {
  const clients = readCount(decoder, limits.clients)
  const deletes: DeletedRange[] = []
  const seen = new Set<number>()
  for (let i = 0; i < clients; i++) {
    const client = decoding.readVarUint(decoder)
    const count = readCount(decoder, limits.deletes - deletes.length)
    if (seen.has(client)) malformed('A repeated client')
    seen.add(client)
    let before = 0
    for (let j = 0; j < count; j++) {
      const clock = decoding.readVarUint(decoder)
      const length = readLength(decoder)
      // Yjs writes them in order. The same place again and again would be looked at as often.
      if (clock < before) malformed('Deleted ranges out of order')
      before = clock + length
      if (!Number.isSafeInteger(clock + length)) malformed('A clock out of range')
      deletes.push({ client, clock, length })
    }
  }
  return deletes
}

function readId(decoder: decoding.Decoder): Id {
  return { client: decoding.readVarUint(decoder), clock: decoding.readVarUint(decoder) }
}

/** A length is never zero: such an item could be neither found nor split. */
function readLength(decoder: decoding.Decoder): number {
  const length = decoding.readVarUint(decoder)
  if (length === 0) malformed('A length of zero')
  return length
}

function readCount(decoder: decoding.Decoder, most: number): number {
  const count = decoding.readVarUint(decoder)
  if (count > most) throw new UnreadableUpdate('tooLarge', 'More than one change may hold')
  return count
}

function readJson(decoder: decoding.Decoder, mayBeUndefined: boolean): unknown {
  const json = decoding.readVarString(decoder)
  // Before parsing: millions of brackets take a second.
  if (json.length > limits.value) throw new UnreadableUpdate('tooLarge', 'A value without end')
  return mayBeUndefined && json === 'undefined' ? undefined : JSON.parse(json)
}

function malformed(message: string): never {
  throw new UnreadableUpdate('malformed', message)
}

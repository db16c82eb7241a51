/**
 * Takes passages out of stored updates. What was written becomes filler of the same length; ids,
 * clocks, order and what is deleted stay as they are, so that every copy of the page, every anchor
 * and every table of the history goes on fitting.
 *
 * The filler is one sign for everything, spaces and line breaks too: the lengths of words alone can
 * give a name away. How long the passage was cannot be hidden: its clocks are counted.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { isMarkValue } from '#contract/page-attributes.ts'
import type { IdRanges } from './id-ranges.ts'

/** Stands for each UTF-16 unit of what was taken out. */
export const filler = '█'

/**
 * The update with filler in place of what stands at these clocks: characters; text among the values
 * of attributes, which becomes null; and what marks carry, like the address of a link. Names of
 * nodes, attributes and marks stay, and so do numbers and yes or no. Null when nothing in the
 * update has to be changed. Throws when it is no Yjs update, version 1.
 */
export function redactUpdate(update: Uint8Array, ranges: IdRanges): Uint8Array | null {
  const decoder = decoding.createDecoder(update)
  const encoder = encoding.createEncoder()
  /** Up to here the update's bytes are in the new one. */
  let copied = 0
  for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
    let structs = decoding.readVarUint(decoder)
    const client = decoding.readVarUint(decoder)
    for (let clock = decoding.readVarUint(decoder); structs > 0; structs--) {
      const ref = readFrame(decoder)
      const start = decoder.pos
      const content = readContent(decoder, ref)
      const { length } = content
      const hit = ranges.within({ client, clock, length })
      const redacted = hit.length > 0 && redactContent(content, hit)
      if (redacted !== false) {
        encoding.writeUint8Array(encoder, update.subarray(copied, start))
        redacted(encoder)
        copied = decoder.pos
      }
      clock += length
    }
  }
  if (copied === 0) return null
  encoding.writeUint8Array(encoder, update.subarray(copied))
  return encoding.toUint8Array(encoder)
}

type Content =
  | { readonly is: 'text'; readonly text: string; readonly length: number }
  | { readonly is: 'format'; readonly key: string; readonly json: string; readonly length: 1 }
  | { readonly is: 'values'; readonly values: readonly unknown[]; readonly length: number }
  | { readonly is: 'embed'; readonly json: string; readonly length: 1 }
  /** Nothing that anybody wrote. */
  | { readonly is: 'bare'; readonly length: number }

type Write = (encoder: encoding.Encoder) => void

/** How to write the content anew; false where nothing has to be changed. */
function redactContent(
  content: Content,
  hit: readonly (readonly [from: number, to: number])[],
): Write | false {
  switch (content.is) {
    case 'text': {
      const text = redactText(content.text, hit)
      return text !== content.text && ((encoder) => encoding.writeVarString(encoder, text))
    }
    case 'format': {
      const { key, json } = content
      const kept = JSON.stringify(harmless(key, JSON.parse(json)))
      if (kept === json) return false
      return (encoder) => {
        encoding.writeVarString(encoder, key)
        encoding.writeVarString(encoder, kept)
      }
    }
    case 'values': {
      const isHit = (index: number) => hit.some(([from, to]) => from <= index && index < to)
      const values = content.values.map((value, i) => (isHit(i) && tells(value) ? null : value))
      if (values.every((value, index) => value === content.values[index])) return false
      return (encoder) => {
        encoding.writeVarUint(encoder, values.length)
        for (const value of values) encoding.writeAny(encoder, value as null)
      }
    }
    case 'embed':
      return content.json !== '{}' && ((encoder) => encoding.writeVarString(encoder, '{}'))
    case 'bare':
      return false
  }
}

/** Both halves of a character that takes two units go together. */
function redactText(text: string, hit: readonly (readonly [number, number])[]): string {
  let redacted = text
  for (const [first, end] of hit) {
    const from = isSecondHalf(text, first) ? first - 1 : first
    const to = isSecondHalf(text, end) ? end + 1 : end
    redacted = redacted.slice(0, from) + filler.repeat(to - from) + redacted.slice(to)
  }
  return redacted
}

function isSecondHalf(text: string, index: number): boolean {
  const [before, code] = [text.charCodeAt(index - 1), text.charCodeAt(index)]
  return before >= 0xd800 && before <= 0xdbff && code >= 0xdc00 && code <= 0xdfff
}

/** Can a value of an attribute tell anything? */
const tells = (value: unknown) => typeof value === 'string' || value instanceof Object

/** A value that the mark may have and that says nothing. */
function harmless(key: string, value: unknown): unknown {
  if (!tells(value)) return value
  return [{}, { href: '#' }].find((one) => isMarkValue(key, one)) ?? null
}

const hasOrigin = 0b1000_0000
const hasRightOrigin = 0b0100_0000
const hasParentSub = 0b0010_0000

/** Reads what comes before the content; gives the kind of content. */
function readFrame(decoder: decoding.Decoder): number {
  const info = decoding.readUint8(decoder)
  const ref = info & 0b0001_1111
  if (ref === 0 || ref === 10) return ref
  if (info & hasOrigin) readId(decoder)
  if (info & hasRightOrigin) readId(decoder)
  if ((info & (hasOrigin | hasRightOrigin)) === 0) {
    if (decoding.readVarUint(decoder) === 1) decoding.readVarString(decoder)
    else readId(decoder)
    if (info & hasParentSub) decoding.readVarString(decoder)
  }
  return ref
}

function readId(decoder: decoding.Decoder): void {
  decoding.readVarUint(decoder)
  decoding.readVarUint(decoder)
}

/** Format: `yjs/src/structs/Content….js` and `UpdateEncoder.js` of yjs 13.6. */
function readContent(decoder: decoding.Decoder, ref: number): Content {
  switch (ref) {
    // Forgotten, deleted, left out.
    case 0:
    case 1:
    case 10:
      return { is: 'bare', length: decoding.readVarUint(decoder) }
    case 4: {
      const text = decoding.readVarString(decoder)
      return { is: 'text', text, length: text.length }
    }
    case 5:
      return { is: 'embed', json: decoding.readVarString(decoder), length: 1 }
    case 6: {
      const key = decoding.readVarString(decoder)
      return { is: 'format', key, json: decoding.readVarString(decoder), length: 1 }
    }
    case 7: {
      const type = decoding.readVarUint(decoder)
      // Elements have a name.
      if (type === 3 || type === 5) decoding.readVarString(decoder)
      return { is: 'bare', length: 1 }
    }
    case 8: {
      const length = decoding.readVarUint(decoder)
      const values: unknown[] = []
      for (let i = 0; i < length; i++) values.push(decoding.readAny(decoder))
      return { is: 'values', values, length }
    }
    default:
      throw new Error(`An update with content of kind ${ref}, which no page has`)
  }
}

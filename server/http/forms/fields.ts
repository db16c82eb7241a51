/** The fields of a form that a browser sends. */
import type { IncomingMessage } from 'node:http'

/** Bytes; the longest text that is taken fits in any writing. */
const most = 64 * 1_024
const withinMs = 20_000

export type SentFields =
  | { readonly is: 'read'; readonly fields: URLSearchParams }
  | { readonly is: 'unreadable'; readonly status: 413 | 415 }
  /** Nobody is there any more. */
  | { readonly is: 'gone' }

/** Reads no further than 64 kB, and no longer than 20 s. */
export async function readFields(request: IncomingMessage): Promise<SentFields> {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';')
  if (type.trim().toLowerCase() !== 'application/x-www-form-urlencoded') {
    return { is: 'unreadable', status: 415 }
  }
  if (Number(request.headers['content-length'] ?? 0) > most) {
    return { is: 'unreadable', status: 413 }
  }
  const late = setTimeout(() => request.destroy(), withinMs)
  const chunks: Buffer[] = []
  let size = 0
  try {
    // Otherwise there would be nobody left to answer to once it is too much.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      if (!Buffer.isBuffer(chunk)) continue
      size += chunk.length
      if (size > most) return { is: 'unreadable', status: 413 }
      chunks.push(chunk)
    }
  } catch (error) {
    if (request.destroyed) return { is: 'gone' }
    throw error
  } finally {
    clearTimeout(late)
  }
  if (!request.complete) return { is: 'gone' }
  const text = Buffer.concat(chunks).toString('utf8')
  return { is: 'read', fields: new URLSearchParams(text) }
}

/** One line as somebody typed it: without what breaks lines or turns the direction of what follows. */
export function lineIn(fields: URLSearchParams, name: string): string {
  return (fields.get(name) ?? '')
    .normalize('NFC')
    .replace(/[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/g, '')
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
}

/** A text as somebody typed it: `\n` between its lines and no other control characters. */
export function textIn(fields: URLSearchParams, name: string): string {
  return (fields.get(name) ?? '')
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)[\p{Cc}\p{Cs}]/gu, '')
    .trim()
}

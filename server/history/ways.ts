/** How text came to be on a page, besides who wrote it. */
import type { EntryKind } from '#contract/records.ts'

/** Their order is kept in bundles: only ever add to the end. */
export const ways = [
  'typed',
  /** Stood in the template. */
  'template',
  /** Came in one piece of some length, and from nowhere on this page. */
  'pasted',
  /** Stood on the page that this one began as a copy of. */
  'copied',
  /** Written while not connected: the time is that of its arrival. */
  'offline',
  /** Was gone and was brought back from an earlier moment. */
  'restored',
  /** Came back after a loss, from somebody who still had it. */
  'recovered',
  /** Put there by the server, mending what two edits broke together. */
  'mended',
  /** Proposed instead of other words, and put in when somebody accepted them. */
  'proposed',
] as const
export type Way = (typeof ways)[number]

/** How what an entry of this kind writes came here, if nothing more is known of it. */
export const wayOf = {
  edit: 'typed',
  offline: 'offline',
  template: 'template',
  rename: 'typed',
  copy: 'copied',
  repair: 'mended',
  recovered: 'recovered',
  restore: 'restored',
  unrestore: 'restored',
  redaction: 'typed',
  proposal: 'proposed',
} as const satisfies Record<EntryKind, Way>

/** A way's number in tables. */
export function wayNumber(way: Way): number {
  return ways.indexOf(way)
}

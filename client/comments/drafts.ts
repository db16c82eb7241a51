/**
 * What a person writes about pages and has not sent, or not yet: one record each in this browser,
 * so that it outlives a reload and a lost connection, and other tabs see it. Signing out deletes
 * them all.
 */
import { newPlainId } from '#contract/id-shape.ts'
import type { CommentId, PageId, PersonId, ThreadId } from '#contract/ids.ts'
import type { Spot } from '#contract/threads.ts'
import { isCommentId, isPageId, isThreadId } from '../net/ids.ts'
import { recall, recallNames, remember } from '../net/stored.ts'
import type { Named } from './mention-text.ts'

/** What is written about. */
export type About =
  | {
      readonly what: 'thread'
      /** Null = the whole page. */
      readonly spot: Spot | null
      readonly kind: 'text' | 'block'
      readonly quote: string
      /** The words that would stand there instead; null = only a comment. */
      readonly proposal: string | null
    }
  | { readonly what: 'answer'; readonly thread: ThreadId }
  | { readonly what: 'edit'; readonly thread: ThreadId; readonly comment: CommentId }

export interface Draft {
  /** Its name in this browser, and what makes the server take it once. */
  readonly key: string
  readonly page: PageId
  readonly about: About
  /** As it stands in the field: mentions by their names. */
  readonly text: string
  readonly mentions: readonly Named[]
  /** `waiting`: to be sent as soon as there is a connection. */
  readonly state: 'written' | 'waiting' | 'failed'
  /** Why it was refused: the server's code. */
  readonly why: string | null
  /** When it was changed last, milliseconds since 1970. */
  readonly at: number
}

const start = (person: PersonId) => `comments.${person}.`

/** A draft about something, with nothing in it. */
export function newDraft(page: PageId, about: About): Draft {
  const key = newPlainId()
  return { key, page, about, text: '', mentions: [], state: 'written', why: null, at: Date.now() }
}

/** Every draft of a person, the oldest first. */
export function storedDrafts(person: PersonId): readonly Draft[] {
  return recallNames(start(person))
    .map((name) => draftIn(recall(name)))
    .filter((draft) => draft !== null)
    .toSorted((a, b) => a.at - b.at)
}

/** One draft as it is stored now. */
export function storedDraft(person: PersonId, key: string): Draft | null {
  return draftIn(recall(start(person) + key))
}

/** Stores a draft. Returns whether the browser kept it. */
export function storeDraft(person: PersonId, draft: Draft): boolean {
  return remember(start(person) + draft.key, JSON.stringify(draft))
}

/** Forgets a draft: it was sent, or is not wanted any more. */
export function forgetDraft(person: PersonId, key: string): void {
  remember(start(person) + key, null)
}

/** Calls back when another tab changes a draft, until the returned function is called. */
export function onDraftsElsewhere(person: PersonId, listener: () => void): () => void {
  const onStorage = ({ key }: StorageEvent) => {
    if (key === null || key.includes(start(person))) listener()
  }
  addEventListener('storage', onStorage)
  return () => removeEventListener('storage', onStorage)
}

/** A stored text may be of another version, or anything at all. */
function draftIn(stored: string | null): Draft | null {
  if (stored === null) return null
  const value = parsed(stored)
  const about = aboutIn(value['about'])
  const { key, page, text, state, why, at, mentions } = value
  if (about === null || typeof key !== 'string' || typeof text !== 'string') return null
  if (typeof page !== 'string' || !isPageId(page)) return null
  return {
    key,
    page,
    about,
    text,
    mentions: Array.isArray(mentions) ? mentions.filter(isNamed) : [],
    state: state === 'waiting' || state === 'failed' ? state : 'written',
    why: typeof why === 'string' ? why : null,
    at: typeof at === 'number' ? at : 0,
  }
}

function parsed(stored: string): Readonly<Record<string, unknown>> {
  try {
    return fields(JSON.parse(stored))
  } catch {
    return {}
  }
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return value instanceof Object ? Object.fromEntries(Object.entries(value)) : {}
}

function aboutIn(value: unknown): About | null {
  const { what, spot, kind, quote, proposal, thread, comment } = fields(value)
  switch (what) {
    case 'thread':
      return {
        what,
        spot: spotIn(spot),
        kind: kind === 'block' ? 'block' : 'text',
        quote: typeof quote === 'string' ? quote : '',
        proposal: typeof proposal === 'string' ? proposal : null,
      }
    case 'answer':
      return isThreadId(thread) ? { what, thread } : null
    case 'edit':
      return isThreadId(thread) && isCommentId(comment) ? { what, thread, comment } : null
    default:
      return null
  }
}

function spotIn(value: unknown): Spot | null {
  const { first, last } = fields(value)
  const [begin, end] = [yjsIdIn(first), yjsIdIn(last)]
  return begin === null || end === null ? null : { first: begin, last: end }
}

function yjsIdIn(value: unknown): Spot['first'] | null {
  const { client, clock } = fields(value)
  return typeof client === 'number' && typeof clock === 'number' ? { client, clock } : null
}

function isNamed(value: unknown): value is Named {
  const { kind, id, name } = fields(value)
  return (
    (kind === 'person' || kind === 'unit') && typeof id === 'string' && typeof name === 'string'
  )
}

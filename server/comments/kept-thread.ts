/** A thread as it lies in its page's partition: with what its readers are not told. */
import { AppError, notFound } from '#contract/errors.ts'
import { type CommentId, type PersonId, personId } from '#contract/ids.ts'
import type { Happening } from '#contract/notices.ts'
import type { Page, Person } from '#contract/records.ts'
import type { StrategyRole } from '#contract/permissions.ts'
import { type Comment, thread } from '#contract/threads.ts'
import { z } from 'zod'
import type { Stored } from '../storage/storage.ts'

export const keptThread = thread.extend({
  /** What was sent with a key, by person and key; they are the record's unique keys, too. */
  sent: z.array(z.string()).default([]),
  /** Its words are being put into the text: who accepted them, why, and the last entry before. */
  accepting: z
    .object({ by: personId, at: z.iso.datetime(), reason: z.string(), after: z.int() })
    .nullable()
    .default(null),
})
export type KeptThread = z.infer<typeof keptThread>

/** A thread with its id as what it is, and how often it was changed. */
export type StoredThread = Stored<KeptThread>

/** Who says or does something, on which page, and what they may do there. */
export interface Speaker {
  readonly page: Page
  readonly person: Person
  readonly role: StrategyRole
}

/** A thread that is to be, and what people are to be told of it. */
export interface Changed {
  readonly value: KeptThread
  readonly happening: Happening | null
  /** Said something, which the page must have room for. */
  readonly says?: true
}

/** What one person sent once; the same key from somebody else is another. */
export const sentBy = (person: PersonId, key: string) => `${person}:${key}`

/** Who began it. */
export function beginnerOf({ comments }: Pick<KeptThread, 'comments'>): PersonId {
  return firstOf({ comments }).by
}

/** What it began with. */
export function firstOf({ comments: [first] }: Pick<KeptThread, 'comments'>): Comment {
  if (first === undefined) throw new Error('A thread in which nobody has said anything')
  return first
}

/** The comment. AppError not-found where it is none of the thread's. */
export function commentOf({ comments }: Pick<KeptThread, 'comments'>, id: CommentId): Comment {
  const found = comments.find((one) => one.id === id)
  if (!found) throw notFound()
  return found
}

/** The thread with another comment in the place of that with its id. */
export function withComment(value: KeptThread, changed: Comment): KeptThread {
  const comments = value.comments.map((one) => (one.id === changed.id ? changed : one))
  return { ...value, comments }
}

/** The page has no room for what is to be said. `full` is what is full. */
export const noRoom = (full: 'page' | 'thread') =>
  new AppError('too-large', 'There is no room for more to be said here.', { details: { full } })

/** In the order in which they were begun. */
export function inOrder(threads: Iterable<StoredThread>): StoredThread[] {
  return [...threads].toSorted((a, b) => {
    const [one, other] = [firstOf(a.value).at, firstOf(b.value).at]
    if (one !== other) return one < other ? -1 : 1
    return a.id < b.id ? -1 : 1
  })
}

/**
 * The records of the catalogue, schema first. Dates are ISO 8601 in UTC and set by the server.
 * Secrets (password and token hashes) are records of `server/people` and never get here.
 */
import { z } from 'zod'
import { pageId, personId, type SessionId, strategyId, type TokenId, tokenId } from './ids.ts'
import { organisationRoles, strategyRoles } from './permissions.ts'

export const languages = ['en', 'fi', 'nb', 'sv'] as const
export const language = z.enum(languages)
export type Language = z.infer<typeof language>

/** A name people see: 1–120 characters, no line breaks or control characters, not only space. */
export const displayName = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u)
  .transform((name) => name.normalize('NFC'))

export const organisation = z.object({ name: displayName, language, createdAt: z.iso.datetime() })
export type Organisation = z.infer<typeof organisation>

export const person = z.object({
  id: personId,
  name: displayName,
  email: z.email().max(254),
  role: z.enum(organisationRoles),
  createdAt: z.iso.datetime(),
})
export type Person = z.infer<typeof person>

/** Who speaks, and by which sign-in or token: the one that ends when it is revoked. */
export interface Credential {
  readonly person: Person
  readonly id: SessionId | TokenId
}

export const strategy = z.object({
  id: strategyId,
  name: displayName,
  language,
  /** What every member of the organisation may do here without being named; null = nothing. */
  everyone: z.enum(strategyRoles).nullable(),
  /** Pages in the order in which they are shown. */
  pages: z.array(pageId),
  createdAt: z.iso.datetime(),
})
export type Strategy = z.infer<typeof strategy>

/** A person's role in one strategy. */
export const membership = z.object({ person: personId, role: z.enum(strategyRoles) })
export type Membership = z.infer<typeof membership>

export const page = z.object({
  id: pageId,
  strategy: strategyId,
  /** Copied from the page's first node, which is the truth. May be empty. */
  title: z.string().max(500),
  /** Name of the template it began as, or null. */
  template: z.string().max(60).nullable(),
  /** The template's one question under the title, in the page's language. */
  keyQuestion: z.string().max(300).optional(),
  language,
  createdAt: z.iso.datetime(),
  createdBy: personId,
})
export type Page = z.infer<typeof page>

export const token = z.object({
  id: tokenId,
  name: displayName,
  createdAt: z.iso.datetime(),
})
export type Token = z.infer<typeof token>

/** How an entry came to be. History shows it; rights never depend on it. */
export const entryKinds = [
  /** Typed while connected. */
  'edit',
  /** Arrived by a sync: written before the connection stood, or offline. */
  'offline',
  /** The template's text, written once by the server. */
  'template',
  /** Made by the server in a person's name: a title changed from a list. */
  'rename',
  /** The server put right what two edits broke together. */
  'repair',
  /** Healed a loss: came from a client that still had it. Known clients keep their owner. */
  'recovered',
] as const
export type EntryKind = (typeof entryKinds)[number]

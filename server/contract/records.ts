/**
 * The records of the catalogue, schema first. Dates are ISO 8601 in UTC and set by the server.
 * Secrets (password and token hashes) are records of `server/people` and never get here.
 */
import { z } from 'zod'
import {
  fileId,
  invitationId,
  pageId,
  personId,
  scaleId,
  type SessionId,
  sessionId,
  redactionId,
  strategyId,
  templateId,
  type TokenId,
  tokenId,
  unitId,
  versionId,
} from './ids.ts'
import { invitedRoles, organisationRoles, strategyRoles } from './permissions.ts'

export const languages = ['en', 'fi', 'nb', 'sv'] as const
export const language = z.enum(languages)
export type Language = z.infer<typeof language>

/**
 * A name that people give to something: 1–120 characters, no line breaks or control characters,
 * and something to see. Brought to its normal form first, which may be longer.
 */
export const displayName = z
  .string()
  .normalize('NFC')
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u)
  .regex(/[^\p{Z}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u)

/** A name as it is kept. What was taken once must be readable whatever is asked of names later. */
const keptName = z.string()

/** Days after which an unused session ends. */
export const sessionDays = z.int().min(1).max(365)

export const organisation = z.object({
  name: keptName,
  /** Strategies begin in it, and Talkoot speaks it to whoever has not chosen another. */
  language,
  /** The languages that strategies and pages are written in; `language` is one of them. */
  languages: z
    .array(language)
    .min(1)
    .default([...languages]),
  /** Where people reach Talkoot, for links that leave it; null = the address one is at. */
  address: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .nullable()
    .default(null),
  sessionDays: sessionDays.default(30),
  createdAt: z.iso.datetime(),
})
export type Organisation = z.infer<typeof organisation>

/** A department of the organisation, or whom guests speak for. */
export const unit = z.object({ id: unitId, name: keptName, createdAt: z.iso.datetime() })
export type Unit = z.infer<typeof unit>

export const person = z.object({
  id: personId,
  name: keptName,
  /** Guests who have come by a link have none. */
  email: z.email().max(254).nullable(),
  role: z.enum(organisationRoles),
  unit: unitId.nullable().default(null),
  /** Leads others: shown beside what they say, never a right. */
  manager: z.boolean().default(false),
  /** The language they have chosen for the interface; null = not yet. */
  language: language.nullable().default(null),
  /** Guests come until then; null = no end. */
  endsAt: z.iso.datetime().nullable().default(null),
  /** Since when they may not sign in any more. What they wrote stays theirs. */
  deactivatedAt: z.iso.datetime().nullable().default(null),
  /** The number in place of a name that was taken away for good; null = none was. */
  pseudonym: z.int().nullable().default(null),
  createdAt: z.iso.datetime(),
})
export type Person = z.infer<typeof person>

/** Who speaks, and by which sign-in or token: the one that ends when it is revoked. */
export interface Credential {
  readonly person: Person
  readonly id: SessionId | TokenId
}

/** A day, `2027-03-31`, where its reader is. */
export const day = z.iso.date()

/** The sets of templates that a strategy may begin with. */
export const templateSets = ['social', 'general'] as const
export type TemplateSet = (typeof templateSets)[number]

/** The stages of making a strategy, in their order. */
export const stageNames = [
  'mandate',
  'start',
  'direction',
  'means',
  'rules',
  'approval',
  'publishing',
  'follow-up',
] as const
export type StageName = (typeof stageNames)[number]

/** Where a strategy is on one stage of its way, as its facilitators see it. */
export const stage = z.object({
  name: z.enum(stageNames),
  state: z.enum(['ahead', 'open', 'done']),
  from: day.nullable().default(null),
  to: day.nullable().default(null),
})
export type Stage = z.infer<typeof stage>

export const strategy = z.object({
  id: strategyId,
  name: keptName,
  language,
  /** What every member of the organisation may do here without being named; null = nothing. */
  everyone: z.enum(strategyRoles).nullable(),
  /** The least role that sees the history of its pages. */
  history: z.enum(strategyRoles).default('editor'),
  /** All its pages in the order in which they are shown, those in the trash too. */
  pages: z.array(pageId),
  /** Which templates it is offered first. */
  set: z.enum(templateSets).default('social'),
  /** What its facilitators have said of each stage; a stage that is not named is ahead. */
  stages: z.array(stage).default([]),
  createdAt: z.iso.datetime(),
})
export type Strategy = z.infer<typeof strategy>

/** A person's role in one strategy. */
export const membership = z.object({
  person: personId,
  role: z.enum(strategyRoles),
  /** The only pages it goes for; null = all of them, also those to come. */
  pages: z.array(pageId).min(1).max(200).nullable().default(null),
})
export type Membership = z.infer<typeof membership>

/** What a page leaves of the roles in its strategy (`permissions.ts`). */
export const narrowing = z.object({
  others: z.enum(strategyRoles).nullable(),
  named: z.array(z.object({ person: personId, role: z.enum(strategyRoles) })).max(500),
})

/** How far a page has come, as its people see it. */
export const pageStatuses = ['draft', 'discussion', 'agreed'] as const
export type PageStatus = (typeof pageStatuses)[number]

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
  /** The page it stands under; null = at the top. */
  parent: pageId.nullable().default(null),
  status: z.enum(pageStatuses).default('draft'),
  /** Who answers for it, and who does when they are away. */
  owner: personId.nullable().default(null),
  deputy: personId.nullable().default(null),
  /** When it is to be looked at again. */
  reviewOn: day.nullable().default(null),
  /** Of which page this is a version in another language, and up to which entry it follows it. */
  source: z
    .object({ page: pageId, seq: z.int().min(0) })
    .nullable()
    .default(null),
  /** In the trash since then; `with` is the page that took it along, or itself. */
  trashed: z.object({ by: personId, at: z.iso.datetime(), with: pageId }).nullable().default(null),
  /** Who may do less here than in the strategy; null = nobody. */
  narrowed: narrowing.nullable().default(null),
  /** Nobody writes here since then, facilitators neither. */
  locked: z.object({ by: personId, at: z.iso.datetime() }).nullable().default(null),
  createdAt: z.iso.datetime(),
  createdBy: personId,
})
export type Page = z.infer<typeof page>

/**
 * What a page holds, in short; derived from its text within seconds and made anew when it is
 * missing. For lists, for what is due, for links between pages.
 */
export const digest = z.object({
  page: pageId,
  /** The entry up to which it goes. */
  seq: z.int(),
  words: z.int(),
  /** Guiding questions, and those with an answer or a reason why not. */
  questions: z.int(),
  answered: z.int(),
  /** The newest entry that a person wrote, and the last people who wrote, the newest first. */
  changed: z.object({ at: z.iso.datetime(), by: z.array(personId).max(10) }).nullable(),
  /** Pages that it mentions or links to. */
  links: z.array(pageId),
  goals: z.array(z.object({ id: z.string(), name: z.string() })),
  /** The goals that its metrics measure. */
  measured: z.array(z.string()),
  tasks: z.array(
    z.object({
      text: z.string(),
      owner: personId.nullable(),
      due: day.nullable(),
      done: z.boolean(),
    }),
  ),
})
export type Digest = z.infer<typeof digest>

/** One person's answer on a scale. Nobody else sees whose it is. */
export const scaleAnswer = z.object({
  page: pageId,
  scale: scaleId,
  person: personId,
  value: z.int().min(1).max(5),
  at: z.iso.datetime(),
})
export type ScaleAnswer = z.infer<typeof scaleAnswer>

/** A file of a page. Images are made anew from what was sent, without what else was in it. */
export const pageFile = z.object({
  id: fileId,
  page: pageId,
  kind: z.enum(['image', 'attachment']),
  /** As it is offered for download. */
  name: z.string().max(200),
  /** Bytes. */
  size: z.int(),
  /** Of images. */
  width: z.int().nullable(),
  height: z.int().nullable(),
  createdAt: z.iso.datetime(),
  createdBy: personId,
})
export type PageFile = z.infer<typeof pageFile>

/** A template of the organisation's own, made from a page. */
export const ownTemplate = z.object({
  id: templateId,
  title: z.string().max(500),
  keyQuestion: z.string().max(300),
  /** What the page is for. */
  purpose: z.string().max(600),
  language,
  /** The page's nodes, title first. */
  content: z.json(),
  /** Not offered any more since then. */
  retiredAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  createdBy: personId,
})
export type OwnTemplate = z.infer<typeof ownTemplate>

export const token = z.object({
  id: tokenId,
  name: keptName,
  createdAt: z.iso.datetime(),
})
export type Token = z.infer<typeof token>

/** A sign-in, as its person sees it in the list of theirs. */
export const session = z.object({
  id: sessionId,
  startedAt: z.iso.datetime(),
  /** Within the hour. */
  usedAt: z.iso.datetime(),
  /** What the browser called itself. */
  device: z.string().max(300),
})
export type Session = z.infer<typeof session>

/** A link by which people come in. Its code is with whoever made it; here is what it gives. */
export const invitation = z.object({
  id: invitationId,
  /** What whoever made it calls it: "Workshop 12 March". */
  label: keptName,
  /** What those who are new become. Never administrators. */
  as: z.enum(['member', 'guest']),
  /** The strategy it leads to, with the role there; null = only into the organisation. */
  strategy: z
    .object({
      id: strategyId,
      role: z.enum(invitedRoles),
      /** The only pages; null = all. */
      pages: z.array(pageId).min(1).max(200).nullable(),
    })
    .nullable(),
  /** The unit of those who are new; null = they choose. */
  unit: unitId.nullable(),
  /** Until when it lets in. */
  endsAt: z.iso.datetime(),
  /** Until when guests who came by it may stay; null = no end. */
  guestsUntil: z.iso.datetime().nullable(),
  /** How many it lets in; null = any number. */
  most: z.int().min(1).max(10_000).nullable(),
  used: z.int().min(0),
  createdAt: z.iso.datetime(),
  createdBy: personId,
})
export type Invitation = z.infer<typeof invitation>

/** A moment of a page that has a name. The moment is the truth; nothing is copied for it. */
export const version = z.object({
  id: versionId,
  page: pageId,
  /** The page as it was after this entry. */
  seq: z.int().min(1),
  /** Empty for one that Talkoot made; `why` then says what it is called. */
  name: z.string().max(120),
  note: z.string().max(2000),
  why: z.enum(['named', 'before-restore', 'publication']),
  createdAt: z.iso.datetime(),
  createdBy: personId,
})
export type Version = z.infer<typeof version>

/** That something was taken out of a page's history, never what. */
export const redaction = z.object({
  id: redactionId,
  page: pageId,
  reason: z.string().max(500),
  /** Characters and values that became filler, each counted once. */
  characters: z.int(),
  /** The page's last entry when it was done. */
  seq: z.int(),
  createdAt: z.iso.datetime(),
  createdBy: personId,
})
export type Redaction = z.infer<typeof redaction>

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
  /** Made by the server in a person's name: a page begun as a copy of another. */
  'copy',
  /** The server put right what two edits broke together. */
  'repair',
  /** Healed a loss: came from a client that still had it. Known clients keep their owner. */
  'recovered',
  /** Made by the server in a person's name: the page, or a part of it, as it was at `about`. */
  'restore',
  /** Made by the server in a person's name: takes the restore `about` back, and nothing else. */
  'unrestore',
  /** Made by the server for an administrator: what is to be taken out of the whole history. */
  'redaction',
  /** Words that somebody proposed, in their name, put in by the server when another accepted them. */
  'proposal',
] as const
export type EntryKind = (typeof entryKinds)[number]

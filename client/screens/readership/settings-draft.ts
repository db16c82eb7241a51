/** The settings of a publication while somebody changes them, as the fields of a form hold them. */
import {
  mostFeedbackDays,
  type ReachKind,
  shortestLinkPassword,
  slugPattern,
} from '#contract/edition-shape.ts'
import type { Input } from '../../net/api.ts'
import { dayOf, endOf } from './days.ts'
import type { Publication } from './readership-queries.ts'

export type SettingsBody = Input<'setPublication'>['body']

export interface SettingsDraft {
  readonly slug: string
  readonly reach: ReachKind
  /** The last day of the link, where the reader is; '' = no end. */
  readonly linkUntil: string
  readonly password: PasswordChange
  readonly embedding: readonly string[]
  readonly asksFeedback: boolean
  readonly feedbackDays: string
  readonly confirmation: boolean
}

/** What becomes of the link's password. */
export type PasswordChange =
  | { readonly is: 'kept' }
  | { readonly is: 'removed' }
  | { readonly is: 'set'; readonly to: string }

/** What is promised unless somebody says something else. */
const usualDays = '5'

/** The draft in which nothing is changed; for a strategy without an address, what is offered first. */
export function draftOf(known: Publication | null, suggestedSlug: string): SettingsDraft {
  return {
    slug: known?.slug ?? suggestedSlug,
    reach: known?.reach ?? 'signed-in',
    linkUntil: known?.linkUntil == null ? '' : dayOf(known.linkUntil),
    password: { is: 'kept' },
    embedding: known?.embedding ?? [],
    asksFeedback: known === null || known.feedbackDays !== null,
    feedbackDays: String(known?.feedbackDays ?? usualDays),
    confirmation: known?.confirmation ?? false,
  }
}

/** Which parts of a draft are other than what is known. */
export function changedIn(
  draft: SettingsDraft,
  known: SettingsDraft,
): readonly (keyof SettingsDraft)[] {
  const parts: Readonly<Record<keyof SettingsDraft, boolean>> = {
    slug: draft.slug !== known.slug,
    reach: draft.reach !== known.reach,
    linkUntil: draft.linkUntil !== known.linkUntil,
    password: draft.password.is !== 'kept',
    embedding: draft.embedding.join(' ') !== known.embedding.join(' '),
    asksFeedback: draft.asksFeedback !== known.asksFeedback,
    feedbackDays: draft.asksFeedback && draft.feedbackDays !== known.feedbackDays,
    confirmation: draft.confirmation !== known.confirmation,
  }
  return settingsParts.filter((part) => parts[part])
}
const settingsParts = [
  'slug',
  'reach',
  'linkUntil',
  'password',
  'embedding',
  'asksFeedback',
  'feedbackDays',
  'confirmation',
] as const satisfies readonly (keyof SettingsDraft)[]

/** What is wrong with a draft, before the server is asked. */
export interface Problems {
  readonly slug: 'missing' | 'wrong' | null
  readonly password: 'short' | null
  readonly feedbackDays: 'wrong' | null
}
export function problemsOf(draft: SettingsDraft): Problems {
  const { slug, password, reach } = draft
  const short = password.is === 'set' && password.to.length < shortestLinkPassword
  return {
    slug: slug === '' ? 'missing' : slugPattern.test(slug) ? null : 'wrong',
    password: reach === 'link' && short ? 'short' : null,
    feedbackDays: draft.asksFeedback && daysIn(draft.feedbackDays) === null ? 'wrong' : null,
  }
}

/** What is sent of a draft without problems. A link is made where there is to be one and none is. */
export function bodyOf(draft: SettingsDraft, known: Publication | null): SettingsBody {
  const { slug, reach, linkUntil, password, embedding, confirmation } = draft
  const sameDay = known?.linkUntil != null && dayOf(known.linkUntil) === linkUntil
  return {
    slug,
    reach,
    linkUntil: linkUntil === '' ? null : sameDay ? known.linkUntil : endOf(linkUntil),
    embedding: [...embedding],
    feedbackDays: draft.asksFeedback ? daysIn(draft.feedbackDays) : null,
    confirmation,
    newLink: reach === 'link' && known?.hasLink !== true,
    ...(password.is === 'removed' && { password: null }),
    ...(password.is === 'set' && reach === 'link' && { password: password.to }),
  }
}

/** Is this the end of the link's time, and is it over? */
export function isOver(day: string, now: number): boolean {
  return day !== '' && Date.parse(endOf(day)) <= now
}

function daysIn(text: string): number | null {
  const days = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0
  return days >= 1 && days <= mostFeedbackDays ? days : null
}

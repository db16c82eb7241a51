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
    linkUntil: lastDayOf(known),
    password: { is: 'kept' },
    embedding: known?.embedding ?? [],
    asksFeedback: known === null || known.feedbackDays !== null,
    feedbackDays: String(known?.feedbackDays ?? usualDays),
    confirmation: known?.confirmation ?? false,
  }
}

/** Is anything in a draft other than what is known? */
export function isChanged(draft: SettingsDraft, known: SettingsDraft): boolean {
  return (
    draft.slug !== known.slug ||
    draft.reach !== known.reach ||
    draft.linkUntil !== known.linkUntil ||
    draft.password.is !== 'kept' ||
    draft.embedding.join(' ') !== known.embedding.join(' ') ||
    draft.asksFeedback !== known.asksFeedback ||
    (draft.asksFeedback && draft.feedbackDays !== known.feedbackDays) ||
    draft.confirmation !== known.confirmation
  )
}

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

/** Is there a link whose time is over? A later day lets it in again. */
export function linkHasEnded(known: Publication | null, now: number): boolean {
  const until = known?.reach === 'link' ? known.linkUntil : null
  return until !== null && Date.parse(until) <= now
}

/** What is sent of a draft without problems. The server makes a link where one is to be and none is. */
export function bodyOf(draft: SettingsDraft, known: Publication | null): SettingsBody {
  const { slug, reach, linkUntil, password, embedding, confirmation } = draft
  return {
    slug,
    reach,
    linkUntil: linkUntil === lastDayOf(known) ? (known?.linkUntil ?? null) : momentOf(linkUntil),
    embedding: [...embedding],
    feedbackDays: draft.asksFeedback ? daysIn(draft.feedbackDays) : null,
    confirmation,
    ...(password.is === 'removed' && { password: null }),
    ...(password.is === 'set' && reach === 'link' && { password: password.to }),
  }
}

/** Has the last day of a link passed? */
export function isOver(day: string, now: number): boolean {
  return day !== '' && Date.parse(endOf(day)) <= now
}

function daysIn(text: string): number | null {
  const days = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0
  return days >= 1 && days <= mostFeedbackDays ? days : null
}

/** The last day of the link that is known; '' = it has no end. */
function lastDayOf(known: Publication | null): string {
  const until = known?.linkUntil ?? null
  return until === null ? '' : dayOf(until)
}

const momentOf = (day: string): string | null => (day === '' ? null : endOf(day))

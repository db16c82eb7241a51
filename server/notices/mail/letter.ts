/** An e-mail about notices: its subject, its text and its HTML, in the reader's language. Pure. */
import { publishingPath } from '#contract/notice-shape.ts'
import type { Language, Person } from '#contract/records.ts'
import { cut } from '../excerpt.ts'
import { noticeIdOf } from '../notice-id.ts'
import { stopCode, type Stoppable } from '../stop-codes.ts'
import type { NoticeView } from '../views.ts'
import { letterHtml } from './letter-html.ts'
import type { LetterParts, Told } from './letter-parts.ts'
import { counted, filled, mailWords } from './mail-words.ts'

/** As many are told in one e-mail; the others are counted. */
const mostTold = 30
/** Graphemes of a name and of a title in a subject. */
const longestName = 60
const longestTitle = 80

export interface Letter {
  readonly to: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly messageId: string
  /** The letter that this one belongs behind, where all is about one thread. */
  readonly inReplyTo: string | null
  readonly headers: Readonly<Record<string, string>>
}

export interface Sheet {
  readonly reader: Pick<Person, 'id' | 'name'> & { readonly address: string }
  readonly language: Language
  readonly organisation: string
  /** Where Talkoot is, without a slash at the end. */
  readonly base: string
  /** The part of the sender's address behind the @. */
  readonly domain: string
  readonly way: 'at-once' | 'digest'
  /** At least one. */
  readonly notices: readonly NoticeView[]
  /** With which the links that stop e-mail are signed. */
  readonly stopKey: string
}

export function writeLetter(sheet: Sheet): Letter {
  const { base, domain, language, notices, organisation, reader, stopKey, way } = sheet
  const words = mailWords[language]
  const stop = `${base}/notices/stop/${stopCode(stopKey, { what: stopped(sheet), person: reader.id })}`
  const told = notices.slice(0, mostTold).map((one) => tell(one, sheet))
  const left = notices.length - told.length
  const parts = {
    language,
    subject: subjectOf(sheet),
    told,
    more: left > 0 ? { text: counted(words.more, language, left), link: `${base}/inbox` } : null,
    why: filled(words.why, { organisation: plain(organisation) }),
    stop: { text: words.stop, link: stop },
    settings: { text: words.settings, link: `${base}/account` },
  }
  const [first] = notices
  const isOneThread = notices.every(({ thread }) => thread !== null && thread === first?.thread)
  const id = noticeIdOf('mail', reader.id, way, ...notices.map((one) => one.id))
  return {
    to: { name: plain(reader.name), address: reader.address },
    subject: parts.subject,
    text: letterText(parts),
    html: letterHtml(parts),
    messageId: `<${id}@${domain}>`,
    inReplyTo: isOneThread && first?.thread ? `<thread-${first.thread}@${domain}>` : null,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'List-Unsubscribe': `<${stop}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Content-Language': language,
    },
  }
}

/** What its link stops: the only kind in it, or all that comes in this way. */
function stopped({ notices, way }: Sheet): Stoppable {
  const [first] = notices
  const isOneKind = notices.every(({ kind }) => kind === first?.kind)
  return way === 'at-once' && first && isOneKind ? first.kind : way
}

function subjectOf({ language, notices, organisation, way }: Sheet): string {
  const [first] = notices
  const words = mailWords[language]
  const values = { organisation: cut(plain(organisation), longestName) }
  if (way === 'digest') return counted(words.digest, language, notices.length, values)
  if (notices.length > 1 || !first) return counted(words.several, language, notices.length, values)
  return sentence(first, language, longestName, longestTitle)
}

function tell(notice: NoticeView, { base, language }: Sheet): Told {
  const { excerpt, page, strategyName, thread } = notice
  const words = mailWords[language]
  const at = `${base}/pages/${page}`
  const published = publishingPath(notice)
  const leads =
    published !== null
      ? { link: `${base}${published}`, linkText: words.openPublishing }
      : thread === null
        ? { link: at, linkText: words.openPage }
        : { link: `${at}?thread=${thread}`, linkText: words.open }
  return {
    sentence: sentence(notice, language, Infinity, Infinity),
    strategy: plain(strategyName),
    excerpt: plain(excerpt),
    ...leads,
  }
}

function sentence(
  notice: NoticeView,
  language: Language,
  nameAtMost: number,
  titleAtMost: number,
): string {
  const words = mailWords[language]
  const { by, byName, isWide, kind, number, pageTitle, strategyName } = notice
  const nobody = kind === 'feedback' && by === null ? words.reader : words.somebody
  const name = cut(plain(byName ?? nobody), nameAtMost)
  const title = cut(plain(isWide ? strategyName : pageTitle) || words.untitled, titleAtMost)
  const fate = notice.fate === null ? '' : words.fates[notice.fate]
  return filled(patternOf(notice, language), { name, title, fate, number: number ?? '' })
}

function patternOf(notice: NoticeView, language: Language): string {
  const words = mailWords[language]
  const { comment, fate, isProposal, kind, thread } = notice
  const isReopened = thread !== null && comment === null && fate === null
  switch (kind) {
    case 'mention':
    case 'review':
      return words[kind]
    case 'approval':
      return words.approval
    case 'approval-answer':
      return words.approvalAnswer[notice.answer ?? 'approved']
    case 'feedback':
      return notice.due ? words.feedbackDue : words.feedback
    case 'published':
      return words.published
    case 'fate':
      return fate === null ? words.mineReopened : words.mine[fate]
    case 'reply':
    case 'my-page':
    case 'watched':
      if (fate !== null) return words.ended
      if (isReopened) return words.reopened
      return isProposal && kind !== 'reply' && notice.isFirst ? words.proposed : words[kind]
  }
}

/**
 * In one line, without what turns the direction of the text that follows: what people call
 * themselves cannot become another header, nor make the rest of a sentence read otherwise.
 */
function plain(text: string): string {
  return text
    .replace(/[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/g, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
}

function letterText({ more, settings, stop, told, why }: LetterParts): string {
  const blocks = told.map(({ excerpt, link, linkText, sentence: what, strategy }) =>
    [what, strategy, ...(excerpt ? ['', `> ${excerpt}`] : []), '', `${linkText}:`, link].join('\n'),
  )
  if (more) blocks.push(`${more.text}:\n${more.link}`)
  // The signature mark: what follows is not quoted in answers.
  const foot = ['-- ', why, `${stop.text}: ${stop.link}`, `${settings.text}: ${settings.link}`]
  return `${blocks.join('\n\n* * *\n\n')}\n\n${foot.join('\n')}\n`
}

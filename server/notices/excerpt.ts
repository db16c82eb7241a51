/** The beginning of what was said, as it may be shown to whoever reads the page. Pure. */
import type { PersonId, UnitId } from '#contract/ids.ts'
import { personId, unitId } from '#contract/ids.ts'
import type { Notice } from '#contract/notices.ts'
import { mentionPattern, type Thread } from '#contract/threads.ts'

/** Graphemes, as people count characters. */
const longest = 200
/** UTF-16 units: a single grapheme may be of any length. */
const longestUnits = 1_000

/** What the notice tells of, in the thread's own words; empty where they may not be seen. */
export function wordsOf(notice: Pick<Notice, 'at' | 'comment' | 'fate'>, thread: Thread): string {
  const { comments, ending, proposal, reopened } = thread
  if (notice.comment !== null) {
    const said = comments.find(({ id }) => id === notice.comment)
    if (!said || said.deletedAt !== null || said.hidden !== null) return ''
    // Whoever proposes words may leave it at that.
    return said.text || (said === comments[0] && proposal !== null ? proposal.to : '')
  }
  if (notice.fate === null) return ''
  const endings = [...reopened.map((one) => one.ending), ...(ending ? [ending] : [])].reverse()
  const meant = endings.find(({ at, fate }) => at === notice.at && fate === notice.fate)
  return (meant ?? endings.find(({ fate }) => fate === notice.fate))?.reason ?? ''
}

/** Who is mentioned in a text. */
export function mentionedIn(text: string): { people: PersonId[]; units: UnitId[] } {
  const people: PersonId[] = []
  const units: UnitId[] = []
  for (const [, kind, id] of text.matchAll(mentionPattern)) {
    if (kind === 'person') people.push(personId.parse(id))
    else units.push(unitId.parse(id))
  }
  return { people, units }
}

/** The beginning of a text in one line, with names in the place of mentions; 200 characters. */
export function excerptOf(text: string, nameOf: (id: string) => string | undefined): string {
  const named = text.replace(mentionPattern, (_, _kind, id: string) => `@${nameOf(id) ?? '…'}`)
  return cut(named.replace(/\s+/gu, ' ').trim(), longest)
}

/** At most so many characters, the last of which says when there were more. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  let kept = ''
  let count = 0
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(
    // What is never shown need not be looked at.
    text.slice(0, longestUnits + 1),
  )) {
    if (count === most - 1 && (kept + segment).length < text.length) return `${kept.trimEnd()}…`
    if (kept.length + segment.length > longestUnits) return `${kept.trimEnd()}…`
    kept += segment
    count += 1
  }
  return kept
}

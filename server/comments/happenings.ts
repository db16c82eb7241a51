/** What happened in a thread, as people are to be told of it. */
import {
  newId,
  noticeId,
  type CommentId,
  type PersonId,
  personId,
  type UnitId,
  unitId,
} from '#contract/ids.ts'
import type { Happening } from '#contract/notices.ts'
import { type Fate, mentionPattern } from '#contract/threads.ts'
import type { Page, Person } from '#contract/records.ts'
import { beginnerOf, type KeptThread } from './kept-thread.ts'

/** Who does something, on which page. */
export interface Doer {
  readonly page: Pick<Page, 'id' | 'strategy'>
  readonly person: Pick<Person, 'id'>
}

interface Mentioned {
  readonly people: readonly PersonId[]
  readonly units: readonly UnitId[]
}

/** Who is mentioned in a comment's text, each once. */
export function mentionsIn(text: string): Mentioned {
  const people = new Set<PersonId>()
  const units = new Set<UnitId>()
  for (const [, kind, id] of text.matchAll(mentionPattern)) {
    if (kind === 'person') people.add(personId.parse(id))
    else units.add(unitId.parse(id))
  }
  return { people: [...people], units: [...units] }
}

/**
 * What is told of. `before` is the thread as it was, null when it was not there yet; of `said` and
 * `changed` who was mentioned in `text` is told, too, unless `instead` of it said so already.
 */
export function happeningIn(
  { page, person }: Doer,
  given: {
    readonly at: string
    readonly what: Happening['what']
    readonly after: KeptThread
    readonly before: KeptThread | null
    readonly comment?: CommentId
    readonly fate?: Fate
    readonly text?: string
    readonly instead?: string
  },
): Happening {
  const { after, at, before, comment = null, fate = null, text = '', instead = '', what } = given
  const now = mentionsIn(text)
  const known = mentionsIn(instead)
  return {
    id: newId(noticeId),
    at,
    by: person.id,
    strategy: page.strategy,
    page: page.id,
    thread: after.id,
    comment,
    what,
    fate,
    people: now.people.filter((id) => !known.people.includes(id)),
    units: now.units.filter((id) => !known.units.includes(id)),
    begunBy: beginnerOf(after),
    takePart: [...new Set(before?.comments.map(({ by }) => by))],
  }
}

/** What one person said, proposed and decided beside pages, for the person. */
import type { PersonId } from '#contract/ids.ts'
import type { OwnWords } from '#contract/threads.ts'
import { firstOf, type KeptThread } from './kept-thread.ts'
import type { Threads } from './threads.ts'

/** Of all pages, whether or not the person may still read them. */
export type OwnWordsOf = (person: PersonId) => Promise<OwnWords>

export function createOwnWords(threads: Pick<Threads, 'of' | 'pages'>): OwnWordsOf {
  return async (person) => {
    const found: OwnWords[] = []
    for (const page of await threads.pages()) {
      for (const { value } of await threads.of(page)) found.push(ownIn(value, person))
    }
    return {
      comments: found.flatMap(({ comments }) => comments),
      reactions: found.flatMap(({ reactions }) => reactions),
      endings: found.flatMap(({ endings }) => endings),
    }
  }
}

function ownIn(value: KeptThread, person: PersonId): OwnWords {
  const place = { page: value.page, thread: value.id }
  const first = firstOf(value)
  const endings = [...value.reopened.map(({ ending }) => ending), value.ending]
  return {
    comments: value.comments
      .filter(({ by }) => by === person)
      .map((one) => ({
        ...place,
        at: one.at,
        text: one.text,
        before: one.edits.map(({ at, before }) => ({ at, text: before })),
        proposal: one === first ? (value.proposal?.to ?? null) : null,
        deletedAt: one.deletedAt,
      })),
    reactions: value.comments.flatMap(({ reactions }) =>
      reactions.filter(({ by }) => by.includes(person)).map(({ name }) => ({ ...place, name })),
    ),
    endings: endings.flatMap((one) =>
      one?.by === person ? [{ ...place, at: one.at, fate: one.fate, reason: one.reason }] : [],
    ),
  }
}

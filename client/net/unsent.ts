/**
 * How many changes of a page only this browser has, remembered across reloads: one number per
 * editing session (Yjs client id), so that tabs don't overwrite each other's.
 */
import type { PageId, PersonId } from '#contract/ids.ts'
import { recall, recallNames, remember } from './stored.ts'

const start = (person: PersonId, page: PageId) => `unsent.${person}.${page}.`

/** The number of unsent changes of one editing session; 0 forgets it. */
export function noteUnsent(person: PersonId, page: PageId, client: number, count: number): void {
  remember(start(person, page) + client, count === 0 ? null : String(count))
}

/** What earlier sessions left unsent on a page. */
export interface Leftover {
  /** None any more once it is settled. */
  readonly count: number
  /** The Yjs client ids under which it was written. */
  readonly clients: readonly number[]
  /** The server has it all now. What another open tab added meanwhile stays noted. */
  settle(): void
}

/** Reads what earlier sessions left unsent. */
export function leftover(person: PersonId, page: PageId): Leftover {
  const found = recallNames(start(person, page)).map((name) => ({ name, value: recall(name) }))
  let count = found.reduce((sum, { value }) => sum + Number(value ?? 0), 0)
  return {
    get count() {
      return count
    },
    clients: found.map(({ name }) => Number(name.slice(name.lastIndexOf('.') + 1))),
    settle: () => {
      count = 0
      for (const { name, value } of found) if (recall(name) === value) remember(name, null)
    },
  }
}

/** How many changes a person has unsent, and on how many pages. */
export function unsentOf(person: PersonId): { readonly changes: number; readonly pages: number } {
  const names = recallNames(`unsent.${person}.`)
  return {
    changes: names.reduce((sum, name) => sum + Number(recall(name) ?? 0), 0),
    pages: new Set(names.map((name) => name.split('.')[2])).size,
  }
}

/** How many comments a person has begun in this browser and not sent. */
export function unsentComments(person: PersonId): number {
  return recallNames(`comments.${person}.`).length
}

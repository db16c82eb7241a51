import type { Awareness } from 'y-protocols/awareness'

/** Somebody who has the page open. */
export interface PersonHere {
  readonly id: string
  readonly name: string
}

/** What others' editors say about themselves; the server has put id and name right. */
export function userOf(state: unknown): PersonHere | null {
  if (!(state instanceof Object) || !('user' in state)) return null
  const { user } = state
  if (!(user instanceof Object) || !('id' in user) || !('name' in user)) return null
  const { id, name } = user
  return typeof id === 'string' && typeof name === 'string' ? { id, name } : null
}

/**
 * Who has the page open, each person once, by id, as a store for `useSyncExternalStore`. The list is a
 * new object only when people came or went: carets move far more often.
 */
export function presence(awareness: Awareness): {
  readonly subscribe: (listener: () => void) => () => void
  readonly get: () => readonly PersonHere[]
} {
  let people: readonly PersonHere[] = []
  const read = () => {
    const byId = new Map<string, PersonHere>()
    for (const state of awareness.getStates().values()) {
      const user = userOf(state)
      if (user !== null) byId.set(user.id, user)
    }
    return [...byId.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  }
  const sameAs = (next: readonly PersonHere[]) =>
    next.length === people.length &&
    next.every((person, n) => person.id === people[n]?.id && person.name === people[n]?.name)
  return {
    get: () => {
      const next = read()
      if (!sameAs(next)) people = next
      return people
    },
    subscribe: (listener) => {
      awareness.on('change', listener)
      return () => awareness.off('change', listener)
    },
  }
}

/** Whom threads name, as they are called now. */
import type { threadEndpoints } from '#contract/api/threads.ts'
import type { PersonId, UnitId } from '#contract/ids.ts'
import type { z } from 'zod'
import { mentionsIn } from '../comments/happenings.ts'
import type { SeenThread } from '../comments/seen-thread.ts'
import type { People } from '../people/people.ts'
import type { Units } from '../people/units.ts'

type Reply = z.input<(typeof threadEndpoints)['listThreads']['reply']>

export interface ThreadNames {
  readonly people: Reply['people']
  readonly units: Reply['units']
}

/** Resolves everybody who is named in what its reader sees of the threads, and nobody else. */
export type NamesIn = (threads: readonly SeenThread[]) => Promise<ThreadNames>

export function createNamesIn(deps: {
  readonly people: Pick<People, 'founded' | 'list'>
  readonly units: Pick<Units, 'list'>
}): NamesIn {
  const { people, units } = deps

  return async (threads) => {
    const named = namedIn(threads)
    if (named.people.size === 0) return { people: [], units: [] }
    const here = (await people.list()).filter(({ id }) => named.people.has(id))
    const { language } = await people.founded()
    const all = await units.list(language)
    const nameOf = new Map(all.map(({ id, name }) => [id, name]))
    return {
      people: here.map(({ id, manager, name, role, unit }) => ({
        id,
        name,
        unit: unit === null ? null : (nameOf.get(unit) ?? null),
        guest: role === 'guest',
        manager,
      })),
      units: all.filter(({ id }) => named.units.has(id)).map(({ id, name }) => ({ id, name })),
    }
  }
}

function namedIn(threads: readonly SeenThread[]) {
  const people = new Set<PersonId>()
  const units = new Set<UnitId>()
  for (const { comments, ending, reopened } of threads) {
    for (const { before, by, hidden, reactions, text } of comments) {
      people.add(by)
      if (hidden) people.add(hidden.by)
      for (const reaction of reactions) for (const one of reaction.by) people.add(one)
      for (const words of [text, ...before.map((earlier) => earlier.text)]) {
        const mentioned = mentionsIn(words)
        for (const id of mentioned.people) people.add(id)
        for (const id of mentioned.units) units.add(id)
      }
    }
    if (ending) people.add(ending.by)
    for (const back of reopened) {
      people.add(back.by)
      people.add(back.ending.by)
    }
  }
  return { people, units }
}

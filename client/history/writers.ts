/** Those who wrote on a page, as the views of its history name and mark them. */
import { type PersonId, talkootAuthor } from '#contract/ids.ts'
import { initials, unitColour } from '../ui/person-mark.ts'
import type { HistoryFacts } from './open-history.ts'

export interface Writer {
  readonly id: PersonId
  readonly name: string
  readonly initials: string
  /** Class of the colour; what nobody wrote by hand has a quiet one. */
  readonly colour: string
  /** Name of the unit, where it has one. */
  readonly unit: string | null
}

/** A unit in the colours of a page; null for all whose units are too small, or who have none. */
export interface Group {
  readonly id: string | null
  readonly name: string | null
  readonly colour: string
}

/** Class of the colour of those who share one. */
export const quietColour = 'u-none'

export interface Writers {
  readonly of: (id: PersonId) => Writer
  /** Whose id this is, if it is anybody's who wrote here. */
  readonly find: (id: string) => Writer | undefined
  readonly groupOf: (id: PersonId) => Group
}

/** `unknown` names whom the server does not name. */
export function writersOf({ people, units }: HistoryFacts, unknown: string): Writers {
  const byId = new Map<string, HistoryFacts['people'][number]>(
    people.map((person) => [person.id, person]),
  )
  const unitNames = new Map<string, string>(units.map(({ id, name }) => [id, name]))
  const of = (id: PersonId): Writer => {
    const person = byId.get(id)
    const isTalkoot = id === talkootAuthor
    const name = person?.name ?? (isTalkoot ? 'Talkoot' : unknown)
    return {
      id,
      name,
      initials: initials(name),
      colour: isTalkoot ? quietColour : unitColour(id),
      unit: (person?.unit && unitNames.get(person.unit)) ?? null,
    }
  }
  return {
    of,
    find: (id) => {
      const person = byId.get(id)
      return person && of(person.id)
    },
    groupOf: (id) => {
      const group = byId.get(id)?.group ?? null
      return {
        id: group,
        name: (group && unitNames.get(group)) ?? null,
        colour: group === null ? quietColour : unitColour(group),
      }
    },
  }
}

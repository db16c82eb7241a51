/** Which people are shown: what is searched for, kept in the address so that it can be shared. */
import type { UnitId } from '#contract/ids.ts'
import type { Person } from '#contract/records.ts'

export const kinds = ['admin', 'member', 'guest', 'manager'] as const
export type Kind = (typeof kinds)[number]
export const states = ['active', 'gone', 'all'] as const
export type State = (typeof states)[number]

export interface PeopleFilter {
  /** Searched for in name and e-mail address. */
  readonly words: string
  /** '' = of any unit or none. */
  readonly unit: UnitId | 'none' | ''
  readonly kind: Kind | ''
  readonly state: State
}

/** The filter that an address asks for. */
export function filterIn(params: URLSearchParams, units: readonly UnitId[]): PeopleFilter {
  const unit = params.get('unit')
  return {
    words: params.get('q') ?? '',
    unit: unit === 'none' ? unit : (units.find((id) => id === unit) ?? ''),
    kind: kinds.find((kind) => kind === params.get('kind')) ?? '',
    state: states.find((state) => state === params.get('state')) ?? 'active',
  }
}

/** The address's part for a filter, '' for the one that everybody begins with. */
export function addressOfFilter({ words, unit, kind, state }: PeopleFilter): string {
  const params = new URLSearchParams()
  if (words !== '') params.set('q', words)
  if (unit !== '') params.set('unit', unit)
  if (kind !== '') params.set('kind', kind)
  if (state !== 'active') params.set('state', state)
  return params.size === 0 ? '' : `?${params}`
}

/** Is nothing filtered? */
export function isWide({ words, unit, kind, state }: PeopleFilter): boolean {
  return words.trim() === '' && unit === '' && kind === '' && state === 'active'
}

/** May this person not come in any more: deactivated, or a guest whose time is over? */
export function isGone({ deactivatedAt, role, endsAt }: Person, now: number): boolean {
  if (deactivatedAt !== null) return true
  return role === 'guest' && endsAt !== null && Date.parse(endsAt) <= now
}

/** A person with the text that is searched in; made once for a list. */
export interface Searched {
  readonly person: Person
  readonly text: string
}

/** Makes people ready for searching. */
export function searchable(people: readonly Person[]): readonly Searched[] {
  return people.map((person) => ({ person, text: folded(`${person.name} ${person.email ?? ''}`) }))
}

/** The people that a filter lets through, in the order they come in. */
export function filtered(all: readonly Searched[], filter: PeopleFilter, now: number): Person[] {
  const words = folded(filter.words).split(/\s+/).filter(Boolean)
  return all
    .filter(({ person, text }) => {
      const { unit, kind, state } = filter
      if (state !== 'all' && isGone(person, now) !== (state === 'gone')) return false
      if (unit !== '' && person.unit !== (unit === 'none' ? null : unit)) return false
      if (kind === 'manager' ? !person.manager : kind !== '' && person.role !== kind) return false
      return words.every((word) => text.includes(word))
    })
    .map(({ person }) => person)
}

/** Without case and marks: whoever types "asa" finds Åsa. */
function folded(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
}

/** Who makes up the picture of a page's growth: units, never persons. */
import type { PersonId } from '#contract/ids.ts'
import { unitColour } from '../../ui/person-mark.ts'
import { type OpenHistory, personIn } from '../open-history.ts'

export interface Band {
  /** A unit's id, or what it is instead. */
  readonly id: string
  /** `others`: units too small to be shown, and who has none. */
  readonly kind: 'template' | 'unit' | 'others'
  /** Empty unless it is a unit. */
  readonly name: string
  /** Class that gives the colour. */
  readonly colour: string
  /** Number of the pattern, which tells it from the others without colours. */
  readonly pattern: number
  /** Characters at the end of each step. */
  readonly characters: readonly number[]
}

/** So many colours there are (`u1` to `u8`). */
const colours = 8

/**
 * The bands from the bottom to the top: units by name, the others. What came with the template grew
 * nowhere: it is a band only where there is nothing else.
 */
export function bandsOf(history: Pick<OpenHistory, 'moments' | 'facts'>): Band[] {
  const { facts, moments } = history
  const { people, characters } = moments.growth
  const sums = new Map<string, number[]>()
  people.forEach((person, i) => {
    const id = groupOf(person, history)
    const sum = sums.get(id)
    const own = characters[i] ?? []
    if (sum === undefined) sums.set(id, [...own])
    else own.forEach((n, step) => (sum[step] = (sum[step] ?? 0) + n))
  })
  const units = facts.units.filter(({ id }) => sums.has(id))
  const known = new Set<string>(units.map(({ id }) => id))
  const taken = new Set<string>()
  const band = (id: string, kind: Band['kind'], name: string, pattern: number): Band => {
    const colour = kind === 'unit' ? freeColour(id, taken) : kind
    return { id, kind, name, colour, pattern, characters: sums.get(id) ?? [] }
  }
  // A unit that is gone since has nothing to be called by.
  for (const [id, sum] of sums) {
    if (id === 'template' || id === 'others' || known.has(id)) continue
    const others = sums.get('others')
    sums.delete(id)
    sums.set('others', others?.map((n, step) => n + (sum[step] ?? 0)) ?? sum)
  }
  const written = [
    ...units.map(({ id, name }, i) => band(id, 'unit', name, i + 1)),
    ...(sums.has('others') ? [band('others', 'others', '', 0)] : []),
  ]
  return written.length === 0 ? [band('template', 'template', '', 0)] : written
}

/** Which band what a person wrote belongs to. */
export function groupOf(
  person: PersonId,
  { facts, moments }: Pick<OpenHistory, 'moments' | 'facts'>,
): string {
  if (moments.isTalkoot(person)) return 'template'
  return personIn(facts, person)?.group ?? 'others'
}

/** The unit's own colour; the next one where another unit here has the same. */
function freeColour(id: string, taken: Set<string>): string {
  const own = Number(unitColour(id).slice(1))
  for (let i = 0; i < colours; i++) {
    const colour = `u${((own - 1 + i) % colours) + 1}`
    if (taken.has(colour)) continue
    taken.add(colour)
    return colour
  }
  return `u${own}`
}

/** Who is told of what happens in a thread, and as what. Pure. */
import type { PersonId } from '#contract/ids.ts'
import type { Happening, NoticeKind, Way, Wishes } from '#contract/notices.ts'
import type { Page, Person } from '#contract/records.ts'

/** Somebody who may have to be told, with what they want. */
export interface Reader {
  readonly person: Pick<Person, 'id' | 'unit'>
  readonly wishes: Pick<Wishes, 'ways' | 'pages' | 'strategies'>
}

/**
 * As what they are told of it, and how: the first kind that fits and that they want to be told of.
 * Null: not at all. Who did it is never told.
 */
export function toldAs(
  happening: Happening,
  page: Pick<Page, 'owner' | 'deputy'>,
  { person, wishes }: Reader,
): { readonly kind: NoticeKind; readonly way: Exclude<Way, 'off'> } | null {
  if (person.id === happening.by) return null
  for (const kind of kindsFor(happening, page, { person, wishes })) {
    const way = wishes.ways[kind]
    if (way !== 'off') return { kind, way }
  }
  return null
}

function kindsFor(
  happening: Happening,
  { owner, deputy }: Pick<Page, 'owner' | 'deputy'>,
  { person: { id, unit }, wishes }: Reader,
): NoticeKind[] {
  const { people, units, what, begunBy, takePart, page, strategy } = happening
  const isMentioned = people.includes(id) || (unit !== null && units.includes(unit))
  // By other words for a comment nothing new is said but to whoever is mentioned in them.
  if (what === 'changed') return isMentioned ? ['mention'] : []
  const isFate = what === 'ended' || what === 'reopened'
  const fits: [NoticeKind, boolean][] = [
    ['mention', isMentioned],
    // Who began it is told what became of it as such, and not as of one more answer.
    ['fate', isFate && begunBy === id],
    ['reply', what !== 'begun' && (takePart.includes(id) || begunBy === id)],
    ['my-page', owner === id || deputy === id],
    ['watched', wishes.pages.includes(page) || wishes.strategies.includes(strategy)],
  ]
  return fits.flatMap(([kind, does]) => (does ? [kind] : []))
}

/** Everybody whom it may concern but members of units and who watches; some more than once. */
export function concerned(
  { people, begunBy, takePart }: Happening,
  { owner, deputy }: Pick<Page, 'owner' | 'deputy'>,
): PersonId[] {
  return [...people, begunBy, ...takePart, ...[owner, deputy].flatMap((one) => one ?? [])]
}

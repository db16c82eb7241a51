/** What there is of each publication: its editions, and whatever else its pages tell. */
import { type Edition, type EditionState, numberOf } from '#contract/editions.ts'
import type { PersonId, StrategyId } from '#contract/ids.ts'
import type { Language } from '#contract/records.ts'
import type { Bus } from '../../bus/bus.ts'
import type { People } from '../../people/people.ts'
import { type Editions, statesOf } from '../../publishing/editions/editions.ts'
import type { Publication, Publications } from '../../publishing/publications.ts'
import type { Consents } from '../editions-part.ts'

/** Messages may be lost: what is as old as this is looked up anew. */
const oldestMs = 60_000

/** How a strategy's editions stand today. */
export interface Shelf {
  readonly publication: Publication
  /** By number, newest first; without those that are only scheduled. */
  readonly editions: ReadonlyMap<string, Edition>
  readonly states: ReadonlyMap<Edition, EditionState>
  readonly current: Edition | null
  /** Who agree to be named, now. */
  readonly names: ReadonlyMap<PersonId, string>
  /** Where Talkoot is reached, without a slash at the end; null = not known. */
  readonly root: string | null
  readonly language: Language
  /** By the clock of the server, in UTC. */
  readonly today: string
}

export interface Shelves {
  /** Null where nothing has this address. */
  get(slug: string): Promise<Shelf | null>
  of(publication: Publication): Promise<Shelf>
  /** Who agree to be named in editions of the strategy. */
  names(strategy: StrategyId): Promise<ReadonlyMap<PersonId, string>>
  close(): void
}

export interface ShelvesDeps {
  readonly bus: Pick<Bus, 'subscribe'>
  readonly clock: () => number
  readonly consents: Pick<Consents, 'of'>
  readonly editions: Pick<Editions, 'list'>
  readonly people: Pick<People, 'founded' | 'get'>
  readonly publications: Pick<Publications, 'bySlug'>
  readonly publicUrl: URL | null
}

export const dayOf = (at: number | string) => new Date(at).toISOString().slice(0, 10)

export function createShelves(deps: ShelvesDeps): Shelves {
  const { bus, clock, consents, editions, people, publications, publicUrl } = deps
  const known = new Map<string, { readonly at: number; readonly shelf: Promise<Shelf | null> }>()

  const unsubscribe = bus.subscribe((message) => {
    // A strategy may have had another slug a moment ago, so all of them are looked up anew: that
    // reads a few records, and what was drawn stays where nothing of it is different.
    if (message.kind === 'publishing' || message.kind === 'people') known.clear()
  })

  async function names(strategy: StrategyId) {
    const found = new Map<PersonId, string>()
    for (const id of (await consents.of(strategy)).keys()) {
      const person = await people.get(id)
      // Whose name was taken away for good is not named any more, whatever they agreed to.
      if (person !== null && person.pseudonym === null) found.set(id, person.name)
    }
    return found
  }

  async function of(publication: Publication): Promise<Shelf> {
    const { strategy } = publication
    const [all, named, organisation] = await Promise.all([
      editions.list(strategy),
      names(strategy),
      people.founded(),
    ])
    const states = statesOf(all)
    const out = all.filter((edition) => states.get(edition) !== 'scheduled')
    const reached = publicUrl?.href ?? organisation.address
    return {
      publication,
      editions: new Map(out.map((edition) => [numberOf(edition), edition])),
      states,
      current: out.find((edition) => states.get(edition) === 'current') ?? null,
      names: named,
      root: reached?.replace(/\/$/, '') ?? null,
      language: organisation.language,
      today: dayOf(clock()),
    }
  }

  async function load(slug: string): Promise<Shelf | null> {
    const publication = await publications.bySlug(slug)
    return publication && of(publication)
  }

  return {
    of,
    names,
    get(slug) {
      const now = clock()
      const kept = known.get(slug)
      const isFresh = kept && kept.at <= now && now - kept.at < oldestMs
      if (kept && isFresh && dayOf(kept.at) === dayOf(now)) return kept.shelf
      const shelf = load(slug)
      const entry = { at: now, shelf }
      known.set(slug, entry)
      // What is not there is not remembered, nor what failed: anybody can ask for any name.
      const forget = () => known.get(slug) === entry && known.delete(slug)
      shelf.then((found) => found === null && forget(), forget)
      return shelf
    },
    close: unsubscribe,
  }
}

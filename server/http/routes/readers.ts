import type { FeedbackView, readerEndpoints } from '#contract/api/publishing.ts'
import { AppError, notFound } from '#contract/errors.ts'
import { type Edition, type Feedback, numberOf } from '#contract/editions.ts'
import type { PageId, PersonId } from '#contract/ids.ts'
import type { Person } from '#contract/records.ts'
import type { Access, StrategyGrant } from '../../people/access.ts'
import type { People } from '../../people/people.ts'
import type { Units } from '../../people/units.ts'
import { type Editions, statesOf } from '../../publishing/editions/editions.ts'
import type { FeedbackBook } from '../../publishing/readers/feedback-book.ts'
import { readCounts } from '../../publishing/readers/read-counts.ts'
import type { Removals } from '../../publishing/readers/removals.ts'
import type { ReadingBook } from '../../publishing/readers/reading-book.ts'
import type { Consents } from '../editions-part.ts'
import type { HandlersOf } from '../handlers.ts'
import type { Note } from '../note.ts'

/** What readers wrote, how many have read it, and who agrees to be named. */
export function readerRoutes(deps: {
  readonly access: Access
  readonly consents: Consents
  readonly editions: Pick<Editions, 'list'>
  readonly feedback: FeedbackBook
  readonly note: Note
  readonly people: Pick<People, 'founded' | 'get' | 'list'>
  readonly readings: ReadingBook
  readonly removals: Pick<Removals, 'remove'>
  readonly units: Pick<Units, 'list'>
}): HandlersOf<typeof readerEndpoints> {
  const { access, consents, editions, feedback, note, people, readings, removals, units } = deps

  /** Of which feedback somebody may see what it says, and say what became of it. */
  async function answersFor(grant: StrategyGrant): Promise<(page: PageId | null) => boolean> {
    if (grant.role === 'facilitator' && grant.only === null) return () => true
    const { id } = grant.person
    const own = (await access.pages(grant)).flatMap(({ page }) =>
      page.owner === id || page.deputy === id ? [page.id] : [],
    )
    const theirs = new Set<PageId>(own)
    return (page) => page !== null && theirs.has(page)
  }

  async function views(all: readonly Feedback[], out: readonly Edition[]): Promise<FeedbackView[]> {
    const names = new Map<PersonId, string | null>()
    const nameOf = async (id: PersonId | undefined | null) => {
      if (!id) return null
      const name = names.get(id) ?? (await people.get(id))?.name ?? null
      names.set(id, name)
      return name
    }
    const seen: FeedbackView[] = []
    for (const one of all) {
      const edition = out.find(({ id }) => id === one.edition)
      seen.push({
        ...one,
        number: edition ? numberOf(edition) : '',
        pageTitle: edition?.pages.find(({ page }) => page === one.page)?.title ?? null,
        personName: await nameOf(one.person),
        byName: await nameOf(one.fate?.by),
        mine: true,
      })
    }
    return seen
  }

  /** Everybody who may come in and read the strategy. */
  async function readersOf({ strategy }: StrategyGrant): Promise<Person[]> {
    const found: Person[] = []
    for (const person of await people.list()) {
      try {
        await access.strategy(person, strategy.id, 'strategy.read')
        found.push(person)
      } catch (error) {
        if (!(error instanceof AppError)) throw error
      }
    }
    return found
  }

  return {
    setConsent: async ({ body: { named }, grant: { person, strategy } }) => {
      await consents.set(strategy.id, person.id, named)
      return { named }
    },

    listFeedback: async ({ grant }) => {
      const { id } = grant.strategy
      const isTheirs = await answersFor(grant)
      const all = (await feedback.list(id)).filter(({ page }) => isTheirs(page))
      return { feedback: await views(all, await editions.list(id)) }
    },

    answerFeedback: async ({ body, grant, params }) => {
      const { person, strategy } = grant
      const found = await feedback.get(strategy.id, params.feedback)
      // Whoever may not see it is not told that it is there.
      if (!found || !(await answersFor(grant))(found.page)) throw notFound()
      const answered = await feedback.answer(strategy.id, found.id, { ...body, by: person.id })
      const [view] = await views([answered], await editions.list(strategy.id))
      if (!view) throw notFound()
      return view
    },

    removeFeedback: async ({ body, grant: { person, strategy } }) => {
      const removed = await removals.remove(strategy.id, body.feedback)
      const of = { by: person.id, strategy: strategy.id }
      note('feedback removed', { ...of, messages: String(removed) })
      return { removed }
    },

    getReadings: async ({ grant }) => {
      const { id, language } = grant.strategy
      const states = statesOf(await editions.list(id))
      const [current] = [...states].find(([, state]) => state === 'current') ?? []
      if (!current) return { number: null, read: null, all: 0, units: [] }
      const have = (await readings.list(id)).filter(({ edition }) => edition === current.id)
      const readers = await readersOf(grant)
      const counts = readCounts(readers, new Set(have.map(({ person }) => person)))
      const named = await units.list(language)
      return {
        number: numberOf(current),
        read: counts.read,
        all: counts.all,
        units: named.flatMap(({ id: unit, name }) => {
          const told = counts.units.get(unit)
          return told ? [{ unit, name, ...told }] : []
        }),
      }
    },
  }
}

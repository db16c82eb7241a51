/** Tells how pages came about: who wrote when, what was said about them and what became of it. */
import type { PageId, PersonId, Seq } from '#contract/ids.ts'
import type { Version } from '#contract/records.ts'
import { type Fate, mentionPattern, type Thread } from '#contract/threads.ts'
import { mondayOf, weekOf } from '../../chronicles/contributions.ts'
import { toldGroups, toldOf, toldParts } from './counted-people.ts'
import {
  isOwnWriting,
  isPerson,
  type OwnSitting,
  ownSittings,
  type StoryEntry,
} from './sittings.ts'
import type { Story } from './story.ts'

export interface StoryPage {
  readonly page: PageId
  /** The page as it is published. */
  readonly seq: Seq
  /** Up to `seq`, in their order. */
  readonly entries: readonly StoryEntry[]
  /** All of the page up to the moment of freezing. */
  readonly threads: readonly Thread[]
  /** Named ones up to `seq`. */
  readonly versions: readonly Version[]
  /** Is the thread about what is published, or about the whole page? */
  readonly shows: (thread: Thread) => boolean
}

/** What a story is told from. */
export interface StoryOf {
  readonly pages: readonly StoryPage[]
  /** The name of somebody's unit; null = they have none. */
  readonly unitOf: (person: PersonId) => string | null
  /** Are reasons published? */
  readonly reasons: boolean
  /** Milliseconds since 1970: what was said later is not told. */
  readonly frozenAt: number
}

/** The story of an edition. Of comments it tells how many, never what they say. */
export function storyOf(given: StoryOf): Story {
  const { frozenAt, unitOf } = given
  const pages = given.pages.map((page) => partOf(page, frozenAt))
  const contributors = [...new Set(pages.flatMap(({ people }) => [...people]))].toSorted(inOrder)
  const all = contributors.length
  const people = toldGroups({ all, groups: pages.map((page) => page.people.size) })
  const threads = pages.flatMap((page) => page.threads)
  const ended = threads.flatMap(({ ending }) => (ending === null ? [] : [ending.fate]))
  const [from, to] = writtenBetween(given.pages) ?? [frozenAt, frozenAt]
  return {
    from: dayOf(from),
    to: dayOf(to),
    weeks: weeksOf(
      pages.flatMap(({ sittings }) => sittings),
      { all, from, to },
    ),
    people: toldOf(all),
    units: unitsOf(contributors, unitOf),
    pages: pages.map((part, at) => ({
      page: part.page,
      people: people[at] ?? null,
      comments: part.threads.filter(({ proposal }) => proposal === null).length,
      proposals: part.threads.filter(({ proposal }) => proposal !== null).length,
      open: part.threads.filter(({ ending }) => ending === null).length,
      versions: part.versions,
    })),
    fates: countsOf(ended),
    reasons: given.reasons
      ? pages.flatMap(({ reasons }) => reasons).toSorted((a, b) => inOrder(a.on, b.on))
      : [],
    contributors,
  }
}

interface Part {
  readonly page: PageId
  /** Who wrote or said something. */
  readonly people: ReadonlySet<PersonId>
  readonly sittings: readonly OwnSitting[]
  /** In which something is said, as they were then. */
  readonly threads: readonly Thread[]
  readonly versions: Story['pages'][number]['versions']
  readonly reasons: Story['reasons']
}

function partOf(given: StoryPage, frozenAt: number): Part {
  const { entries, page, seq, shows } = given
  const threads = given.threads.flatMap((thread) => threadAt(thread, frozenAt))
  const spoke = threads.flatMap(({ comments }) =>
    comments.filter(({ deletedAt }) => deletedAt === null).map(({ by }) => by),
  )
  const wrote = entries.filter(isOwnWriting).map(({ author }) => author)
  return {
    page,
    people: new Set([...wrote, ...spoke.filter(isPerson)]),
    sittings: ownSittings(entries),
    threads,
    versions: given.versions
      .filter((one) => one.why === 'named' && one.name !== '' && one.seq <= seq)
      .toSorted((a, b) => a.seq - b.seq || inOrder(a.createdAt, b.createdAt))
      .map(({ createdAt, name }) => ({ name, on: createdAt.slice(0, 10) })),
    reasons: threads.filter(shows).flatMap(({ ending }) => {
      // Whom a reason mentions has not agreed to be named.
      const reason = ending?.reason.replace(mentionPattern, '').trim() ?? ''
      if (ending === null || reason === '') return []
      return [{ page, fate: ending.fate, on: ending.at.slice(0, 10), reason }]
    }),
  }
}

/** The thread as it was at a moment; nothing where all was deleted and nothing came of it. */
function threadAt(thread: Thread, frozenAt: number): Thread[] {
  const isBefore = ({ at }: { readonly at: string }) => Date.parse(at) <= frozenAt
  const comments = thread.comments.filter(isBefore)
  const ending = thread.ending !== null && isBefore(thread.ending) ? thread.ending : null
  if (comments.length === 0) return []
  if (ending === null && comments.every(({ deletedAt }) => deletedAt !== null)) return []
  return [{ ...thread, comments, ending }]
}

/** The first and the last time that anybody wrote; null = nobody did. */
function writtenBetween(pages: readonly StoryPage[]): readonly [number, number] | null {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { entries } of pages) {
    for (const { at } of entries.filter(isOwnWriting)) {
      from = Math.min(from, at)
      to = Math.max(to, at)
    }
  }
  return from <= to ? [from, to] : null
}

/** A sitting counts in the week in which it began, and so does who sat. */
function weeksOf(
  sittings: readonly OwnSitting[],
  { all, from, to }: { readonly all: number; readonly from: number; readonly to: number },
): Story['weeks'] {
  const [first, last] = [weekOf(from), weekOf(to)]
  const weeks = Array.from({ length: last - first + 1 }, (_, at) => ({
    monday: mondayOf(first + at),
    sittings: 0,
    people: new Set<PersonId>(),
  }))
  for (const { at, author } of sittings) {
    const week = weeks[weekOf(at) - first]
    if (week === undefined) continue
    week.sittings++
    week.people.add(author)
  }
  const told = toldGroups({ all, groups: weeks.map(({ people }) => people.size) })
  return weeks.map((week, at) => ({ ...week, people: told[at] ?? null }))
}

function unitsOf(
  people: readonly PersonId[],
  unitOf: (person: PersonId) => string | null,
): Story['units'] {
  const sizes = new Map<string, number>()
  for (const person of people) {
    const unit = unitOf(person)
    if (unit !== null) sizes.set(unit, (sizes.get(unit) ?? 0) + 1)
  }
  const units = [...sizes].map(([name, size]) => ({ name, people: size }))
  const told = toldParts({ all: people.length, groups: units.map((unit) => unit.people) })
  return units
    .filter((_, at) => told[at])
    .toSorted((a, b) => b.people - a.people || inOrder(a.name, b.name))
}

function countsOf(ended: readonly Fate[]): Story['fates'] {
  const counts: Record<Fate, number> = {
    answered: 0,
    adopted: 0,
    'adopted-changed': 0,
    merged: 0,
    parked: 0,
    declined: 0,
  }
  for (const fate of ended) counts[fate]++
  return counts
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/** By code units: the same whatever languages the server knows. */
function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

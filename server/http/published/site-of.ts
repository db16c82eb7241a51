/** An edition as its pages tell it today: what is drawn, and how to know whether it is still that. */
import { createHash } from 'node:crypto'
import { type Edition, numberOf } from '#contract/editions.ts'
import type { EditionLine, Served, SiteOf, Standing } from '../../publishing/site/site.ts'
import { dayOf, type Shelf } from './shelves.ts'

/** Where the pages are: at the publication's own address, at the edition's, or taken along. */
export type SitePlace = 'current' | 'number' | 'taken'

/** All of a site but its texts and files. */
export type Around = Omit<SiteOf, 'content' | 'previous' | 'files'>

export interface Drawing {
  readonly around: Around
  /** The edition by which “what changed” is told. */
  readonly previous: Edition | null
  /** The same as long as the same pages come of it. */
  readonly signature: string
}

export function drawingOf(shelf: Shelf, edition: Edition, place: SitePlace): Drawing {
  const { names, publication, root, today } = shelf
  const { feedbackDays, confirmation, slug } = publication
  const isServed = place === 'current'
  const address = root && `${root}/published/${slug}/`
  const served: Served = {
    search: isServed,
    feedbackDays: isServed ? feedbackDays : null,
    confirmation: isServed && confirmation,
    feeds: isServed,
    pdf: true,
    takenAlong: place === 'taken',
  }
  const around: Around = {
    sha256: edition.sha256,
    redactedOn: edition.redactions.map(({ at }) => dayOf(at)),
    editions: linesOf(shelf, place),
    standing: standingOf(shelf, edition, place),
    names,
    served,
    // What is taken along does not say where it came from: it may be out of its readers' reach.
    address:
      place === 'taken'
        ? null
        : place === 'number'
          ? address && `${address}${numberOf(edition)}/`
          : address,
    canonical: place === 'taken' ? null : address,
    today,
  }
  const previous = previousOf(shelf, edition)
  const told = {
    ...around,
    names: [...names],
    previous: previous?.sha256,
    number: numberOf(edition),
  }
  const signature = createHash('sha256').update(JSON.stringify(told)).digest('base64url')
  return { around, previous, signature }
}

/** The greatest number below it. A withdrawn one is not told of any more, nor is what it had. */
export function previousOf({ editions, states }: Shelf, edition: Edition): Edition | null {
  const before = [...editions.values()].filter(
    (one) =>
      states.get(one) !== 'withdrawn' &&
      (one.major < edition.major || (one.major === edition.major && one.minor < edition.minor)),
  )
  return before.toSorted((a, b) => b.major - a.major || b.minor - a.minor)[0] ?? null
}

/** The way from a place to the publication's own address. */
const wayUp = (place: SitePlace) => (place === 'current' ? './' : '../')

function linesOf({ editions, states }: Shelf, place: SitePlace): EditionLine[] {
  return [...editions].flatMap(([number, edition]): EditionLine[] => {
    const state = states.get(edition)
    if (state === undefined || state === 'scheduled' || edition.publishedAt === null) return []
    const front = state === 'current' ? wayUp(place) : `${wayUp(place)}${number}/`
    return [
      {
        number,
        on: dayOf(edition.publishedAt),
        validFrom: edition.validFrom,
        state,
        changeNote: edition.changeNote,
        href: place === 'taken' ? null : front,
      },
    ]
  })
}

function standingOf({ current }: Shelf, edition: Edition, place: SitePlace): Standing {
  const { withdrawn } = edition
  const href = place === 'taken' || current === null ? null : wayUp(place)
  if (withdrawn !== null) {
    return { is: 'withdrawn', on: dayOf(withdrawn.at), reason: withdrawn.reason, href }
  }
  if (current === null || current === edition) return { is: 'current' }
  return { is: 'superseded', by: numberOf(current), href }
}

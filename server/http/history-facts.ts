/** What there is to know of a page's history beside the history itself. */
import type { historyEndpoints } from '#contract/api/history.ts'
import type { Page, Person } from '#contract/records.ts'
import type { z } from 'zod'
import type { Chronicles } from '../chronicles/chronicles.ts'
import { isActive } from '../people/active.ts'
import type { People } from '../people/people.ts'
import type { Units } from '../people/units.ts'
import type { Desks } from '../process/desks.ts'
import type { UpdateLog } from '../storage/storage.ts'
import { shownUnits } from '../versions/groups.ts'
import type { Redactions } from '../versions/redactions.ts'
import type { Versions } from '../versions/versions.ts'

type Facts = z.input<(typeof historyEndpoints)['getHistoryFacts']['reply']>

export type HistoryFacts = (page: Page, reader: Person) => Promise<Facts>

export function createHistoryFacts(deps: {
  readonly chronicles: Pick<Chronicles, 'contributions'>
  /** Milliseconds since 1970. */
  readonly clock: () => number
  readonly desks: Pick<Desks, 'lastHere'>
  readonly log: UpdateLog
  readonly people: People
  readonly redactions: Pick<Redactions, 'list'>
  readonly units: Units
  readonly versions: Pick<Versions, 'list'>
}): HistoryFacts {
  const { chronicles, clock, desks, log, people, redactions, units, versions } = deps

  return async (page, reader) => {
    const { epoch, seq: head } = await log.head(page.id)
    const taken = await redactions.list(page)
    const moments = await versions.list(page)
    const { people: writers } = await chronicles.contributions(page.id)
    const by = [...moments, ...taken].map(({ createdBy }) => createdBy)
    const involved = new Set([...writers, ...by])
    const everybody = await people.list()
    const now = clock()
    const shown = shownUnits(everybody.filter((one) => isActive(one, now)).map((one) => one.unit))
    const here = everybody.filter(({ id }) => involved.has(id))
    const named = new Set(here.map(({ unit }) => unit))
    const { language } = await people.founded()
    return {
      head,
      epoch,
      redactions: [...taken],
      versions: [...moments],
      people: here.map(({ id, name, unit }) => ({
        id,
        name,
        unit,
        group: unit !== null && shown.has(unit) ? unit : null,
      })),
      units: (await units.list(language)).filter(({ id }) => named.has(id)),
      lastHere: await desks.lastHere(reader.id, page.id),
    }
  }
}

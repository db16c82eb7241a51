/** What an approval would publish, as pages that are marked as a draft. */
import type { Approval } from '#contract/editions.ts'
import type { EditionContent } from '../../publishing/editions/edition-content.ts'
import { type Editions, statesOf } from '../../publishing/editions/editions.ts'
import type { Site } from '../../publishing/site/site.ts'
import { createKept } from './kept.ts'
import { dayOf, type Shelves } from './shelves.ts'
import type { Sites } from './sites.ts'

const mostBytes = 32 * 1024 * 1024

export interface DraftSites {
  get(approval: Approval): Promise<Site>
}

export function createDraftSites(deps: {
  readonly clock: () => number
  readonly draft: (approval: Approval) => Promise<EditionContent>
  readonly editions: Editions
  readonly shelves: Pick<Shelves, 'names'>
  readonly sites: Pick<Sites, 'draw'>
}): DraftSites {
  const { clock, draft, editions, shelves, sites } = deps
  const kept = createKept<Site>(mostBytes, (site) =>
    [...site.values()].reduce((sum, { bytes }) => sum + bytes.length, 0),
  )

  return {
    async get(approval) {
      const { id, strategy } = approval
      const today = dayOf(clock())
      const [names, all] = await Promise.all([shelves.names(strategy), editions.list(strategy)])
      const states = statesOf(all)
      const current = all.find((one) => states.get(one) === 'current')
      const told = [approval, [...names], today, current?.sha256]
      return kept.get(id, JSON.stringify(told), async () => {
        const content = await draft(approval)
        const previous = current ? await editions.content(current) : null
        const around = {
          sha256: '',
          redactedOn: [],
          editions: [],
          standing: { is: 'draft' },
          names,
          served: {
            search: false,
            feedbackDays: null,
            confirmation: false,
            feeds: false,
            pdf: false,
            takenAlong: false,
          },
          address: null,
          canonical: null,
          today,
        } as const
        return sites.draw(content, around, previous)
      })
    },
  }
}

/** A strategy on its way to an edition: asked for, approved and published through the API. */
import type { BrowserContext } from 'playwright-core'
import { startApp } from '../support/app.ts'
import { computer } from './chromium.ts'
import { ask, foundedBy, joins, type Place } from './organisation.ts'

export interface Publishing {
  readonly place: Place
  /** Leads the strategy. */
  readonly aino: BrowserContext
  /** Writes in it. */
  readonly bo: BrowserContext
  readonly boId: string
  /** The address of the screen on which all of publishing begins. */
  readonly home: string
  /** Asks Bo to approve pages, as the management group. Gives the approval's id. */
  askBo(pages: readonly string[]): Promise<string>
  /** Bo's answer. */
  answer(approval: string, body: object): Promise<void>
  approve(approval: string): Promise<void>
  /** Publishes, now or later. Gives the edition's id. */
  publish(approval: string, publishAt?: string): Promise<string>
}

/** Founds an organisation whose strategy has an address, or is still without one. */
export async function publishing({ address = true } = {}): Promise<Publishing> {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const bo = await computer()
  const boId = await joins(aino, bo, app.url, 'Bo Berg')
  const api = `/api/strategies/${place.strategy}`
  if (address) {
    await ask(aino, app.url, 'PUT', `${api}/publication`, {
      slug: 'ours',
      reach: 'network',
      linkUntil: null,
      embedding: [],
      feedbackDays: null,
      confirmation: false,
    })
  }
  const answer = async (approval: string, body: object) => {
    await ask(bo, app.url, 'PUT', `${api}/approvals/${approval}/answer`, body)
  }
  return {
    ...{ place, aino, bo, boId, answer },
    home: `${app.url}/strategies/${place.strategy}/publishing`,
    async askBo(pages) {
      const made = (await ask(aino, app.url, 'POST', `${api}/approvals`, {
        pages: pages.map((page) => ({ page, ownerRole: 'Head of communications' })),
        approvers: [{ person: boId, role: 'Management group' }],
        note: '',
        reasons: true,
      })) as { id: string }
      return made.id
    },
    approve: (approval) =>
      answer(approval, { what: 'approved', despite: 'Agreed in the meeting.', named: false }),
    async publish(approval, publishAt) {
      const made = (await ask(aino, app.url, 'POST', `${api}/approvals/${approval}/edition`, {
        step: 'minor',
        changeNote: 'Answers come within a day.',
        validFrom: '2026-12-01',
        publishAt: publishAt ?? null,
      })) as { id: string }
      return made.id
    },
  }
}

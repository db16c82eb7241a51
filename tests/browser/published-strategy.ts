/** A strategy of which an edition is published, made through the API, for browsers to walk into. */
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { type AppOverrides, type RunningApp, startApp } from '../support/app.ts'
import { computer } from './chromium.ts'
import { ask, foundedBy, type Place } from './organisation.ts'

export interface PublishedPlace extends Place {
  readonly app: RunningApp
  readonly aino: BrowserContext
  /** Sets the server's clock on. */
  readonly passes: (ms: number) => void
}

/** How it is published unless something else is asked for. */
export const usual = {
  slug: 'ours',
  reach: 'network',
  linkUntil: null,
  embedding: [],
  feedbackDays: 5,
  confirmation: true,
} as const

/** An organisation with a strategy that nobody has given an address. `behind`: the server's clock, ms. */
export async function organised(behind = 0, overrides: AppOverrides = {}): Promise<PublishedPlace> {
  let ahead = -behind
  const app = await startApp({ clock: () => Date.now() + ahead, ...overrides })
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  return { ...place, app, aino, passes: (ms) => void (ahead += ms) }
}

/** Gives the strategy an address. */
export async function addressed(place: PublishedPlace, settings: object = {}): Promise<void> {
  const path = `/api/strategies/${place.strategy}/publication`
  await ask(place.aino, place.url, 'PUT', path, { ...usual, ...settings })
}

/** Publishes the first pages as they are: asked, approved and published by Aino. */
export async function publishes(place: PublishedPlace, pages = 2): Promise<void> {
  const { aino, strategy, url } = place
  const of = `/api/strategies/${strategy}/approvals`
  const { person } = (await ask(aino, url, 'GET', '/api/session')) as { person: { id: string } }
  const { id } = (await ask(aino, url, 'POST', of, {
    pages: place.pages.slice(0, pages).map((page) => ({ page, ownerRole: 'Communications' })),
    approvers: [{ person: person.id, role: 'Management group' }],
    note: '',
    reasons: true,
  })) as { id: string }
  const answer = { what: 'approved', despite: 'It is a beginning.', named: false }
  await ask(aino, url, 'PUT', `${of}/${id}/answer`, answer)
  await ask(aino, url, 'POST', `${of}/${id}/edition`, {
    step: 'major',
    changeNote: 'The first one.',
    validFrom: '2026-04-01',
    publishAt: null,
  })
}

/** Opens a part of the publishing area. */
export async function opensPart(
  who: BrowserContext,
  { strategy, url }: Place,
  part: 'feedback' | 'readings' | 'settings',
): Promise<Page> {
  const tab = await who.newPage()
  await tab.goto(`${url}/strategies/${strategy}/publishing/${part}`)
  await tab.locator('.publishing-nav [aria-current=page]').waitFor()
  return tab
}

/** Writes feedback by the public form. Gives the page on which what becomes of it is told. */
export async function writesFeedback(
  reader: BrowserContext,
  place: PublishedPlace,
  text: string,
  name = '',
): Promise<Page> {
  const tab = await reader.newPage()
  await tab.goto(`${place.url}/published/ours/feedback`)
  await tab.getByLabel('What would you like to say?').fill(text)
  if (name !== '') await tab.getByLabel('Your name').fill(name)
  // Nobody writes within two seconds, the form holds.
  place.passes(5_000)
  await tab.getByRole('button', { name: 'Send feedback' }).click()
  await tab.getByText('Thank you. It has arrived.').waitFor()
  return tab
}

/** Has the part of the screen, or something in it, the focus? */
export const hasFocus = (part: Locator): Promise<boolean> =>
  part.evaluate((one) => one.contains(document.activeElement))

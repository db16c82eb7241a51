/** An organisation with people and a strategy, made through the API, for browsers to walk into. */
import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'

export const password = 'a long enough password'

export interface Place {
  readonly url: string
  readonly strategy: string
  /** Ids of the six pages in their order. */
  readonly pages: readonly string[]
}

/** Calls the API as whoever is signed in on the computer. */
export async function ask(
  computer: BrowserContext,
  url: string,
  method: string,
  path: string,
  data?: unknown,
): Promise<unknown> {
  const answer = await computer.request.fetch(url + path, {
    method,
    headers: { origin: new URL(url).origin },
    ...(data === undefined ? {} : { data }),
  })
  expect(answer.ok(), `${method} ${path}: ${answer.status()}`).toBe(true)
  return answer.status() === 204 ? undefined : await answer.json()
}

/** Sets the organisation up; Aino, its administrator, is signed in on the computer. */
export async function foundedBy(aino: BrowserContext, url: string, token: string): Promise<Place> {
  await ask(aino, url, 'POST', '/api/setup', {
    token,
    organisation: 'Karelia',
    language: 'en',
    person: { name: 'Aino Koskinen', email: 'aino@example.org', password },
  })
  const made = (await ask(aino, url, 'POST', '/api/strategies', {
    name: 'Communication strategy',
    everyone: 'editor',
  })) as { id: string; pages: string[] }
  return { url, strategy: made.id, pages: made.pages }
}

/** Adds a person and signs them in on their computer. Gives their id. */
export async function joins(
  aino: BrowserContext,
  computer: BrowserContext,
  url: string,
  name: string,
): Promise<string> {
  const email = `${name.split(' ')[0]?.toLowerCase()}@example.org`
  const added = (await ask(aino, url, 'POST', '/api/people', { name, email, password })) as {
    id: string
  }
  await ask(computer, url, 'POST', '/api/session', { email, password })
  return added.id
}

/** Opens a page of the strategy for writing. */
export async function opens(computer: BrowserContext, place: Place, page = 0): Promise<Page> {
  const tab = await computer.newPage()
  await tab.goto(`${place.url}/pages/${place.pages[page]}`)
  await tab.locator('[role=textbox]').waitFor()
  return tab
}

/** Puts the caret into the n-th paragraph, which may have to be unfolded first, and types. */
export async function types(tab: Page, paragraph: number, text: string): Promise<void> {
  const place = tab.locator('[role=textbox] > p').nth(paragraph)
  await place.waitFor({ state: 'attached' })
  if (await place.isHidden()) await tab.locator('.question-fold button').click()
  await place.click()
  await tab.keyboard.press('End')
  await tab.keyboard.type(text)
}

/** Waits until the text stands on the page. */
export async function sees(tab: Page, text: string): Promise<void> {
  await tab.locator('.page-text').getByText(text).first().waitFor()
}

/** The page's paragraphs as this tab has them. */
export function paragraphs(tab: Page): Promise<string[]> {
  return tab.locator('.page-text > p').allTextContents()
}

/** The page's text on the server now. */
export async function textOnServer(
  computer: BrowserContext,
  place: Place,
  page = 0,
): Promise<string> {
  const path = `/api/pages/${place.pages[page]}/content`
  const content = (await ask(computer, place.url, 'GET', path)) as { text: string }
  return content.text
}

/** A strategy that people have talked about, made through the API. */
import type { BrowserContext } from 'playwright-core'
import { ask, type Place } from './organisation.ts'

export interface Said {
  readonly id: string
  readonly seq: number
  readonly comments: readonly { readonly id: string }[]
}

/** Says something about a whole page, as whoever is signed in on the computer. */
export async function begins(
  computer: BrowserContext,
  { url, pages }: Place,
  page: number,
  text: string,
): Promise<Said> {
  return (await ask(computer, url, 'POST', `/api/pages/${pages[page]}/threads`, { text })) as Said
}

/** Answers in a thread. */
export async function answers(
  computer: BrowserContext,
  { url, pages }: Place,
  page: number,
  { id }: Said,
  text: string,
): Promise<void> {
  await ask(computer, url, 'POST', `/api/pages/${pages[page]}/threads/${id}/comments`, { text })
}

/** Says what became of a thread, and why; null opens it again. */
export async function ends(
  computer: BrowserContext,
  { url, pages }: Place,
  page: number,
  { id }: Said,
  ending: { readonly fate: string; readonly reason: string } | null,
): Promise<void> {
  await ask(computer, url, 'PUT', `/api/pages/${pages[page]}/threads/${id}/ending`, { ending })
}

/** Files that people put into pages, over HTTP. */
import type { PageFile } from '#contract/records.ts'
import { endpoints } from '../../server/contract/api.ts'
import type { Answer, Browser } from './person.ts'

/** Sends a file to a page, and takes any answer. */
export function trySending(
  browser: Browser,
  page: string,
  bytes: Uint8Array,
  name = 'file',
  type = 'application/octet-stream',
): Promise<Answer> {
  return browser.ask('POST', `/api/pages/${page}/files`, bytes, {
    'Content-Type': type,
    'X-File-Name': encodeURIComponent(name),
  })
}

/** Sends a file to a page, which must be taken. */
export async function send(
  browser: Browser,
  page: string,
  bytes: Uint8Array,
  name?: string,
  type?: string,
): Promise<PageFile> {
  const answer = await trySending(browser, page, bytes, name, type)
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`)
  return endpoints.addFile.reply.parse(answer.body)
}

/** Where a file of a page is. */
export const fileAt = (page: string, file: string) => `/api/pages/${page}/files/${file}`

/** Pages and strategies as files: what is in them, for whom, and under which name. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchApp, type RunningApp, throwReported } from '../support/app.ts'
import { node, writeBlocks } from '../support/blocks.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { send } from '../support/page-files.ts'
import { picture } from '../support/pictures.ts'
import { type Member, Wiki } from '../support/wiki.ts'

let app: RunningApp
let wiki: Wiki
let berit: Member
beforeAll(async () => {
  app = await launchApp('', { storage: memoryStorage() })
  wiki = await Wiki.begin(app)
  berit = await wiki.person('Berit', 'reader')
})
afterAll(async () => {
  throwReported(app)
  await app.close()
})

const types = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  pdf: 'application/pdf',
} as const
const begins = { docx: 'PK', html: '<!doctype html>', md: '# ', pdf: '%PDF-' } as const
const formats = ['docx', 'html', 'md', 'pdf'] as const

const taken = (who: Member, address: string) => who.browser.get(address)

test('[P264] a page is given out in every format, under its own name', async () => {
  const page = await wiki.page('Asiakkaat ja tavoitteet')
  await writeBlocks(wiki, page, [node('paragraph', null, 'Answers within a day.')])
  for (const format of formats) {
    const answer = await taken(berit, `/api/pages/${page}/export/clean/${format}`)
    const { bytes } = answer
    expect([format, answer.status, answer.headers.get('content-type')]).toEqual([
      format,
      200,
      types[format],
    ])
    expect(bytes.subarray(0, begins[format].length).toString()).toBe(begins[format])
    const name = answer.headers.get('content-disposition')
    expect(name).toBe(`attachment; filename*=UTF-8''Asiakkaat%20ja%20tavoitteet.${format}`)
  }
})

test('[P265] a strategy has the pages its reader may read, in their order, and no other', async () => {
  const [first, hidden] = [await wiki.page('Customers here'), await wiki.page('Kept apart')]
  await writeBlocks(wiki, first, [node('paragraph', null, 'canaryread')])
  await writeBlocks(wiki, hidden, [node('paragraph', null, 'canaryhidden')])
  const narrowed = { others: null, named: [] }
  const params = { id: hidden }
  await wiki.aino.browser.does('changePageAccess', { params, body: { narrowed } })
  for (const format of ['md', 'html'] as const) {
    const { text } = await taken(berit, `/api/strategies/${wiki.strategy}/export/whole/${format}`)
    expect(text).toContain('canaryread')
    expect(text).not.toMatch(/canaryhidden|Kept apart/)
  }
})

test('[P266] what was deleted, said beside the page, or is internal is in no clean file', async () => {
  const page = await wiki.page('With canaries')
  await writeBlocks(wiki, page, [
    node('paragraph', { internal: true }, 'canaryinternal'),
    node('question', null, 'canaryquestion'),
    node('paragraph', null, 'shown'),
    node('paragraph', null, 'canarydeleted'),
  ])
  const client = await wiki.client(page, wiki.aino, { ack: true }).untilSynced()
  client.root.delete(client.root.length - 1, 1)
  await client.until(() => client.complete, 'stored')
  const params = { id: page }
  await wiki.aino.browser.does('beginThread', { params, body: { text: 'canarycomment' } })
  for (const format of ['md', 'html'] as const) {
    const { text } = await taken(berit, `/api/pages/${page}/export/clean/${format}`)
    expect(text).toContain('shown')
    expect(text).not.toMatch(/canary/)
  }
})

test('[P267] a title that names a folder cannot leave the one it is saved in', async () => {
  const page = await wiki.page('../../x')
  const { headers } = await taken(berit, `/api/pages/${page}/export/clean/md`)
  expect(headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''x.md")
})

test('[P268] a picture of a page that its reader may not see stays out of the file', async () => {
  const [page, secret] = [await wiki.page('Shows a picture'), await wiki.page('Has the picture')]
  const { id } = await send(wiki.aino.browser, secret, await picture('png').toBuffer())
  const image = node('image', { page: secret, file: id, alt: 'A map of all' })
  await writeBlocks(wiki, page, [image])
  const shown = async (who: Member) =>
    (await taken(who, `/api/pages/${page}/export/clean/html`)).text
  expect(await shown(berit)).toContain('data:image/')
  const narrowed = { others: null, named: [] }
  const params = { id: secret }
  await wiki.aino.browser.does('changePageAccess', { params, body: { narrowed } })
  const kept = await shown(berit)
  expect(kept).not.toContain('data:image/')
  expect(kept).toContain('A map of all')
  expect(await shown(wiki.aino)).toContain('data:image/')
})

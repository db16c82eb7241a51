import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { pageId } from '#contract/ids.ts'
import { rejection } from '#contract/wire.ts'
import type { RunningApp } from '../support/app.ts'
import { count } from '../support/collab-client.ts'
import { syncMessage } from '../support/raw-socket.ts'
import { type Member, Wiki } from '../support/wiki.ts'
import { shareWiki } from '../support/shared-wiki.ts'

let app: RunningApp
let wiki: Wiki
let berit: Member
let reader: Member

shareWiki(async (begun, running) => {
  wiki = begun
  app = running
  berit = await wiki.person('Berit', 'editor')
  reader = await wiki.person('Reader', 'reader')
})

const setLock = (page: string, locked: boolean) =>
  wiki.aino.browser.does('changePageAccess', { params: { id: page }, body: { locked } })
const lastEntry = async (page: string) => (await app.storage.log.head(pageId.parse(page))).seq

test('[A43] a page is locked and opened by facilitators; when and by whom the server says', async () => {
  const page = await wiki.page()
  const params = { id: page }
  const { browser, person } = wiki.aino
  expect(await browser.does('getPageAccess', { params })).toEqual({ narrowed: null, locked: null })
  const before = Date.now()
  const { locked } = await setLock(page, true)
  expect(locked?.by).toBe(person.id)
  expect(Date.parse(locked?.at ?? '')).toBeGreaterThanOrEqual(before)
  expect(Date.parse(locked?.at ?? '')).toBeLessThanOrEqual(Date.now())
  // Locked once more, it stays locked since then.
  expect((await setLock(page, true)).locked).toEqual(locked)
  expect(await berit.browser.does('getPage', { params })).toMatchObject({ locked, role: 'editor' })
  expect((await setLock(page, false)).locked).toBeNull()
  for (const { browser: other } of [berit, reader]) {
    const refused = await other.tries('changePageAccess', { params, body: { locked: true } })
    expect([refused.status, refused.error?.code]).toEqual([403, 'forbidden'])
    expect((await other.tries('getPageAccess', { params })).status).toBe(403)
  }
  expect(app.notes.filter(({ event }) => event === 'page opened or closed').at(-1)).toEqual({
    event: 'page opened or closed',
    details: { by: person.id, page, narrowed: 'no', named: '0', locked: 'no' },
  })
})

test('[A44] nobody renames a locked page, facilitators neither', async () => {
  const page = await wiki.page('Before')
  await setLock(page, true)
  const entries = await lastEntry(page)
  const rename = { params: { id: page }, body: { title: 'After' } }
  for (const { browser } of [wiki.aino, berit]) {
    const refused = await browser.tries('changePage', rename)
    expect([refused.status, refused.error?.code]).toEqual([423, 'locked'])
  }
  // Who may not write is told that, and not what others may not do either.
  expect((await reader.browser.tries('changePage', rename)).error?.code).toBe('forbidden')
  expect(await lastEntry(page)).toBe(entries)
  await setLock(page, false)
  expect((await berit.browser.does('changePage', rename)).title).toBe('After')
})

test('[R40] whoever writes hears at once that a page is locked, and that it is open again', async () => {
  const page = await wiki.page()
  const witness = await wiki.fresh(page)
  const writers = [
    wiki.client(page, wiki.aino, { ack: true }),
    wiki.client(page, berit, { ack: true }),
  ]
  const watching = wiki.client(page, reader, { ack: true })
  for (const client of [...writers, watching]) await client.untilSynced()
  writers[1]?.add('before;')
  await writers[1]?.until(() => writers[1]?.complete === true, 'saved')
  const entries = await lastEntry(page)
  await setLock(page, true)
  for (const client of writers) {
    await client.until(() => client.modes.at(-1) === 'locked', 'told', 2_000)
    expect(client.modes).toEqual(['normal', 'locked'])
  }
  const late = wiki.client(page, berit, { ack: true })
  await late.untilSynced()
  expect(late.modes).toEqual(['locked'])

  for (const [index, client] of [...writers, late].entries()) {
    client.add(`forbidden ${index};`)
    await client.until(() => client.rejected.length > 0, 'refused')
    expect(client.rejected[0]?.code).toBe(rejection.readOnly.code)
    expect(client.closes).toEqual([])
  }
  const away = wiki.client(page, berit, { ack: true })
  await away.untilSynced()
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(away.doc))
  copy.getXmlFragment('default').push([new Y.XmlElement('paragraph')])
  away.raw(syncMessage('step2', Y.encodeStateAsUpdate(copy)))
  await away.until(() => away.rejected.length > 0, 'refused')
  expect(await lastEntry(page)).toBe(entries)

  await setLock(page, false)
  for (const client of [...writers, late]) {
    await client.until(() => client.modes.at(-1) === 'normal', 'told', 2_000)
  }
  expect(watching.modes).toEqual(['read-only'])
  expect(watching.closes).toEqual([])
  const again = await wiki.fresh(page, berit)
  again.add('after;')
  await witness.until(() => witness.text.includes('after;'), 'told')
  expect(witness.text).toContain('before;')
  expect(witness.text).not.toContain('forbidden')
})

test('[R41] locked in the middle of typing: all that was acknowledged stays, nobody is cut off', async () => {
  for (let round = 0; round < 5; round += 1) {
    const page = await wiki.page()
    const people = [wiki.aino, berit, berit, berit]
    const typists = people.map((who) => wiki.client(page, who, { ack: true }))
    for (const typist of typists) await typist.untilSynced()
    let typed = 0
    const typing = setInterval(() => {
      typed += 1
      for (const [index, typist] of typists.entries()) {
        if (typist.modes.at(-1) === 'normal') typist.add(`word ${index}.${typed};`)
      }
    }, 1)
    await typists[0]?.until(() => (typists[0]?.acked.length ?? 0) > 10 + round, 'typed')
    await setLock(page, true)
    for (const typist of typists) {
      await typist.until(() => typist.modes.at(-1) === 'locked', 'told', 2_000)
    }
    clearInterval(typing)
    const seen = await wiki.fresh(page)
    const entries = await lastEntry(page)
    for (const typist of typists) {
      expect(typist.acked.length).toBeGreaterThan(10)
      for (const text of typist.acked) expect([text, count(seen.text, text)]).toEqual([text, 1])
      expect(typist.closes).toEqual([])
      expect(new Set(typist.rejected.map(({ code }) => code)).size).toBeLessThanOrEqual(2)
    }
    expect(await lastEntry(page)).toBe(entries)
    wiki.leave()
  }
})

/** History is a right of its own: whoever has it not never gets text that was deleted. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { endpoints } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { startApp, throwReported } from '../support/app.ts'
import { historyOf, writerOf } from '../support/page-history.ts'
import type { Browser } from '../support/person.ts'
import { type Member, Wiki } from '../support/wiki.ts'

const deleted = 'Ꝏꙮꟹ'

/** Everything that somebody can fetch about a page and its strategy. */
async function* answersTo(
  browser: Browser,
  ids: { readonly page: string; readonly strategy: string; readonly others: object },
) {
  const all: readonly (readonly [string, Endpoint])[] = Object.entries(endpoints)
  for (const [name, { access, method, path }] of all) {
    if (method !== 'GET') continue
    const id = access.by === 'page' ? ids.page : ids.strategy
    const params: Record<string, string> = { id, from: '0', ...ids.others }
    for (const seq of ['1', '2', '3', '4', '5']) {
      const filled = { ...params, seq, to: seq }
      const url = path.replace(/:(\w+)/g, (_, key: keyof typeof filled) => filled[key] ?? 'x')
      const answer = await browser.get(url)
      yield { name, answer }
      if (!path.includes(':seq') && !path.includes(':to')) break
    }
  }
}

async function begin() {
  const app = await startApp({ digestTimes: { wait: 10, every: 10 } })
  const wiki = await Wiki.begin(app)
  const page = await wiki.page()
  const params = { id: page }
  const { deletes, types } = await writerOf(wiki, page)
  await types(`Kept. ${deleted} `)
  await wiki.aino.browser.does('changePage', { params, body: { title: deleted } })
  await deletes(deleted)
  await wiki.aino.browser.does('changePage', { params, body: { title: 'Another' } })
  const body = { name: 'A version' }
  const { id: version } = await wiki.aino.browser.does('makeVersion', { params, body })
  const ids = { page, strategy: wiki.strategy, others: { version } }
  return { app, wiki, page, params, ids, history: { id: wiki.strategy } }
}

const holds = (bytes: Uint8Array) => Buffer.from(bytes).includes(deleted)

async function expectNothingDeleted(wiki: Wiki, ids: Parameters<typeof answersTo>[1], who: Member) {
  for await (const { answer, name } of answersTo(who.browser, ids)) {
    const told = [name, holds(answer.bytes), JSON.stringify([...answer.headers]).includes(deleted)]
    expect(told).toEqual([name, false, false])
  }
  // Also what a client that forgets nothing gets from the page's socket.
  const doc = new Y.Doc({ gc: false })
  const client = await wiki.client(ids.page, who, { doc }).untilSynced()
  expect(client.text).toContain('Kept.')
  expect(holds(Y.encodeStateAsUpdate(doc))).toBe(false)
  client.destroy()
}

test('[H73] who may not see the history never gets deleted text, by any route', async () => {
  const { app, history, ids, params, wiki } = await begin()
  // It can be found there at all.
  const seen: string[] = []
  for await (const { answer, name } of answersTo(wiki.aino.browser, ids)) {
    if (holds(answer.bytes)) seen.push(name)
  }
  expect(new Set(seen)).toEqual(
    new Set(['getHistory', 'getHistoryAfter', 'getPageAt', 'getPageChanges']),
  )

  for (const role of ['commenter', 'reader'] as const) {
    const who = await wiki.person(`A${role}`, role)
    await expectNothingDeleted(wiki, ids, who)
    const tried = await Promise.all([
      who.browser.tries('getHistory', { params }),
      who.browser.tries('getHistoryFacts', { params }),
      who.browser.tries('getPageParticipation', { params }),
      who.browser.tries('getStrategyParticipation', { params: { id: wiki.strategy } }),
    ])
    expect(tried.map(({ error }) => error?.code)).toEqual(Array(4).fill('forbidden'))
  }

  // An editor of a strategy that keeps its history to facilitators.
  const eva = await wiki.person('Eva', 'editor')
  expect((await historyOf(eva.browser, ids.page)).head).toBeGreaterThan(0)
  const change = { params: history, body: { history: 'facilitator' as const } }
  await wiki.aino.browser.does('changeStrategy', change)
  await expectNothingDeleted(wiki, ids, eva)
  const restore = { params, body: { kind: 'restore' as const, seq: 2 } }
  expect((await eva.browser.tries('restoreMoment', restore)).error?.code).toBe('forbidden')

  // A reader of one that shows it to everybody.
  const open = { params: history, body: { history: 'reader' as const } }
  await wiki.aino.browser.does('changeStrategy', open)
  const rita = await wiki.person('Rita', 'reader')
  expect((await historyOf(rita.browser, ids.page)).head).toBeGreaterThan(0)
  expect((await rita.browser.tries('restoreMoment', restore)).error?.code).toBe('forbidden')
  throwReported(app)
})

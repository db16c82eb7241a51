/** Histories, versions, restores and who took part: who gets what of which page. */
import * as Y from 'yjs'
import type { historyEndpoints } from '#contract/api/history.ts'
import { pageId } from '#contract/ids.ts'
import { pageRoot } from '#contract/page-schema.ts'
import type { IdPlace, Row, Target } from './row.ts'
import { at, foreign, inStrategies, onPages, writePage } from './strategy-rows.ts'
import type { Call, World } from './world.ts'

const page: IdPlace = { of: 'page' }

/** Facilitators and editors are shown the history, where a strategy does not say otherwise. */
const readHistory = {
  plain: 'ooo ooxx -- !!!',
  shared: 'ooo ooxx -o !!!',
  narrowed: 'ooo ox-- -- !!!',
  locked: 'ooo ooxx -- !!!',
  trashed: 'ooo ooxx -- !!!',
}

const reads = (params?: Call['params']): Row => ({
  ids: { 'params.id': page },
  targets: onPages(readHistory, () => ({ params })),
})

const version: IdPlace = { of: 'version', foreign: ({ b }) => [b.version] }

/** A call to a version that was made for it. */
const toVersions = (body?: unknown): Row => ({
  ids: { 'params.id': page, 'params.version': version },
  targets: {
    'a plain page': at(
      writePage.plain,
      ({ a }) => a.plain,
      async ({ a, admin: { browser } }) => {
        const params = { id: a.plain }
        const made = await browser.does('makeVersion', { params, body: { name: 'Some moment' } })
        return { params: { version: made.id }, body }
      },
    ),
    'a locked page': at(writePage.locked, ({ a }) => a.locked, known(body)),
    'a page in the trash': at(writePage.trashed, ({ a }) => a.trashed, known(body)),
    // It is there, but not on this page.
    'another page': at('--- --xx -- !!!', ({ a }) => a.above, known(body)),
    'a page of B': {
      gets: foreign,
      async call({ admin: { browser }, b }) {
        const params = { id: b.page }
        const made = await browser.does('makeVersion', { params, body: { name: 'Some moment' } })
        return { params: { ...params, version: made.id }, body }
      },
    },
  },
})
const known = (body: unknown) => (world: World) => ({
  params: { version: world.known.version },
  body,
})

/** A call that takes a page's title out of its history; the page is made for it. */
const toNewPage = (gets: string, strategy: (world: World) => string): Target => ({
  gets,
  async call(world) {
    const { app, admin } = world
    const params = { id: strategy(world) }
    const { id } = await admin.browser.does('makePage', { params, body: { title: 'A secret' } })
    const doc = new Y.Doc()
    for await (const { update } of app.storage.log.read(pageId.parse(id), 1)) {
      Y.applyUpdate(doc, update)
    }
    const title: unknown = doc.getXmlFragment(pageRoot).get(0)
    const text: unknown = title instanceof Y.XmlElement ? title.get(0) : null
    const written = text instanceof Y.XmlText ? text._start?.id : undefined
    const ranges = [{ client: written?.client ?? 0, clock: written?.clock ?? 0, length: 8 }]
    return { params: { id }, body: { ranges, reason: 'Pasted by mistake' } }
  },
})

export const historyRows: Readonly<Record<keyof typeof historyEndpoints, Row>> = {
  getHistory: reads(),
  getHistoryAfter: reads({ seq: '0' }),
  getHistoryFacts: reads(),
  getPageAt: reads({ seq: '1' }),
  getPageChanges: reads({ from: '0', to: '1' }),
  listVersions: reads(),
  makeVersion: {
    ids: { 'params.id': page },
    targets: onPages(writePage, () => ({ body: { name: 'Some moment' } })),
  },
  changeVersion: toVersions({ name: 'Another name' }),
  removeVersion: toVersions(),
  restoreMoment: {
    ids: { 'params.id': page },
    // The first moment at which a page has its file, which other rows look for.
    targets: onPages(writePage, () => ({ body: { kind: 'restore', seq: 3 } })),
  },
  redactHistory: {
    ids: { 'params.id': page },
    targets: {
      'a new page of A': toNewPage('ocx xxxx -- !!!', ({ a }) => a.id),
      'a new page of B': toNewPage('ocx ---- -- !!!', ({ b }) => b.id),
    },
  },
  getPageParticipation: reads(),
  getStrategyParticipation: {
    ids: { 'params.id': { of: 'strategy' } },
    targets: inStrategies('ooo ooxx -x !!!'),
  },
}

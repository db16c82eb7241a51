/** Strategies and pages: who gets what for which of them. */
import type { pageEndpoints } from '#contract/api/pages.ts'
import type { strategyEndpoints } from '#contract/api/strategies.ts'
import { everybodySignedIn, type IdPlace, plain, type Row, type Target } from './row.ts'
import type { Actor, Call, World } from './world.ts'

const strategy: IdPlace = { of: 'strategy' }
const page: IdPlace = { of: 'page' }
/** Pages of another strategy are none here. */
export const pageOfA: IdPlace = { of: 'page', foreign: ({ b }) => [b.page] }

/** Nobody but administrators has to do with B. */
export const foreign = 'ooo ---- -- !!!'

type Rest = (world: World, actor: Actor) => Call | Promise<Call>
const nothing: Rest = () => ({})

export function at(gets: string, id: (world: World) => string, rest: Rest): Target {
  return {
    gets,
    async call(world, actor) {
      const { body, params } = await rest(world, actor)
      return { params: { ...params, id: id(world) }, body }
    },
  }
}

/** The same call to A and to B. */
export function inStrategies(gets: string, rest: Rest = nothing): Row['targets'] {
  return {
    'strategy A': at(gets, ({ a }) => a.id, rest),
    'strategy B': at(foreign, ({ b }) => b.id, rest),
  }
}

/** The same call to each kind of page. */
export function onPages(
  gets: Readonly<Record<'shared' | 'plain' | 'narrowed' | 'locked', string>> & {
    readonly trashed?: string
  },
  rest: Rest = nothing,
): Row['targets'] {
  return {
    'a plain page': at(gets.plain, ({ a }) => a.plain, rest),
    'the guest’s page': at(gets.shared, ({ a }) => a.shared, rest),
    'a narrowed page': at(gets.narrowed, ({ a }) => a.narrowed, rest),
    'a locked page': at(gets.locked, ({ a }) => a.locked, rest),
    ...(gets.trashed !== undefined && {
      'a page in the trash': at(gets.trashed, ({ a }) => a.trashed, rest),
    }),
    'a page of B': at(foreign, ({ b }) => b.page, rest),
  }
}

export const readPage = {
  plain: 'ooo oooo -- !!!',
  shared: 'ooo oooo -o !!!',
  narrowed: 'ooo oo-- -- !!!',
  locked: 'ooo oooo -- !!!',
  trashed: 'ooo oooo -- !!!',
}
export const writePage = {
  plain: 'ooo ooxx -- !!!',
  shared: 'ooo ooxx -o !!!',
  narrowed: 'ooo ox-- -- !!!',
  locked: 'LLL LLxx -- !!!',
  trashed: 'LLL LLxx -- !!!',
}
export const managePage = {
  plain: 'ooo oxxx -- !!!',
  shared: 'ooo oxxx -x !!!',
  narrowed: 'ooo ox-- -- !!!',
  locked: 'ooo oxxx -- !!!',
  trashed: 'ooo oxxx -- !!!',
}

/** A new page of A, to be put into the trash or taken out. */
function newPage(
  gets: string,
  is: { readonly trashed?: true; readonly locked?: true; readonly narrowed?: true },
): Target {
  return {
    gets,
    async call({ a, actors, admin: { browser } }) {
      const made = await browser.does('makePage', { params: { id: a.id }, body: { title: 'New' } })
      const params = { id: made.id }
      if (is.trashed) await browser.does('trashPage', { params })
      if (is.locked) await browser.does('changePageAccess', { params, body: { locked: true } })
      if (is.narrowed) {
        const editor = actors.find(({ name }) => name === 'editor of A')?.person
        const named = editor ? [{ person: editor.id, role: 'reader' as const }] : []
        const narrowed = { others: null, named }
        await browser.does('changePageAccess', { params, body: { narrowed } })
      }
      return { params }
    },
  }
}

/** Those who have nothing to read in A. */
const strangers: IdPlace = {
  of: 'person',
  foreign: ({ actors, foreigner }) => [
    foreigner.person.id,
    ...actors.flatMap(({ name, person }) =>
      person && (name === 'member without a role' || name === 'deactivated editor of A')
        ? [person.id]
        : [],
    ),
  ],
}
const readerOfA = ({ actors }: World) =>
  actors.find(({ name }) => name === 'reader of A')?.person?.id ?? ''

export const strategyRows: Readonly<Record<keyof typeof strategyEndpoints, Row>> = {
  listStrategies: plain(everybodySignedIn),
  makeStrategy: plain('ooo oooo ox !!!', { name: 'Another strategy', everyone: null }),
  getStrategy: { ids: { 'params.id': strategy }, targets: inStrategies('ooo oooo -o !!!') },
  changeStrategy: {
    ids: { 'params.id': strategy },
    targets: inStrategies('ooo oxxx -x !!!', () => ({ body: { name: 'Renamed' } })),
  },
  listMembers: { ids: { 'params.id': strategy }, targets: inStrategies('ooo oooo -o !!!') },
  setMember: {
    ids: {
      'params.id': strategy,
      // Anybody in the organisation may be given a role.
      'params.person': { of: 'person' },
      'body.pages[]': pageOfA,
    },
    targets: {
      ...inStrategies('ooo oxxx -x !!!', ({ subject }) => ({
        params: { person: subject.person.id },
        body: { role: 'reader' },
      })),
      'some pages of A': at(
        'ooo oxxx -x !!!',
        ({ a }) => a.id,
        ({ a, subject }) => ({
          params: { person: subject.person.id },
          body: { role: 'reader', pages: [a.plain] },
        }),
      ),
    },
  },
  removeMember: {
    ids: {
      'params.id': strategy,
      'params.person': {
        of: 'person',
        foreign: ({ actors, foreigner }) => [
          foreigner.person.id,
          ...actors.flatMap(({ name, person }) =>
            name === 'member without a role' && person ? [person.id] : [],
          ),
        ],
      },
    },
    targets: inStrategies('ooo oxxx -x !!!', async ({ a, admin, b, subject }) => {
      const person = subject.person.id
      for (const { id } of [a, b]) {
        const params = { id, person }
        await admin.browser.does('setMember', { params, body: { role: 'reader' } })
      }
      return { params: { person } }
    }),
  },
}

export const pageRows: Readonly<Record<keyof typeof pageEndpoints, Row>> = {
  listPages: { ids: { 'params.id': strategy }, targets: inStrategies('ooo oooo -o !!!') },
  makePage: {
    ids: { 'params.id': strategy, 'body.parent': pageOfA, 'body.versionOf.page': pageOfA },
    targets: {
      ...inStrategies('ooo ooxx -x !!!', () => ({ body: { title: 'A page more' } })),
      'under a page': at(
        'ooo ooxx -x !!!',
        ({ a }) => a.id,
        ({ a }) => ({ body: { title: 'A page below', parent: a.above } }),
      ),
      'a version of a page': at(
        'ooo ooxx -x !!!',
        ({ a }) => a.id,
        ({ a }) => ({ body: { language: 'nb', versionOf: { page: a.plain, begin: 'copy' } } }),
      ),
    },
  },
  listTrash: { ids: { 'params.id': strategy }, targets: inStrategies('ooo ooxx -x !!!') },
  findPages: plain(everybodySignedIn),
  getPage: { ids: { 'params.id': page }, targets: onPages(readPage) },
  changePage: {
    ids: { 'params.id': page, 'body.owner': strangers, 'body.deputy': strangers },
    targets: {
      'somebody who answers for it': at(
        writePage.plain,
        ({ a }) => a.plain,
        (world) => ({ body: { owner: readerOfA(world), deputy: readerOfA(world) } }),
      ),
      ...onPages(writePage, () => ({ body: { title: 'Renamed' } })),
    },
  },
  movePage: {
    ids: { 'params.id': page, 'body.parent': pageOfA, 'body.before': pageOfA },
    targets: {
      'under a page, before another': at(
        writePage.plain,
        ({ a }) => a.plain,
        ({ a }) => ({ body: { parent: a.above, before: a.below } }),
      ),
      ...onPages(writePage, () => ({ body: { parent: null, before: null } })),
    },
  },
  trashPage: {
    ids: { 'params.id': page },
    targets: {
      'a new page': newPage(writePage.plain, {}),
      'a new narrowed page': newPage(writePage.narrowed, { narrowed: true }),
      'a locked page': at(writePage.locked, ({ a }) => a.locked, nothing),
      'a page in the trash': at(writePage.trashed, ({ a }) => a.trashed, nothing),
      'no page but a strategy': at('--- ---- -- !!!', ({ a }) => a.id, nothing),
    },
  },
  restorePage: {
    ids: { 'params.id': page },
    targets: {
      'a new page in the trash': newPage(writePage.plain, { trashed: true }),
      'a narrowed one': newPage(writePage.narrowed, { trashed: true, narrowed: true }),
      'a locked one': newPage(writePage.plain, { trashed: true, locked: true }),
      'a page that is there': at(writePage.shared, ({ a }) => a.shared, nothing),
      'a page of B': at(foreign, ({ b }) => b.page, nothing),
    },
  },
  setPageSource: {
    ids: { 'params.id': page, 'body.source': pageOfA },
    targets: {
      'a version of a page': at(
        writePage.plain,
        ({ a }) => a.plain,
        ({ a }) => ({ body: { source: a.inSwedish } }),
      ),
      ...onPages(writePage, () => ({ body: { source: null } })),
    },
  },
  getPageContent: { ids: { 'params.id': page }, targets: onPages(readPage) },
  getPageAccess: { ids: { 'params.id': page }, targets: onPages(managePage) },
  changePageAccess: {
    ids: {
      'params.id': page,
      // Anybody in the organisation may be named.
      'body.narrowed.named[].person': { of: 'person' },
    },
    targets: {
      'somebody named': at(
        managePage.plain,
        ({ a }) => a.plain,
        ({ subject: { person } }) => ({
          body: { narrowed: { others: 'editor', named: [{ person: person.id, role: 'reader' }] } },
        }),
      ),
      ...onPages(managePage, () => ({ body: {} })),
    },
  },
}

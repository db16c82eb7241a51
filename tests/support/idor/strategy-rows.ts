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
  gets: Readonly<Record<'shared' | 'plain' | 'narrowed' | 'locked', string>>,
  rest: Rest = nothing,
): Row['targets'] {
  return {
    'a plain page': at(gets.plain, ({ a }) => a.plain, rest),
    'the guest’s page': at(gets.shared, ({ a }) => a.shared, rest),
    'a narrowed page': at(gets.narrowed, ({ a }) => a.narrowed, rest),
    'a locked page': at(gets.locked, ({ a }) => a.locked, rest),
    'a page of B': at(foreign, ({ b }) => b.page, rest),
  }
}

export const readPage = {
  plain: 'ooo oooo -- !!!',
  shared: 'ooo oooo -o !!!',
  narrowed: 'ooo oo-- -- !!!',
  locked: 'ooo oooo -- !!!',
}
const managePage = {
  plain: 'ooo oxxx -- !!!',
  shared: 'ooo oxxx -x !!!',
  narrowed: 'ooo ox-- -- !!!',
  locked: 'ooo oxxx -- !!!',
}

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
    ids: { 'params.id': strategy },
    targets: inStrategies('ooo ooxx -x !!!', () => ({ body: { title: 'A page more' } })),
  },
  getPage: { ids: { 'params.id': page }, targets: onPages(readPage) },
  changePage: {
    ids: { 'params.id': page },
    targets: onPages(
      {
        plain: 'ooo ooxx -- !!!',
        shared: 'ooo ooxx -o !!!',
        narrowed: 'ooo ox-- -- !!!',
        locked: 'LLL LLxx -- !!!',
      },
      () => ({ body: { title: 'Renamed' } }),
    ),
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

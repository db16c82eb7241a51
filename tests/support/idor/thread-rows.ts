/** What is said about pages: who gets what for which page, thread and comment. */
import type { threadEndpoints } from '#contract/api/threads.ts'
import type { IdPlace, Row, Target } from './row.ts'
import { commentOnPage } from './process-rows.ts'
import { at, foreign, inStrategies, managePage, onPages, readPage } from './strategy-rows.ts'
import type { Actor, Said, World } from './world.ts'

const page: IdPlace = { of: 'page' }
/** Chosen by the caller for what they send, and never looked up for anybody else. */
const key: IdPlace = { of: 'thread', chosen: true }

const elsewhere = ({ a, b, said }: World): readonly Said[] =>
  [a.shared, a.narrowed, b.page].flatMap((id) => said[id] ?? [])
/** Threads and comments of other pages are none of this one. */
const thread: IdPlace = {
  of: 'thread',
  foreign: (world) => elsewhere(world).map((one) => one.thread),
}
const comment: IdPlace = {
  of: 'comment',
  foreign: (world) => elsewhere(world).map((one) => one.comment),
}
const inThread = { 'params.id': page, 'params.thread': thread }
const inComment = { ...inThread, 'params.comment': comment }

const saidOn = ({ said }: World, id: string): Said =>
  said[id] ?? { thread: '', comment: '', proposal: '' }

/** The same call to each kind of page, on what somebody else said there. */
function toThreads(gets: Parameters<typeof onPages>[0], body?: object): Row['targets'] {
  const to = (what: string, id: (world: World) => string): Target =>
    at(what, id, (world) => ({ params: { ...saidOn(world, id(world)) }, body }))
  return {
    'a plain page': to(gets.plain, ({ a }) => a.plain),
    'the guest’s page': to(gets.shared, ({ a }) => a.shared),
    'a narrowed page': to(gets.narrowed, ({ a }) => a.narrowed),
    'a locked page': to(gets.locked, ({ a }) => a.locked),
    ...(gets.trashed !== undefined && {
      'a page in the trash': to(gets.trashed, ({ a }) => a.trashed),
    }),
    'a page of B': to(foreign, ({ b }) => b.page),
  }
}

/** What the caller said themselves, or where they may not say anything what somebody else did. */
async function own(world: World, { browser }: Actor, id: string): Promise<Said> {
  const { status, body } = await browser.tries('beginThread', {
    params: { id },
    body: { text: 'My own' },
  })
  const made = body as { id: string; comments: { id: string }[] }
  const known = saidOn(world, id)
  return status === 201 ? { ...known, thread: made.id, comment: made.comments[0]?.id ?? '' } : known
}

/** The same call on the caller's own words, and on somebody else's. */
function toWords(body?: object): Row['targets'] {
  const mine = (gets: string, id: (world: World) => string): Target =>
    at(gets, id, async (world, actor) => ({
      params: { ...(await own(world, actor, id(world))) },
      body,
    }))
  return {
    'my own': mine(commentOnPage.plain, ({ a }) => a.plain),
    'my own on the guest’s page': mine(commentOnPage.shared, ({ a }) => a.shared),
    'my own on a narrowed page': mine(commentOnPage.narrowed, ({ a }) => a.narrowed),
    'my own on a locked page': mine(commentOnPage.locked, ({ a }) => a.locked),
    'my own on a page of B': mine(foreign, ({ b }) => b.page),
    'somebody else’s': at(
      'xxx xxxx -- !!!',
      ({ a }) => a.plain,
      (world) => ({ params: { ...saidOn(world, world.a.plain) }, body }),
    ),
    'somebody else’s in the trash': at(
      'LLL LLLx -- !!!',
      ({ a }) => a.trashed,
      (world) => ({ params: { ...saidOn(world, world.a.trashed) }, body }),
    ),
  }
}

const decideOnPage = {
  plain: 'ooo ooxx -- !!!',
  shared: 'ooo ooxx -o !!!',
  narrowed: 'ooo ox-- -- !!!',
  locked: 'ooo ooxx -- !!!',
  trashed: 'LLL LLLx -- !!!',
}

export const threadRows: Readonly<Record<keyof typeof threadEndpoints, Row>> = {
  listThreads: { ids: { 'params.id': page }, targets: onPages(readPage) },
  beginThread: {
    ids: { 'params.id': page, 'body.key': key },
    targets: onPages(commentOnPage, () => ({ body: { text: 'Why so?' } })),
  },
  addComment: {
    ids: { ...inThread, 'body.key': key },
    targets: toThreads(commentOnPage, { text: 'Because' }),
  },
  changeComment: { ids: inComment, targets: toWords({ text: 'In other words' }) },
  removeComment: { ids: inComment, targets: toWords() },
  hideComment: { ids: inComment, targets: toThreads(managePage, { reason: 'Our ground rules' }) },
  react: { ids: inComment, targets: toThreads(commentOnPage, { name: 'agree', on: true }) },
  endThread: {
    ids: { ...inThread, 'body.ending.into': thread },
    targets: {
      // One that is open stays so, for whoever might have opened it.
      ...toThreads(decideOnPage, { ending: null }),
      'merged with another one': at(
        decideOnPage.plain,
        ({ a }) => a.plain,
        async (world) => {
          const params = { id: world.a.plain }
          const body = { text: 'To be merged' }
          const made = await world.admin.browser.does('beginThread', { params, body })
          const into = saidOn(world, world.a.plain).thread
          return {
            params: { thread: made.id },
            body: { ending: { fate: 'merged', reason: 'The same question', into } },
          }
        },
      ),
    },
  },
  // Declined already: whoever might accept it is told so.
  acceptProposal: {
    ids: inThread,
    targets: Object.fromEntries(
      Object.entries({
        'a plain page': ['=== ==xx -- !!!', 'plain'],
        'the guest’s page': ['=== ==xx -= !!!', 'shared'],
        'a narrowed page': ['=== =x-- -- !!!', 'narrowed'],
        'a locked page': ['LLL LLxx -- !!!', 'locked'],
        'a page in the trash': ['LLL LLxx -- !!!', 'trashed'],
      } as const).map(([name, [gets, which]]) => [
        name,
        at(
          gets,
          ({ a }) => a[which],
          (world) => ({
            params: { thread: saidOn(world, world.a[which]).proposal },
            body: { replacing: 'We talk openly' },
          }),
        ),
      ]),
    ),
  },
  exportThreads: {
    ids: { 'params.id': page },
    targets: onPages(readPage, () => ({ params: { format: 'csv' } })),
  },
  getContributions: {
    ids: { 'params.id': { of: 'strategy' } },
    targets: inStrategies('ooo oooo -o !!!'),
  },
}

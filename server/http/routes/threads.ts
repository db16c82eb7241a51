import type { threadEndpoints } from '#contract/api/threads.ts'
import { mayInStrategy, type StrategyAction } from '#contract/permissions.ts'
import type { Accepting } from '../../comments/accepting.ts'
import type { Discussion } from '../../comments/discussion.ts'
import type { Endings } from '../../comments/endings.ts'
import type { FirstLook } from '../../comments/first-look.ts'
import { type SeenThread, seenThread } from '../../comments/seen-thread.ts'
import { sumOf } from '../../comments/tally.ts'
import type { Threads } from '../../comments/threads.ts'
import type { Access, PageGrant } from '../../people/access.ts'
import type { People } from '../../people/people.ts'
import type { Units } from '../../people/units.ts'
import type { Rooms } from '../../rooms/rooms.ts'
import { createExportThreads } from '../export-threads.ts'
import type { HandlersOf } from '../handlers.ts'
import { createNamesIn } from '../thread-names.ts'

/** What people say about pages, and what becomes of it. */
export function threadRoutes(deps: {
  readonly accepting: Accepting
  readonly access: Access
  readonly discussion: Discussion
  readonly endings: Endings
  readonly firstLook: Pick<FirstLook, 'at'>
  readonly people: People
  readonly rooms: Pick<Rooms, 'peek'>
  readonly threads: Threads
  readonly units: Units
}): HandlersOf<typeof threadEndpoints> {
  const { accepting, access, discussion, endings, firstLook, rooms, threads } = deps
  const namesIn = createNamesIn(deps)
  const exported = createExportThreads({ namesIn, rooms })

  const seenOn = async (grant: PageGrant): Promise<SeenThread[]> =>
    (await threads.of(grant.page.id)).map((one) => seenThread(one, grant))

  return {
    listThreads: async ({ grant }) => {
      firstLook.at(grant.page.id)
      const seen = await seenOn(grant)
      return { threads: seen, ...(await namesIn(seen)), may: mayOf(grant) }
    },

    beginThread: async ({ body, grant, stillMay }) =>
      seenThread(await discussion.begin(grant, body, stillMay), grant),

    addComment: async ({ body, grant, params: { thread } }) =>
      seenThread(await discussion.add(grant, thread, body), grant),

    changeComment: async ({ body: { text }, grant, params }) =>
      seenThread(await discussion.change(grant, params, text), grant),

    removeComment: async ({ grant, params }) =>
      seenThread(await discussion.remove(grant, params), grant),

    hideComment: async ({ body: { reason }, grant, params }) =>
      seenThread(await discussion.hide(grant, params, reason), grant),

    react: async ({ body, grant, params }) =>
      seenThread(await discussion.react(grant, params, body), grant),

    endThread: async ({ body: { ending }, grant, params: { thread } }) =>
      seenThread(
        ending === null
          ? await endings.reopen(grant, thread)
          : await endings.end(grant, thread, ending),
        grant,
      ),

    acceptProposal: async ({ body, grant, params: { thread }, stillMay }) =>
      seenThread(await accepting.accept(grant, thread, body, stillMay), grant),

    exportThreads: async ({ grant, params: { format } }) =>
      exported(grant, await seenOn(grant), format),

    getContributions: async ({ grant }) => {
      const pages = await Promise.all(
        (await access.pages(grant)).map(async ({ page: { id, title } }) => ({
          ...{ page: id, title, tally: await threads.tally(id) },
        })),
      )
      const { ended, proposals, threads: all, unanswered } = sumOf(pages.map(({ tally }) => tally))
      const open = pages
        .filter(({ tally }) => tally.open > 0)
        .map(({ page, tally, title }) => ({
          ...{ page, title, open: tally.open, unanswered: tally.unanswered },
        }))
      return { threads: all, proposals, ended, unanswered, open }
    },
  }
}

/** What a reader may do here, so that they are not offered anything else. */
function mayOf({ page, role }: PageGrant) {
  const may = (action: StrategyAction) => mayInStrategy(role, action)
  const isOpen = page.trashed === null
  return {
    comment: isOpen && may('page.comment'),
    decide: isOpen && may('thread.decide'),
    hide: may('comment.hide'),
  }
}

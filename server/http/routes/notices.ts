import type { noticeEndpoints } from '#contract/api/notices.ts'
import type { Notices } from '../../notices/notices.ts'
import type { HandlersOf } from '../handlers.ts'

/** A person's inbox, what they want to be told of, what they watch, and links that stop e-mail. */
export function noticeRoutes(deps: {
  readonly notices: Notices
}): HandlersOf<typeof noticeEndpoints> {
  const { notices } = deps
  const { watching } = notices

  return {
    listNotices: ({ grant }) => notices.list(grant.person),
    countNotices: async ({ grant }) => ({ unread: await notices.unread(grant.person) }),
    readNotices: async ({ grant, body }) => {
      await notices.markRead(grant.person.id, body.ids ?? null, body.read)
    },
    getWishes: ({ grant }) => notices.wishes(grant.person),
    setWishes: ({ grant, body }) => notices.wish(grant.person, body),
    getPageWatch: async ({ grant: { page, person } }) => ({
      watching: (await watching.of(person.id)).pages.includes(page.id),
    }),
    watchPage: async ({ grant: { page, person }, body }) => {
      await watching.watchPage(person.id, page.id, body.watching)
    },
    watchStrategy: async ({ grant: { person, strategy }, body }) => {
      await watching.watchStrategy(person.id, strategy.id, body.watching)
    },
    stopMail: async ({ params }) => {
      await notices.stop(params.code)
    },
  }
}

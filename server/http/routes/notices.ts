import type { noticeEndpoints } from '#contract/api/notices.ts'
import { notFound } from '#contract/errors.ts'
import type { HandlersOf } from '../handlers.ts'

const notYet = async (): Promise<never> => {
  throw notFound()
}

/** To be written. */
export function noticeRoutes(_deps: object): HandlersOf<typeof noticeEndpoints> {
  return {
    listNotices: notYet,
    countNotices: notYet,
    readNotices: notYet,
    getWishes: notYet,
    setWishes: notYet,
    getPageWatch: notYet,
    watchPage: notYet,
    watchStrategy: notYet,
    stopMail: notYet,
  }
}

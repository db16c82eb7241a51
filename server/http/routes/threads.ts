import type { threadEndpoints } from '#contract/api/threads.ts'
import { notFound } from '#contract/errors.ts'
import type { HandlersOf } from '../handlers.ts'

const notYet = async (): Promise<never> => {
  throw notFound()
}

/** To be written. */
export function threadRoutes(_deps: object): HandlersOf<typeof threadEndpoints> {
  return {
    listThreads: notYet,
    beginThread: notYet,
    addComment: notYet,
    changeComment: notYet,
    removeComment: notYet,
    hideComment: notYet,
    react: notYet,
    endThread: notYet,
    acceptProposal: notYet,
    exportThreads: notYet,
    getContributions: notYet,
  }
}

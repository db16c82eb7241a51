import type { Notice, Way } from '#contract/notices.ts'
import type { Person } from '#contract/records.ts'

/** By which e-mail a person is to get what comes to them in a way; null = by none. */
export type MailFor = (person: Person) => Promise<(way: Way) => Notice['mail']>

/** Nobody without an address gets any, and nobody where none can be sent. */
export function createMailFor(possible: () => Promise<boolean>): MailFor {
  return async ({ email }) => {
    const may = email !== null && (await possible())
    return (way) => (may && (way === 'at-once' || way === 'digest') ? way : null)
  }
}

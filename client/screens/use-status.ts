import { useSyncExternalStore } from 'react'
import type { PageSession, SessionStatus } from '../net/page-session.ts'

const nothing = () => () => {}

/**
 * One part of a session's status. Only a change of that part renders the component again, so that
 * typing, which changes the counts, leaves the rest of the screen alone.
 */
export function useStatus<K extends keyof SessionStatus>(
  session: PageSession | null,
  part: K,
): SessionStatus[K] | undefined {
  return useSyncExternalStore(session?.subscribe ?? nothing, () => session?.getStatus()[part])
}

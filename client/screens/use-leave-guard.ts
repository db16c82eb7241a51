import { useEffect } from 'react'
import type { PageSession } from '../net/page-session.ts'
import { wouldLose } from '../net/save-state.ts'

/**
 * Warns before the tab is closed while it holds text that is kept nowhere else, and asks the
 * browser for lasting storage at the moment when text begins to depend on it.
 */
export function useLeaveGuard(session: PageSession | null, onlyHere: boolean): void {
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      if (onlyHere || (session !== null && wouldLose(session.getStatus()))) event.preventDefault()
    }
    globalThis.addEventListener('beforeunload', onLeave)
    return () => globalThis.removeEventListener('beforeunload', onLeave)
  }, [session, onlyHere])

  useEffect(() => {
    if (session === null || !globalThis.isSecureContext) return
    const stop = session.subscribe(() => {
      const { connection, unsaved } = session.getStatus()
      if (connection.at !== 'offline' || unsaved === 0) return
      stop()
      void navigator.storage.persist()
    })
    return stop
  }, [session])
}

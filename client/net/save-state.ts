import type { SessionStatus } from './page-session.ts'

/** What the interface says about saving: words, and whether they are good news. */
export type SaveState =
  | { readonly tone: 'good'; readonly say: 'saved' | 'reading' | 'locked' }
  | { readonly tone: 'busy'; readonly say: 'connecting' | 'saving' }
  | { readonly tone: 'kept'; readonly say: 'offline' | 'kept'; readonly changes: number }
  | {
      readonly tone: 'bad'
      readonly say: 'notKept' | 'notSaving' | 'blocked' | 'signedOut' | 'revoked' | 'refused'
      readonly changes: number
    }
  | {
      readonly tone: 'bad'
      readonly say: 'outdated' | 'broken' | 'gone'
      readonly changes: number
    }

/**
 * The one sentence about saving. "Saved" is said only while connected and when everything sent has
 * been acknowledged from the server's disk.
 */
export function saveState(status: SessionStatus, mayWrite: boolean): SaveState {
  const { connection, unsaved: changes, kept } = status
  switch (connection.at) {
    case 'live':
      if (connection.mode === 'not-saving') return { tone: 'bad', say: 'notSaving', changes }
      if (connection.mode === 'locked' && mayWrite && changes === 0) {
        return { tone: 'good', say: 'locked' }
      }
      if (!mayWrite && changes === 0) return { tone: 'good', say: 'reading' }
      if (status.complete) return { tone: 'good', say: 'saved' }
      return { tone: 'busy', say: 'saving' }
    case 'connecting':
      if (changes === 0) return { tone: 'busy', say: 'connecting' }
      return waiting(kept, changes, 'kept')
    case 'offline':
      if (connection.blocked) return { tone: 'bad', say: 'blocked', changes }
      return waiting(kept, changes, changes === 0 ? 'offline' : 'kept')
    case 'ended':
      switch (connection.ending.why) {
        case 'signed-out':
          return { tone: 'bad', say: 'signedOut', changes }
        default:
          return { tone: 'bad', say: connection.ending.why, changes }
      }
  }
}

function waiting(kept: SessionStatus['kept'], changes: number, say: 'offline' | 'kept'): SaveState {
  if (changes > 0 && kept === 'no') return { tone: 'bad', say: 'notKept', changes }
  if (changes > 0 && kept === 'unknown') return { tone: 'busy', say: 'saving' }
  return { tone: 'kept', say, changes }
}

/** Would closing the tab now lose something that is kept nowhere else? */
export function wouldLose(status: SessionStatus): boolean {
  return status.unsaved > 0 && status.kept !== 'yes'
}

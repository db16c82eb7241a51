import type { PersonId } from '#contract/ids.ts'
import { call } from './api.ts'
import { discardCopies } from './databases.ts'
import { Failure } from './failure.ts'
import { noteGuest } from './last-guest.ts'
import { recallNames, remember } from './stored.ts'

const channelName = 'talkoot'

/**
 * Ends the session on the server and deletes all that this browser keeps of the person: copies,
 * texts set aside, comments that were not sent, remembered answers, counts. Rejects, having deleted nothing, when the server
 * can't be reached: a session that lives on must not look ended.
 */
export async function signOut(person: PersonId): Promise<void> {
  try {
    await call('signOut', {})
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'not-signed-in') throw error
  }
  for (const kind of ['records', 'unsent', 'copy', 'unfolded', 'comments']) {
    for (const name of recallNames(`${kind}.${person}.`)) remember(name, null)
  }
  remember('session', null)
  noteGuest(null)
  if (typeof indexedDB !== 'undefined') await discardCopies(person)
  const channel = new BroadcastChannel(channelName)
  channel.postMessage('signed-out')
  channel.close()
}

/** Calls back when another tab of this browser signs out, until the returned function is called. */
export function onSignedOutElsewhere(listener: () => void): () => void {
  const channel = new BroadcastChannel(channelName)
  channel.addEventListener('message', ({ data }) => {
    if (data === 'signed-out') listener()
  })
  return () => channel.close()
}

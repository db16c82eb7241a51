import type { PageSession } from '../net/page-session.ts'
import { type SaveState, saveState } from '../net/save-state.ts'

/** How long "Saved" waits after the last change, milliseconds: nobody wants to read a flicker. */
const calm = 500

export interface ShownSaveState {
  readonly state: SaveState
  /** What screen readers are told: bad news, and that it is over. null: nothing yet. */
  readonly told: SaveState | null
}

/**
 * What is shown about saving, as a store. It may say "Saving…" longer than needed, never "Saved"
 * too early.
 */
export function shownSaveState(session: PageSession, mayWrite: boolean) {
  const read = () => saveState(session.getStatus(), mayWrite)
  let shown: ShownSaveState = next({ state: read(), told: null }, read())
  return {
    get: () => shown,
    subscribe: (listener: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      const show = (state: SaveState) => {
        if (JSON.stringify(state) === JSON.stringify(shown.state)) return
        shown = next(shown, state)
        listener()
      }
      const follow = () => {
        clearTimeout(timer)
        const state = read()
        if (state.say === 'saved') timer = setTimeout(show, calm, state)
        else show(state)
      }
      follow()
      const stop = session.subscribe(follow)
      return () => {
        clearTimeout(timer)
        stop()
      }
    },
  }
}

function next(shown: ShownSaveState, state: SaveState): ShownSaveState {
  const troubled = state.tone === 'bad' || state.tone === 'kept'
  const wasTroubled = shown.told !== null && shown.told.tone !== 'good'
  const tell = troubled || (wasTroubled && state.tone === 'good')
  return { state, told: tell ? state : shown.told }
}

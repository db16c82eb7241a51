/**
 * Brings stored changes to everybody in the room. The first change after a pause leaves at once;
 * what follows within the window leaves together, merged and framed once for all.
 */
import * as Y from 'yjs'
import { type Frame, updateFrame } from './frame.ts'
import type { Session } from './session.ts'

/** Milliseconds for which changes are gathered, by how many are connected. */
export type FanOutWindow = (connections: number) => number

/** Short where few are here, longer where every flush is many writes. */
export const adaptiveWindow: FanOutWindow = (connections) => Math.min(50, 0.05 * connections)

export class FanOut {
  readonly #sessions: ReadonlySet<Session>
  readonly #window: FanOutWindow
  #waiting: { update: Uint8Array; from: Session | null }[] = []
  #timer: ReturnType<typeof setTimeout> | null = null

  readonly #fellBehind: (session: Session) => void

  constructor(
    sessions: ReadonlySet<Session>,
    window: FanOutWindow,
    fellBehind: (session: Session) => void,
  ) {
    this.#sessions = sessions
    this.#fellBehind = fellBehind
    this.#window = window
  }

  /** `from` has the change already, when these are its own bytes. */
  add(update: Uint8Array, from: Session | null): void {
    this.#waiting.push({ update, from })
  }

  /** Sends what was added, now or when the window closes. */
  flush(): void {
    if (this.#timer !== null || this.#waiting.length === 0) return
    this.#send()
    const window = this.#window(this.#sessions.size)
    if (window >= 1) this.#timer = setTimeout(() => this.#windowClosed(), window)
  }

  /** Sends what is waiting at once and stops the timer. */
  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#send()
  }

  #windowClosed(): void {
    this.#timer = null
    this.flush()
  }

  #send(): void {
    const changes = this.#waiting
    const [first] = changes
    if (first === undefined) return
    this.#waiting = []
    const only = changes.every((change) => change.from === first.from) ? first.from : null
    let frame: Frame | null = null
    for (const session of this.#sessions) {
      if (!session.live || session === only) continue
      // Made when the first one needs it: who writes alone costs nothing here.
      frame ??= updateFrame(
        changes.length === 1 ? first.update : Y.mergeUpdates(changes.map(({ update }) => update)),
      )
      if (!session.sendChange(frame)) this.#fellBehind(session)
    }
  }
}

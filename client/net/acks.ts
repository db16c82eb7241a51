import type { CountedFrame } from './counting-socket.ts'

/**
 * Which changes are safe on the server. Pure bookkeeping, no socket:
 *
 *     changes made before this connection ──┐ covered by the connection's step 2
 *     changes made since                    ┴ each covered by the frame that carried it
 *
 * `SAVED n` covers every frame up to n. A change is counted as unsaved until the frame that covers
 * it is acknowledged; nothing else may be called saved.
 */
export class Acks {
  /** Changes that only this browser has and no frame of this connection carries. */
  #waiting: number
  /** The frame of this connection's latest step 2; 0 before it is sent. */
  #step2 = 0
  /** For each change sent on this connection and not yet acknowledged: its frame. */
  #carried: number[] = []
  #sent = 0
  #acked = 0

  /** Begins with the number of changes that an earlier session left unsent. */
  constructor(waiting: number) {
    this.#waiting = waiting
  }

  /** A new connection: what was sent on the last one and not acknowledged waits again. */
  connect(): void {
    this.#waiting += this.#carried.length
    this.#carried = []
    this.#step2 = 0
    this.#sent = 0
    this.#acked = 0
  }

  /** A frame was handed to the socket. */
  send(frame: CountedFrame): void {
    this.#sent += 1
    if (frame === 'step2') this.#step2 = this.#sent
  }

  /** A local change; `carried` says whether the frame last sent carries it. */
  change(carried: boolean): void {
    if (carried) this.#carried.push(this.#sent)
    else this.#waiting += 1
  }

  /** `SAVED frames`: the first so many frames of this connection are on disk. */
  save(frames: number): void {
    this.#acked = Math.max(this.#acked, Math.min(frames, this.#sent))
    if (this.caughtUp) this.#waiting = 0
    this.#carried = this.#carried.filter((frame) => frame > this.#acked)
  }

  /** Changes that are not known to be on the server's disk. */
  get unsaved(): number {
    return this.#waiting + this.#carried.length
  }

  /** Is everything from before this connection on the server's disk? */
  get caughtUp(): boolean {
    return this.#step2 > 0 && this.#acked >= this.#step2
  }

  /** Has everything of this connection been acknowledged, its step 2 too? */
  get complete(): boolean {
    return this.#step2 > 0 && this.#acked === this.#sent && this.unsaved === 0
  }
}

/** The systems that are compared, and what a scenario may do with each. */
import type { Target } from '../load/client.ts'
import type { Server } from './server.ts'

export type SystemName = 'talkoot' | 'talkoot, 20 ms' | 'hocuspocus' | 'y-websocket' | 'relay'

/** A running system. */
export interface Running {
  readonly server: Server
  /** Pages that are there: as many as were asked for at the start. */
  readonly targets: readonly Target[]
  /** State of the pages at the start; what Talkoot's template is, the peers are given too. */
  readonly seeds: readonly Uint8Array[]
  /** Folder of its data. */
  readonly data: string
  /** Ends the server and starts it again on the same data. */
  restart(signal?: 'SIGTERM' | 'SIGKILL'): Promise<Running>
  /** Ends it. */
  stop(): Promise<void>
}

export interface StartOptions {
  /** An empty folder of its own. */
  readonly data: string
  readonly pages: number
  /** Keeps what is written on disk; Talkoot always does. */
  readonly durable: boolean
}

export interface System {
  readonly name: SystemName
  start(options: StartOptions): Promise<Running>
}

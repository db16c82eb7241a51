import type { PageId } from '#contract/ids.ts'
import type { EntryKind } from '#contract/records.ts'
import type { UpdateLog } from '../storage/storage.ts'
import type { FanOutWindow } from './window.ts'

/** What a room needs of the world. */
export interface RoomDeps {
  readonly log: UpdateLog
  /** Milliseconds since 1970. */
  readonly clock: () => number
  readonly report: (error: unknown, what: string) => void
  readonly onTitle: (page: PageId, title: string) => void
  /** Something was written, and is stored. Must not throw. */
  readonly onStored?: ((page: PageId, kinds: readonly EntryKind[]) => void) | undefined
  readonly window: FanOutWindow
  /** Milliseconds for which a session may take nothing of what it is owed. */
  readonly patience: number
}

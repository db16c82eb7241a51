/** A storage whose log can be held up, around a real one. */
import type { Storage, UpdateLog } from '../../server/storage/storage.ts'

export interface SlowStorage extends Storage {
  /** From now on nothing becomes durable until `release`. */
  holdAppends(): void
  /** From now on nothing is read until `release`. */
  holdReads(): void
  release(): void
  /** Calls when entries have become durable. */
  onDurable: (() => void) | null
}

export function slowStorage(storage: Storage): SlowStorage {
  const { log } = storage
  const appends = gate()
  const reads = gate()
  const slow: UpdateLog = {
    async append(page, entries) {
      await appends.open()
      const seq = await log.append(page, entries)
      made.onDurable?.()
      return seq
    },
    async *read(page, from, to) {
      await reads.open()
      yield* log.read(page, from, to)
    },
    async readSnapshot(page) {
      await reads.open()
      return log.readSnapshot(page)
    },
    head: (page) => log.head(page),
    pages: () => log.pages(),
    ready: () => log.ready(),
    writeSnapshot: (page, snapshot) => log.writeSnapshot(page, snapshot),
    raiseEpoch: (page) => log.raiseEpoch(page),
  }
  const made: SlowStorage = {
    ...storage,
    log: slow,
    onDurable: null,
    holdAppends: appends.hold,
    holdReads: reads.hold,
    release() {
      appends.release()
      reads.release()
    },
  }
  return made
}

function gate() {
  let held: Promise<void> | null = null
  let release = () => {}
  return {
    async open() {
      while (held !== null) await held
    },
    hold() {
      held ??= new Promise((resolve) => {
        release = resolve
      })
    },
    release() {
      held = null
      release()
    },
  }
}

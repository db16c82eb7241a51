/** A storage whose log can be held up or made to fail, around a real one. */
import { StorageFailed } from '#contract/errors.ts'
import type { Storage, UpdateLog } from '../../server/storage/storage.ts'

export interface SlowStorage extends Storage {
  /** From now on nothing becomes durable until `release`. */
  holdAppends(): void
  /** From now on nothing is read until `release`. */
  holdReads(): void
  release(): void
  /** From now on appends fail until `heal`; `stored` says whether the first is kept all the same. */
  failAppends(code: 'ENOSPC' | 'EIO' | 'EROFS', stored: boolean): void
  heal(): void
  /** Calls when entries have become durable. */
  onDurable: (() => void) | null
}

export function slowStorage(storage: Storage): SlowStorage {
  const { log } = storage
  const appends = gate()
  const reads = gate()
  const healthy = gate()
  let failing: { readonly why: StorageFailed; stored: boolean } | null = null
  const slow: UpdateLog = {
    async append(page, entries) {
      await appends.open()
      if (failing !== null) {
        if (failing.stored) await log.append(page, entries)
        failing.stored = false
        throw failing.why
      }
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
    async ready() {
      await healthy.open()
      await log.ready()
    },
    writeSnapshot: (page, snapshot) => log.writeSnapshot(page, snapshot),
    raiseEpoch: (page) => log.raiseEpoch(page),
    readBundle: (page) => log.readBundle(page),
    writeBundle: (page, bundle) => log.writeBundle(page, bundle),
    rewrite: (page, change) => log.rewrite(page, change),
    pack: (page) => log.pack(page),
  }
  const made: SlowStorage = {
    ...storage,
    log: slow,
    onDurable: null,
    holdAppends: appends.hold,
    holdReads: reads.hold,
    failAppends(code, stored) {
      failing = { stored, why: new StorageFailed('The log cannot be written', new Error(code)) }
      healthy.hold()
    },
    heal() {
      failing = null
      healthy.release()
    },
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

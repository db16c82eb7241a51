/**
 * The one LevelDB handle of the process, and what happens when a write fails.
 *
 *     open ──fail──> failed ──probe, close, reopen, verify──> open
 *
 * After a failed write LevelDB's handle goes on accepting writes, and reads them back, that are
 * gone after a restart (50 of 50, measured). So nothing is written until that handle is closed and
 * a new one shows what is really there. While the disk takes no writes the old one is kept for
 * reading: up to the head, what it says is true.
 */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { StorageFailed } from '#contract/errors.ts'
import type { Level } from './level.ts'
import { isClosed, isCorruption, isLocked } from './level.ts'
import type { Opening } from './opening.ts'
import { openVerified } from './opening.ts'

/** Pause between two attempts to open the log again, in milliseconds. */
const retryMs = 500

/** What LevelDB writes when it opens, beside a table of what its write-ahead log holds. */
const openingBytes = 64 * 1024

/** Size of such a table, at most, of a log of updates; its keys share their beginnings. */
const tableShare = 0.75

type State =
  | { readonly is: 'open'; readonly level: Level }
  /** `level` is the old handle, or null when it is closed and no new one could be opened yet. */
  | { readonly is: 'failed'; readonly level: Level | null; readonly why: StorageFailed }
  | { readonly is: 'closed' }

const closed = () => new StorageFailed('The log is closed.')

export class Handle {
  readonly #opening: Opening
  /** Resolves when no batch is on its way to the handle. */
  readonly #idle: () => Promise<void>
  #state: State
  #repair: Promise<void> | null = null
  /** The step of the repair during which there is no handle; others wait for its end. */
  #between: Promise<void> | null = null
  #hurry: (() => void) | null = null
  #closing = false
  #failedLast = false

  constructor(opening: Opening, level: Level, idle: () => Promise<void>) {
    this.#opening = opening
    this.#idle = idle
    this.#state = { is: 'open', level }
  }

  /** The handle to write to, or null while nothing may be written. */
  get writable(): Level | null {
    return this.#state.is === 'open' ? this.#state.level : null
  }

  /** Why nothing may be written now, or null. */
  get refusal(): StorageFailed | null {
    if (this.#closing) return closed()
    switch (this.#state.is) {
      case 'open':
        return null
      case 'failed':
        return this.#state.why
      case 'closed':
        return closed()
    }
  }

  /** A handle to read from; rejects with StorageFailed when there is none at present. */
  async readable(): Promise<Level> {
    await this.#between
    const state = this.#state
    if (state.is === 'closed') throw closed()
    if (state.is === 'open') return state.level
    if (state.level === null) throw state.why
    return state.level
  }

  /** Reads from the handle, and from the new one if that was closed meanwhile. */
  async read<T>(use: (level: Level) => Promise<T>): Promise<T> {
    for (;;) {
      const level = await this.readable()
      try {
        return await use(level)
      } catch (error) {
        if (!isClosed(error)) throw error
      }
    }
  }

  /** A write has failed: nothing is written until the log was opened anew. */
  fail(error: unknown): StorageFailed {
    this.#failedLast = true
    if (this.#closing || this.#state.is === 'closed') return closed()
    if (this.#state.is === 'failed') return this.#state.why
    const why = new StorageFailed('The log cannot be written at present.', error)
    this.#opening.report('The log cannot be written; it is being opened again.', error)
    this.#state = { is: 'failed', level: this.#state.level, why }
    this.#repair = this.#repairUntilOpen(isCorruption(error)).finally(() => (this.#repair = null))
    return why
  }

  /** Resolves when the log can be written; rejects when it is closed before that. */
  async ready(): Promise<void> {
    while (this.#state.is === 'failed') await this.#repair
    if (this.#state.is === 'closed') throw closed()
  }

  /** Resolves with whether everything was written and is settled. Idempotent. */
  async close(): Promise<boolean> {
    this.#closing = true
    await this.#idle()
    if (this.#state.is === 'closed') return true
    const { level, is } = this.#state
    this.#hurry?.()
    await this.#repair
    this.#state = { is: 'closed' }
    if (level === null) return false
    // Moving the write-ahead log into tables leaves the next start nothing to recover.
    const settled = is === 'open' && !this.#failedLast && (await this.#settle(level))
    await level.close()
    return settled
  }

  async #settle(level: Level): Promise<boolean> {
    try {
      await level.settle()
      // LevelDB keeps quiet when the disk was full; then its write-ahead log is still there.
      return (await this.#aheadBytes()) === 0
    } catch (error) {
      this.#opening.report('The log could not be settled while closing.', error)
      return false
    }
  }

  async #repairUntilOpen(corrupt: boolean): Promise<void> {
    let full = corrupt
    for (;;) {
      await this.#idle()
      if (this.#closing) return
      try {
        await this.#probe()
        this.#between = this.#reopen(full).finally(() => (this.#between = null))
        await this.#between
        this.#opening.report('The log can be written again.')
        return
      } catch (error) {
        full ||= isCorruption(error)
        if (isLocked(error)) this.#opening.report('Another process took over the log.', error)
        if (!this.#closing) await this.#pause()
      }
    }
  }

  /** Opening again takes room: as long as there is none, the old handle still serves reading. */
  async #probe(): Promise<void> {
    const { disk, folder } = this.#opening
    await disk.probe(
      join(folder.root, 'probe'),
      Math.ceil(openingBytes + tableShare * (await this.#aheadBytes())),
    )
  }

  /** Bytes in LevelDB's write-ahead logs. */
  async #aheadBytes(): Promise<number> {
    const { log } = this.#opening.folder
    let bytes = 0
    for (const name of await readdir(log)) {
      if (name.endsWith('.log')) bytes += (await stat(join(log, name))).size
    }
    return bytes
  }

  async #reopen(rebuild: boolean): Promise<void> {
    if (this.#state.is !== 'failed') return
    const { level, why } = this.#state
    this.#state = { is: 'failed', level: null, why }
    await level?.close()
    // A compaction that meets a spoilt block fails for ever: only writing all anew gets past it.
    const suspicion = { rebuild, tables: false, entries: false }
    const fresh = await openVerified(this.#opening, suspicion)
    if (this.#closing) await fresh.close()
    else {
      this.#failedLast = false
      this.#state = { is: 'open', level: fresh }
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, retryMs)
      this.#hurry = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}

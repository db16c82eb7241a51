/** The machine's disk with faults put in: the n-th call of a site fails, before or after it acts. */
import type { AppendFile, Disk, NewFile } from '../../server/storage/embedded/disk.ts'
import { realDisk } from '../../server/storage/embedded/disk.ts'
import type { Level } from '../../server/storage/embedded/level.ts'

/** Every call that can fail. */
export const sites = [
  'level.write',
  'openLevel',
  'append',
  'openAppend',
  'writeWhole',
  'rename',
  'syncFolder',
  'probe',
  'openNew',
  'newFile.write',
  'newFile.sync',
] as const
export type Site = (typeof sites)[number]

/** `after`: it was done, and yet reported as failed. `short`: half of a file was written. */
export type Manner = 'before' | 'after' | 'short'

export interface Fault {
  readonly site: Site
  /** Counted from the moment the fault is set, 1 for the next call. */
  readonly nth: number
  /** How many calls in a row fail. */
  readonly times: number
  readonly code: 'EIO' | 'ENOSPC' | 'EROFS'
  readonly manner: Manner
}

/** A disk that does as the real one until a fault is set. */
export class FaultyDisk implements Disk {
  #fault: Fault | null = null
  #calls = 0
  /** How often a call has failed. */
  failures = 0
  /** Calls of `level.write`: one fsync each. */
  syncs = 0

  set(fault: Fault | null): void {
    this.#fault = fault
    this.#calls = 0
  }

  writeWhole(path: string, text: string) {
    const half = () => realDisk.writeWhole(path, text.slice(0, text.length / 2))
    return this.#at('writeWhole', () => realDisk.writeWhole(path, text), half)
  }

  rename(from: string, to: string) {
    return this.#at('rename', () => realDisk.rename(from, to))
  }

  remove(path: string) {
    return realDisk.remove(path)
  }

  syncFolder(path: string) {
    return this.#at('syncFolder', () => realDisk.syncFolder(path))
  }

  async openAppend(path: string): Promise<AppendFile> {
    const file = await this.#at('openAppend', () => realDisk.openAppend(path))
    return {
      append: (text) => {
        const half = () => file.append(text.slice(0, text.length / 2))
        return this.#at('append', () => file.append(text), half)
      },
      close: () => file.close(),
    }
  }

  async openNew(path: string): Promise<NewFile> {
    const file = await this.#at('openNew', () => realDisk.openNew(path))
    return {
      write: (bytes) => {
        const half = () => file.write(bytes.subarray(0, bytes.length / 2))
        return this.#at('newFile.write', () => file.write(bytes), half)
      },
      sync: () => this.#at('newFile.sync', () => file.sync()),
      close: () => file.close(),
    }
  }

  room(path: string) {
    return realDisk.room(path)
  }

  probe(path: string, bytes: number) {
    return this.#at('probe', () => realDisk.probe(path, bytes))
  }

  async openLevel(path: string, create: boolean): Promise<Level> {
    const level = await this.#at('openLevel', () => realDisk.openLevel(path, create))
    // Like LevelDB after a full disk: the handle goes on saying yes, and keeps nothing.
    let lying = false
    return {
      ...level,
      write: async (puts) => {
        this.syncs += 1
        if (lying) return
        try {
          await this.#at('level.write', () => level.write(puts))
        } catch (error) {
          lying = true
          throw error
        }
      },
    }
  }

  async #at<T>(site: Site, act: () => Promise<T>, half?: () => Promise<void>): Promise<T> {
    const fault = this.#fault
    if (fault?.site !== site) return act()
    this.#calls += 1
    if (this.#calls < fault.nth || this.#calls >= fault.nth + fault.times) return act()
    this.failures += 1
    if (fault.manner === 'after') await act()
    if (fault.manner === 'short') await half?.()
    throw Object.assign(new Error(`${fault.code}: a fault of the test`), { code: fault.code })
  }
}

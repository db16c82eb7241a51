/** Keeps a page's state beside its log, so that the page opens quickly. */
import type { PageId, Seq } from '#contract/ids.ts'
import type { UpdateLog } from '../storage/storage.ts'
import type { LivePage } from './live-page.ts'
import { encodeSnapshot } from './snapshot.ts'

/** Entries after which a snapshot is worth its price. */
const worthIt = 3_000

type Read = <T>(look: (live: LivePage, seq: Seq) => T) => Promise<T>

export class SnapshotKeeper {
  readonly #page: PageId
  readonly #log: UpdateLog
  #seq: Seq
  #keeping: Promise<void> | null = null

  /** `seq` is the last entry that the kept snapshot holds, 0 without one. */
  constructor(page: PageId, log: UpdateLog, seq: Seq) {
    this.#page = page
    this.#log = log
    this.#seq = seq
  }

  /** Have enough entries come since the last one? */
  isDue(seq: Seq): boolean {
    return seq - this.#seq >= worthIt
  }

  /**
   * Takes and writes one if there is anything new; `read` gives a state that is stored. While one is
   * on its way there is no other: resolves when that one is there.
   */
  async keep(seq: Seq, read: Read): Promise<void> {
    if (this.#keeping === null && seq === this.#seq) return
    this.#keeping ??= this.#keep(read).finally(() => {
      this.#keeping = null
    })
    await this.#keeping
  }

  async #keep(read: Read): Promise<void> {
    const taken = await read((live, at) => ({
      seq: at,
      bytes: encodeSnapshot({ state: live.state(), owners: live.owners }),
    }))
    await this.#log.writeSnapshot(this.#page, taken)
    this.#seq = taken.seq
  }
}

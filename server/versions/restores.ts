/** Bringing moments of a page back, and taking that back: each is one more entry, nothing is lost. */
import { AppError } from '#contract/errors.ts'
import type { PersonId, Seq } from '#contract/ids.ts'
import type { Page, Version } from '#contract/records.ts'
import type { Bus } from '../bus/bus.ts'
import type { Chronicles, YjsId } from '../chronicles/chronicles.ts'
import type { Rooms } from '../rooms/rooms.ts'
import type { UpdateLog } from '../storage/storage.ts'
import type { Versions } from './versions.ts'

export interface Restored {
  /** The entry, which is durable; null when the page was like that already. */
  readonly seq: Seq | null
  /** The page as it was before. */
  readonly version: Version | null
}

/** `stillMay` is asked after what is slow, before anything is written. */
export interface Restores {
  /**
   * Makes the page, or one part of it, as it was after an entry, by an entry in the person's name.
   * What others write meanwhile stays. AppError not-found for a moment or part that there is not.
   */
  restore(
    page: Page,
    person: PersonId,
    wanted: { readonly seq: Seq; readonly part?: YjsId | undefined },
    stillMay: () => Promise<void>,
  ): Promise<Restored>
  /** Takes back what a restore did, and nothing else. AppError invalid-input for another entry. */
  undo(page: Page, person: PersonId, restore: Seq, stillMay: () => Promise<void>): Promise<Restored>
}

export function createRestores(deps: {
  readonly bus: Bus
  readonly chronicles: Pick<Chronicles, 'restore'>
  readonly log: UpdateLog
  readonly rooms: Pick<Rooms, 'put'>
  readonly versions: Pick<Versions, 'mark'>
}): Restores {
  const { bus, chronicles, log, rooms, versions } = deps

  async function requireRestore(page: Page, seq: Seq): Promise<void> {
    for await (const entry of log.read(page.id, seq, seq)) if (entry.kind === 'restore') return
    throw new AppError('invalid-input', 'Only restores can be taken back.', {
      details: { seq: 'no-restore' },
    })
  }

  return {
    async restore(page, author, { part = null, seq: about }, stillMay) {
      const made = await chronicles.restore(page.id, { is: 'moment', seq: about }, part)
      if (made.update === null) return { seq: null, version: null }
      await stillMay()
      const before = { person: author, seq: made.seq, why: 'before-restore' } as const
      const version = await versions.mark(page, before)
      const change = { about, author, kind: 'restore', update: made.update } as const
      return { seq: await rooms.put(page.id, change), version }
    },

    async undo(page, author, about, stillMay) {
      await requireRestore(page, about)
      const { update } = await chronicles.restore(page.id, { is: 'without', seq: about }, null)
      if (update === null) return { seq: null, version: null }
      await stillMay()
      const seq = await rooms.put(page.id, { about, author, kind: 'unrestore', update })
      bus.publish({ kind: 'history', page: page.id })
      return { seq, version: null }
    },
  }
}

/**
 * Takes passages out of a page and its whole history, for good. First they are deleted on the page,
 * as everybody sees; then, with nobody on it, every entry that ever held them is written anew, and
 * what was derived from them is. That it was done stays; what it was does not.
 */
import { AppError, StorageFailed } from '#contract/errors.ts'
import type { PersonId } from '#contract/ids.ts'
import type { Page, Redaction } from '#contract/records.ts'
import type { Chronicles, IdRange } from '../chronicles/chronicles.ts'
import type { Rooms } from '../rooms/rooms.ts'
import type { UpdateLog } from '../storage/storage.ts'
import type { Redactions } from './redactions.ts'
import type { Rewrite } from './rewriting.ts'

export interface Redact {
  /**
   * `stillMay` is asked before anything is changed. AppError invalid-input where there is nothing
   * to be taken out. When it rejects otherwise it may be done in part, and can be done again.
   */
  (
    page: Page,
    person: PersonId,
    given: { readonly ranges: readonly IdRange[]; readonly reason: string },
    stillMay: () => Promise<void>,
  ): Promise<Redaction>
}

export function createRedact(deps: {
  readonly chronicles: Pick<Chronicles, 'redaction'>
  /** Takes these words out of all that was made from the page's text and lies somewhere. */
  readonly forget: (page: Page, words: readonly string[]) => Promise<void>
  readonly log: UpdateLog
  readonly redactions: Pick<Redactions, 'note'>
  readonly rewrite: Rewrite
  readonly rooms: Pick<Rooms, 'put'>
}): Redact {
  const { chronicles, forget, log, redactions, rewrite, rooms } = deps

  return async (page, person, { ranges: chosen, reason }, stillMay) => {
    const { characters, update, words } = await chronicles.redaction(page.id, chosen)
    if (characters === 0) {
      throw new AppError('invalid-input', 'There is nothing to be taken out.', {
        details: { ranges: 'nothing' },
      })
    }
    await stillMay()
    if (update !== null) await rooms.put(page.id, { author: person, kind: 'redaction', update })
    // As long as the history has the words, a stop can be made good by doing it again: afterwards
    // nobody knows what to look for beside it.
    try {
      await forget(page, words)
    } catch (error) {
      // What is spoilt somewhere keeps nothing from going here; it is told of below.
      if (!(error instanceof StorageFailed)) throw error
    }
    // Somebody may have moved or pasted it meanwhile.
    const done = await rewrite(page.id, () => chronicles.redaction(page.id, chosen))
    await forget(page, [...new Set([...words, ...done.words])])
    const { seq } = await log.head(page.id)
    return redactions.note(page, { person, reason, characters: done.characters, seq })
  }
}

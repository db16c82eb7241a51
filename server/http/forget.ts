/** Takes words out of all that was made from a page's text, or said of it, beside its log. */
import type { Page } from '#contract/records.ts'
import type { TakeOutOfThreads } from '../comments/taken-words.ts'
import type { Beginnings } from '../digests/beginnings.ts'
import type { Digests } from '../digests/digests.ts'
import type { OwnTemplates } from '../pages/own-templates.ts'
import type { Titles } from '../pages/titles.ts'
import { titleOf } from '../rooms/content.ts'
import type { TakeOut } from '../publishing/editions/taking-out.ts'
import type { TakeOutOfFeedback } from '../publishing/readers/taken-out.ts'
import type { Rooms } from '../rooms/rooms.ts'
import { overwrite } from '../storage/overwrite.ts'
import { digestsPartition, strategyPartition, templatesPartition } from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'

export type Forget = (page: Page, words: readonly string[]) => Promise<void>

export function createForget(deps: {
  readonly beginnings: Pick<Beginnings, 'forget'>
  readonly catalogue: Catalogue
  readonly digests: Pick<Digests, 'renew'>
  readonly ownTemplates: Pick<OwnTemplates, 'takeOut'>
  readonly rooms: Pick<Rooms, 'peek' | 'read'>
  readonly takeOutOfEditions: Pick<TakeOut, 'words'>
  readonly takeOutOfFeedback: TakeOutOfFeedback
  readonly takeOutOfThreads: TakeOutOfThreads
  readonly titles: Pick<Titles, 'store'>
}): Forget {
  const { beginnings, catalogue, digests, ownTemplates, rooms } = deps
  const { takeOutOfEditions, takeOutOfFeedback, takeOutOfThreads, titles } = deps
  return async ({ id, strategy }, words) => {
    beginnings.forget(id)
    // Opens its room, where all that follows finds it: the log of a long page is read once.
    await rooms.read(id)
    await digests.renew(id)
    await overwrite(catalogue, digestsPartition(strategy))
    await titles.store(id, strategy, await rooms.peek(id, titleOf))
    await overwrite(catalogue, strategyPartition(strategy))
    await takeOutOfThreads(id, words)
    await takeOutOfFeedback({ id, strategy }, words)
    await takeOutOfEditions.words({ id, strategy }, words)
    if (await ownTemplates.takeOut(words)) {
      await overwrite(catalogue, templatesPartition)
    }
  }
}

import type { PageId } from '#contract/ids.ts'
import { isThreadId } from '../net/ids.ts'
import type { Mark } from '../net/marked-text.ts'
import type { Draft } from './drafts.ts'

/** What is marked in the text for threads that are not there yet: by their keys. */
export function draftMarks(drafts: readonly Draft[], page: PageId): readonly Mark[] {
  return drafts.flatMap(({ key, page: on, about }): Mark[] => {
    if (on !== page || about.what !== 'thread' || about.spot === null || !isThreadId(key)) return []
    const { kind, spot } = about
    return [{ thread: key, kind, ...spot, look: 'open', proposed: null }]
  })
}

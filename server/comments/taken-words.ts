/** Takes words that were taken out of a page out of what was said about it, too. */
import type { PageId } from '#contract/ids.ts'
import type { Comment, Ending } from '#contract/threads.ts'
import { passageWithout, textWithout } from '../history/taken-words.ts'
import type { KeptThread } from './kept-thread.ts'
import type { Threads } from './threads.ts'

/** For good: nothing of them is left in the page's threads, nor in what lay there before. */
export type TakeOutOfThreads = (page: PageId, words: readonly string[]) => Promise<void>

export function createTakeOutOfThreads(
  threads: Pick<Threads, 'change' | 'of' | 'overwrite'>,
): TakeOutOfThreads {
  return async (page, words) => {
    for (const { value } of await threads.of(page)) {
      await threads.change(page, value.id, (known) => {
        const left = threadWithout(known, words)
        const isSame = JSON.stringify(left) === JSON.stringify(known)
        return isSame ? null : { value: left, happening: null }
      })
    }
    await threads.overwrite(page)
  }
}

function threadWithout(known: KeptThread, words: readonly string[]): KeptThread {
  const { accepting, anchor, ending, proposal, reopened } = known
  return {
    ...known,
    anchor: anchor && { ...anchor, quote: passageWithout(anchor.quote, words) },
    proposal: proposal && {
      from: passageWithout(proposal.from, words),
      to: passageWithout(proposal.to, words),
    },
    comments: known.comments.map((one) => commentWithout(one, words)),
    ending: ending && endingWithout(ending, words),
    accepting: accepting && { ...accepting, reason: textWithout(accepting.reason, words) },
    reopened: reopened.map((one) => ({ ...one, ending: endingWithout(one.ending, words) })),
  }
}

function commentWithout(one: Comment, words: readonly string[]): Comment {
  const { edits, hidden, text } = one
  return {
    ...one,
    text: textWithout(text, words),
    edits: edits.map(({ at, before }) => ({ at, before: textWithout(before, words) })),
    hidden: hidden && { ...hidden, reason: textWithout(hidden.reason, words) },
  }
}

const endingWithout = (ending: Ending, words: readonly string[]): Ending => ({
  ...ending,
  reason: textWithout(ending.reason, words),
})

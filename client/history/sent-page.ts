import type { Seq } from '#contract/ids.ts'
import type { Chronicle, Place } from '../../server/history/chronicle.ts'
import { type HistoryNode, pageAt } from '../../server/history/page-at.ts'
import type { SentBlock } from './protocol.ts'

/**
 * The pages sent to the screen, one after another. From one moment to the next most blocks stay as
 * they are: those are only named, so that neither copying nor drawing them takes time.
 */
export class SentPage {
  #last = new Map<Place, string>()

  /** The page after an entry. */
  next(chronicle: Chronicle, seq: Seq): SentBlock[] {
    const known = new Map<Place, string>()
    const blocks = (pageAt(chronicle, seq).content ?? []).map(bare).map((block): SentBlock => {
      const { place } = block
      const told = JSON.stringify(block)
      known.set(place, told)
      return this.#last.get(place) === told ? place : block
    })
    this.#last = known
    return blocks
  }
}

/** Without the places of characters, which nobody draws. */
function bare({ type, attrs, content, marks, place, text }: HistoryNode): HistoryNode {
  return {
    ...{ type, place },
    ...(attrs && { attrs }),
    ...(text !== undefined && { text }),
    ...(marks && { marks }),
    ...(content && { content: content.map(bare) }),
  }
}

/** Counts the words of a page as it is now: what people wrote, without title and questions. */
import * as Y from 'yjs'
import { countWords } from '#contract/words.ts'
import { type Branch, isText, rootName, type TextPart, treeOf } from '../../net/page-tree.ts'

/** A store of the number of words, for `useSyncExternalStore`; counts what has changed, at rest. */
export function pageWords(doc: Y.Doc): {
  readonly subscribe: (listener: () => void) => () => void
  readonly get: () => number
} {
  const fragment = doc.getXmlFragment(rootName)
  const known = new WeakMap<object, number>()
  const count = () => {
    let all = 0
    for (const block of fragment.toArray()) {
      if (!(block instanceof Y.XmlElement)) continue
      const words = known.get(block) ?? wordsOf(treeOf(block))
      known.set(block, words)
      all += words
    }
    return all
  }
  let words = count()
  return {
    get: () => words,
    subscribe: (listener) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      const observe = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]) => {
        for (const { path } of events) {
          const [place] = path
          const block = typeof place === 'number' ? fragment.get(place) : undefined
          if (block !== undefined) known.delete(block)
        }
        clearTimeout(timer)
        timer = setTimeout(() => {
          words = count()
          listener()
        }, 400)
      }
      fragment.observeDeep(observe)
      return () => {
        clearTimeout(timer)
        fragment.unobserveDeep(observe)
      }
    },
  }
}

function wordsOf(block: Branch): number {
  if (block.type === 'title' || block.type === 'question') return 0
  const line = block.content.map(inLine)
  if (line.some((text) => text !== null)) return countWords(line.join(''))
  return block.content.reduce((sum, part) => sum + (isText(part) ? 0 : wordsOf(part)), 0)
}

/** What stands in a line, as words; null for blocks. */
function inLine(part: Branch | TextPart): string | null {
  if (isText(part)) return part.text
  if (part.type === 'hardBreak') return ' '
  const label = part.attrs['label']
  return typeof label === 'string' ? label : null
}

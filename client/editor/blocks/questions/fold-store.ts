/** What of a page's questions readers see, as a store that follows the Yjs document. */
import * as Y from 'yjs'
import { type Branch, isText, type TextPart, treeOf } from '../../../net/page-tree.ts'
import { type Fold, foldOf, questionsOf } from './asked.ts'
import { type Part, type Piece, pieceOf } from './pieces.ts'
import type { PageFold } from '../../../net/unfolded.ts'

export interface FoldStore {
  readonly get: () => Fold
  readonly subscribe: (listener: () => void) => () => void
  /** Shows all from now on. */
  readonly open: () => void
}

const nowhere: ReadonlySet<number> = new Set()

/** The fold of a page; a new object only when something else is folded away. */
export function foldStore(fragment: Y.XmlFragment, { isOpen, open }: PageFold): FoldStore {
  let known = new WeakMap<Y.XmlElement, Piece>()
  const listeners = new Set<() => void>()
  let all = isOpen()
  let fold: Fold = { hidden: [], count: 0, seen: new Set() }

  const pieceAt = (element: Y.XmlElement) => {
    const piece = known.get(element) ?? pieceOf(partOf(treeOf(element)))
    known.set(element, piece)
    return piece
  }
  const look = () => {
    const pieces = fragment
      .toArray()
      .flatMap((block) => (block instanceof Y.XmlElement ? [pieceAt(block)] : []))
    const next = all
      ? { hidden: pieces.map(() => false), count: 0, seen: fold.seen }
      : foldOf(pieces, questionsOf(pieces), fold.seen, nowhere)
    if (next.hidden.join() === fold.hidden.join()) return
    fold = next
    for (const listener of listeners) listener()
  }
  const onChange = (events: readonly Y.YEvent<Y.XmlElement | Y.XmlText | Y.XmlFragment>[]) => {
    for (const { path } of events) {
      const block = typeof path[0] === 'number' ? fragment.get(path[0]) : null
      if (block instanceof Y.XmlElement) known.delete(block)
    }
    look()
  }
  look()
  return {
    get: () => fold,
    subscribe: (listener) => {
      if (listeners.size === 0) {
        fragment.observeDeep(onChange)
        // What changed between the first reading and now was not observed.
        known = new WeakMap()
        look()
      }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) fragment.unobserveDeep(onChange)
      }
    },
    open: () => {
      all = true
      open()
      look()
    },
  }
}

function partOf(part: Branch | TextPart): Part {
  if (isText(part)) return { type: 'text', attrs: {}, text: part.text, parts: () => [] }
  return { type: part.type, attrs: part.attrs, parts: () => part.content.map(partOf) }
}

/** A block's tree with its text cut where marks begin and end. */
import * as Y from 'yjs'
import { type Branch, isText, type TextPart } from '../../net/page-tree.ts'
import type { PageIndex } from './page-index.ts'
import type { Segment } from './segments.ts'

/** Where a run of text stands: in which Yjs text, and after how many of its characters. */
export interface Run {
  readonly text: Y.XmlText
  readonly offset: number
}

export interface MarkedTree {
  readonly tree: Branch
  readonly runs: ReadonlyMap<TextPart, Run>
  /** What is marked of runs of text and of parts of the page. */
  readonly marked: ReadonlyMap<TextPart | Branch, Segment>
}

/**
 * The tree of an element, read from it just now, with its text cut. `texts` are the segments of the
 * page's text in its order, `blocks` those of its blocks.
 */
export function markedTree(
  element: Y.XmlElement,
  tree: Branch,
  index: PageIndex,
  texts: readonly Segment[],
  blocks: readonly Segment[],
): MarkedTree {
  const runs = new Map<TextPart, Run>()
  const marked = new Map<TextPart | Branch, Segment>()
  const cutText = (text: Y.XmlText, start: number, part: TextPart, from: number): TextPart[] => {
    const to = from + part.text.length
    const over = texts.filter((one) => one.from < to && one.to > from)
    const edges = [...new Set([from, ...over.flatMap((one) => [one.from, one.to]), to])]
      .filter((edge) => edge >= from && edge <= to)
      .sort((a, b) => a - b)
    return edges.slice(1).map((end, n) => {
      const begin = edges[n] ?? from
      const piece = { ...part, text: part.text.slice(begin - from, end - from) }
      runs.set(piece, { text, offset: begin - start })
      const segment = over.find((one) => one.from <= begin && one.to >= end)
      if (segment !== undefined) marked.set(piece, segment)
      return piece
    })
  }
  const cut = (of: Y.XmlElement, branch: Branch): Branch => {
    const children = [...branch.content]
    const content = of.toArray().flatMap((child): (Branch | TextPart)[] => {
      const place = index.placeOf(
        child instanceof Y.XmlText || child instanceof Y.XmlElement ? child : of,
      )
      if (child instanceof Y.XmlElement) {
        const next = children.shift()
        return next === undefined || isText(next) ? [] : [cut(child, next)]
      }
      if (!(child instanceof Y.XmlText) || place === null) return []
      const parts: TextPart[] = []
      for (let at = place.from; at < place.to;) {
        const next = children.shift()
        if (next === undefined || !isText(next)) break
        parts.push(...cutText(child, place.from, next, at))
        at += next.text.length
      }
      return parts
    })
    const whole = { ...branch, content }
    const place = index.placeOf(of)
    const segment =
      place === null
        ? undefined
        : (blocks.find((one) => one.from === place.from) ??
          (place.to - place.from === 1
            ? texts.find((one) => one.from <= place.from && one.to >= place.to)
            : undefined))
    if (segment !== undefined) marked.set(whole, segment)
    return whole
  }
  return { tree: cut(element, tree), runs, marked }
}

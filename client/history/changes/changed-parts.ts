/** A page with its changes as the parts that are drawn, each knowing what became of it. */
import type { Branch, TextPart } from '../../net/page-tree.ts'
import type { Place } from '../../../server/history/chronicle.ts'
import type { ChangedNode } from '../../../server/history/page-changes.ts'
import { textPartOf } from '../drawing.ts'

export interface ChangedParts {
  readonly blocks: readonly Branch[]
  /** What became of a part. */
  readonly nodeOf: (part: Branch | TextPart) => ChangedNode | undefined
  /** Does this text end what one person did in one change? There their initials stand. */
  readonly endsRun: (part: TextPart) => boolean
  /** What is told at the beginning of a cell about the row that it begins. */
  readonly rowOf: (part: Branch) => ChangedNode | undefined
  /** What an element stands in. */
  readonly outerOf: (node: ChangedNode) => ChangedNode | undefined
  /** The innermost element that shows a change and was there before: what can be brought back. */
  readonly heldBy: (change: number) => Place | undefined
}

/** The parts of a page. What stood elsewhere before is left out there: it is where it is now. */
export function changedParts(page: ChangedNode): ChangedParts {
  const nodes = new WeakMap<Branch | TextPart, ChangedNode>()
  const ends = new WeakSet<TextPart>()
  const rows = new WeakMap<Branch, ChangedNode>()
  const holders = new Map<number, Place>()
  const outer = new WeakMap<ChangedNode, ChangedNode>()
  const hold = (node: ChangedNode, within: ChangedNode) => {
    for (const child of node.content ?? []) outer.set(child, node)
    const own = node.place !== 0 && node.became !== 'added' ? node : within
    const isThere = own.place !== 0 && own.became !== 'added'
    if (node.change !== null && isThere && !holders.has(node.change)) {
      holders.set(node.change, own.place)
    }
    for (const child of node.content ?? []) hold(child, node.place === 0 ? within : node)
  }
  hold(page, page)

  const partOf = (node: ChangedNode): Branch | TextPart => {
    const words = node.text ?? wordsInText(node)
    const part = words === null ? branchOf(node) : textPartOf(words, node.marks ?? [])
    nodes.set(part, node)
    return part
  }
  const branchOf = (node: ChangedNode): Branch => {
    const shown = (node.content ?? []).filter(({ became }) => became !== 'left')
    const content = shown.map(partOf)
    for (const [at, part] of content.entries()) {
      const own = shown[at]
      const goesOn = shown
        .slice(at + 1)
        .some((other) => other.change === own?.change && other.by === own?.by)
      if (own?.change !== null && !goesOn && 'text' in part) ends.add(part)
    }
    const [first] = content
    if (
      node.type === 'tableRow' &&
      node.change !== null &&
      first !== undefined &&
      !('text' in first)
    ) {
      rows.set(first, node)
    }
    return { type: shownType(node), attrs: node.attrs ?? {}, content }
  }
  const blocks = (page.content ?? [])
    .filter(({ became }) => became !== 'left')
    .map((block) => {
      const branch = branchOf(block)
      nodes.set(branch, block)
      return branch
    })
  return {
    blocks,
    nodeOf: (part) => nodes.get(part),
    endsRun: (part) => ends.has(part),
    outerOf: (node) => outer.get(node),
    rowOf: (part) => rows.get(part),
    heldBy: (change) => holders.get(change),
  }
}

/** Mentions come and go like words. Null for what is no part of a line, and for line breaks. */
function wordsInText({ type, attrs, became }: ChangedNode): string | null {
  if (became !== 'added' && became !== 'removed') return null
  const label = typeof attrs?.['label'] === 'string' ? attrs['label'] : ''
  switch (type) {
    case 'personMention':
      return `@${label}`
    case 'pageMention':
      return label
    default:
      return null
  }
}

/** A task that changed says so itself, which its drawing for readers leaves no room for. */
function shownType({ type, became, change }: ChangedNode): string {
  return type === 'taskItem' && (became !== 'same' || change !== null) ? 'listItem' : type
}

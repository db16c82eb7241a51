import type { Node } from '@tiptap/pm/model'
import { isAlike, type Part, type Piece, pieceOf } from './pieces.ts'

/** Looks at each block once, until it changes. The same list for as long as all pieces are alike. */
export function pieceKeeper(): (doc: Node) => readonly Piece[] {
  let blocks: readonly Node[] = []
  let pieces: readonly Piece[] = []
  const known = new WeakMap<Node, Piece>()
  return ({ children }) => {
    const isSameRow = children.length === blocks.length
    const next = children.map((node, at) => {
      const before = pieces[at]
      if (isSameRow && before !== undefined && node === blocks[at]) return before
      const piece = known.get(node) ?? pieceOf(partOf(node))
      const kept = before !== undefined && isAlike(piece, before) ? before : piece
      known.set(node, kept)
      return kept
    })
    blocks = children
    if (!isSameRow || next.some((piece, at) => piece !== pieces[at])) pieces = next
    return pieces
  }
}

function partOf(node: Node): Part {
  return {
    type: node.type.name,
    attrs: node.attrs,
    text: node.text,
    parts: function* parts() {
      for (const child of node.children) yield partOf(child)
    },
  }
}

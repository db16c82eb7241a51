/**
 * Which threads are about what is published. What is said about a guiding question, an internal
 * part or text that is gone may tell of it, so that in doubt a thread is not about the rest.
 */
import type * as Y from 'yjs'
import type { Thread } from '#contract/threads.ts'
import type { Piece, Runs } from '../piece.ts'
import { piecesOf } from '../pieces-of.ts'
import { plain, runsOf } from '../texts.ts'
import { markedContent, type Places, placesIn } from './marked-content.ts'

/**
 * Tells whether a thread is about the whole page, or about characters or a block of which all is
 * published, by their identity: also where they read otherwise than when the thread was begun. Of
 * the page as it is; the function may be kept and asks it no more.
 */
export function threadsShownAt(doc: Y.Doc): (thread: Thread) => boolean {
  const marked = markedContent(doc)
  const { content } = marked
  const pieces = piecesOf(content, { language: 'en', extent: 'clean', nameOf: () => '' })
  const title = content.content?.find(({ type }) => type === 'title')
  const isPublished = new Uint8Array(marked.size)
  for (const text of [plain(runsOf(title ?? {})), ...linesOf(pieces)]) {
    for (const place of placesIn(text)) isPublished[place] = 1
  }
  const isShown = ({ from, to }: Places) => isPublished.subarray(from, to).every(Boolean)
  return ({ anchor }) => {
    if (anchor === null) return true
    const [first, last] = [marked.placesOf(anchor.first), marked.placesOf(anchor.last)]
    if (anchor.lastThere !== null || first === null || last === null) return false
    const all = { from: first.from, to: last.to }
    return all.from < all.to && isShown(all)
  }
}

function linesOf(pieces: readonly Piece[]): string[] {
  return pieces.flatMap(linesIn)
}

function linesIn(piece: Piece): string[] {
  const texts = (...all: readonly Runs[]) => all.map(plain).filter((text) => text !== '')
  switch (piece.kind) {
    case 'heading':
    case 'paragraph':
    case 'question':
      return texts(piece.text)
    case 'code':
      return [piece.text]
    case 'image':
      return texts(piece.caption)
    case 'rule':
      return texts(piece.text, piece.why, piece.example, piece.ask)
    case 'flow':
      return piece.steps.flatMap(({ action, title, who }) => texts(title, action, who))
    case 'internal':
    case 'quote':
    case 'callout':
      return linesOf(piece.content)
    case 'details':
      return [...texts(piece.summary), ...linesOf(piece.content)]
    case 'list':
      return piece.items.flatMap(linesOf)
    case 'tasks':
      return piece.items.flatMap(({ content }) => linesOf(content))
    case 'table':
      return piece.rows.flatMap((row) => row.flatMap(({ content }) => linesOf(content)))
    case 'divider':
    case 'file':
      return []
  }
}

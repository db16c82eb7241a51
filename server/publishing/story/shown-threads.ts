/**
 * Which threads are about what is published. What is said about a guiding question, an internal
 * part or text that is gone may tell of it, so that in doubt a thread is not about the rest.
 */
import type { JSONContent } from '@tiptap/core'
import type { Thread } from '#contract/threads.ts'
import type { Piece, Runs } from '../piece.ts'
import { piecesOf } from '../pieces-of.ts'
import { plain, runsOf } from '../texts.ts'

/** Words that are shorter stand in too many places to tell which one was meant. */
const shortest = 12

/**
 * Tells whether a thread is about the whole page, or about words that stand in what is published
 * of it and nowhere else. `content`: the whole `doc` node as it is published, with its title and
 * with what is internal.
 */
export function threadsShownIn(content: JSONContent): (thread: Thread) => boolean {
  const published = textOf(content, 'clean')
  const all = textOf(content, 'whole')
  return ({ anchor, ending, proposal }) => {
    if (anchor === null) return true
    const isAdopted = ending?.fate === 'adopted' || ending?.fate === 'adopted-changed'
    if (isAdopted && proposal !== null && isOnlyIn(proposal.to, { published, all })) return true
    return anchor.lastThere === null && isOnlyIn(anchor.quote, { published, all })
  }
}

/** Does it stand in what is published, and as often in all of the page? */
function isOnlyIn(
  quote: string,
  { all, published }: { readonly all: string; readonly published: string },
): boolean {
  const words = quote.replace(/…$/, '').trim()
  if (words.length < shortest) return false
  const times = timesIn(published, words)
  return times > 0 && times === timesIn(all, words)
}

function timesIn(text: string, words: string): number {
  return text.split(words).length - 1
}

/** The lines of text, without the names of those mentioned, as threads quote them. */
function textOf(content: JSONContent, extent: 'clean' | 'whole'): string {
  const bare = withoutMentions(content)
  const title = bare.content?.find(({ type }) => type === 'title')
  const pieces = piecesOf(bare, { language: 'en', extent, nameOf: () => '' })
  return [plain(runsOf(title ?? {})), ...linesOf(pieces)].join('\n')
}

function withoutMentions(node: JSONContent): JSONContent {
  if (node.content === undefined) return node
  const kept = node.content.filter(({ type }) => type !== 'personMention' && type !== 'pageMention')
  return { ...node, content: kept.map(withoutMentions) }
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

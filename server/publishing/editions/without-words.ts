/** What is frozen, without what was taken out of a page for good. Pure. */
import type { FileId } from '#contract/ids.ts'
import { passageWithout, textWithout } from '../../history/taken-words.ts'
import type { Cell, Piece, Runs, Step, Task } from '../piece.ts'

/** The same pieces, without the pictures and attachments of these files. */
export function piecesWithoutFiles(
  pieces: readonly Piece[],
  gone: ReadonlySet<FileId>,
): readonly Piece[] {
  const within = (given: readonly Piece[]) => piecesWithoutFiles(given, gone)
  return pieces.flatMap((piece): Piece[] => {
    if ((piece.kind === 'image' || piece.kind === 'file') && gone.has(piece.file)) return []
    return [withParts(piece, within)]
  })
}

/** The piece with other parts in the place of what stands within it. */
function withParts(piece: Piece, change: (parts: readonly Piece[]) => readonly Piece[]): Piece {
  switch (piece.kind) {
    case 'internal':
    case 'quote':
    case 'callout':
    case 'details':
      return { ...piece, content: change(piece.content) }
    case 'list':
      return { ...piece, items: piece.items.map(change) }
    case 'tasks': {
      const items = piece.items.map((one) => ({ ...one, content: change(one.content) }))
      return { ...piece, items }
    }
    case 'table': {
      const cell = (one: Cell): Cell => ({ ...one, content: change(one.content) })
      return { ...piece, rows: piece.rows.map((row) => row.map(cell)) }
    }
    case 'heading':
    case 'paragraph':
    case 'question':
    case 'code':
    case 'divider':
    case 'image':
    case 'file':
    case 'rule':
    case 'flow':
      return piece
  }
}

/** The same pieces, with filler in the place of the words. */
export function piecesWithout(
  pieces: readonly Piece[],
  words: readonly string[],
): readonly Piece[] {
  const text = (given: string) => passageWithout(given, words)
  const runs = (given: Runs) => runsWithout(given, words)
  const task = (given: Task): Task => ({ ...given, owner: given.owner && text(given.owner) })
  const step = (given: Step): Step => ({
    ...given,
    title: runs(given.title),
    action: runs(given.action),
    who: runs(given.who),
    owner: given.owner && text(given.owner),
  })
  const own = (piece: Piece): Piece => {
    switch (piece.kind) {
      case 'heading':
      case 'paragraph':
      case 'question':
        return { ...piece, text: runs(piece.text) }
      case 'details':
        return { ...piece, summary: runs(piece.summary) }
      case 'tasks':
        return { ...piece, items: piece.items.map(task) }
      case 'code':
        return { ...piece, text: text(piece.text) }
      case 'image':
        return { ...piece, alt: text(piece.alt), caption: runs(piece.caption) }
      case 'file':
        return { ...piece, name: text(piece.name) }
      case 'rule': {
        const { ask, example, why } = piece
        const rest = { why: runs(why), example: runs(example), ask: runs(ask) }
        return { ...piece, text: runs(piece.text), ...rest }
      }
      case 'flow':
        return { ...piece, steps: piece.steps.map(step) }
      case 'internal':
      case 'quote':
      case 'callout':
      case 'list':
      case 'table':
      case 'divider':
        return piece
    }
  }
  return pieces.map((piece) => withParts(own(piece), (parts) => piecesWithout(parts, words)))
}

/** Words may go on from one run to the next; an address that holds some leads nowhere any more. */
function runsWithout(runs: Runs, words: readonly string[]): Runs {
  const left = passageWithout(runs.map(({ text }) => text).join(''), words)
  let at = 0
  return runs.map((run) => {
    const text = left.slice(at, at + run.text.length)
    at += run.text.length
    const isSpoilt = run.to !== null && 'href' in run.to && holds(run.to.href, words)
    return { ...run, text, to: isSpoilt ? null : run.to }
  })
}

/** As they stand in an address, too. */
function holds(href: string, words: readonly string[]): boolean {
  return [href, decoded(href)].some((text) => textWithout(text, words) !== text)
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href)
  } catch {
    // No address that was encoded as a whole.
    return href
  }
}

/** What is frozen, without words that were taken out of a page for good. Pure. */
import { passageWithout, textWithout } from '../../history/taken-words.ts'
import type { Cell, Piece, Runs, Step, Task } from '../piece.ts'

/** The same pieces, with filler in the place of the words. */
export function piecesWithout(
  pieces: readonly Piece[],
  words: readonly string[],
): readonly Piece[] {
  const text = (given: string) => passageWithout(given, words)
  const runs = (given: Runs) => runsWithout(given, words)
  const within = (given: readonly Piece[]) => piecesWithout(given, words)
  const all = (given: readonly (readonly Piece[])[]) => given.map(within)
  const cell = (given: Cell): Cell => ({ ...given, content: within(given.content) })
  const task = (given: Task): Task => ({
    ...given,
    owner: given.owner && text(given.owner),
    content: within(given.content),
  })
  const step = (given: Step): Step => ({
    ...given,
    title: runs(given.title),
    action: runs(given.action),
    who: runs(given.who),
    owner: given.owner && text(given.owner),
  })

  return pieces.map((piece): Piece => {
    switch (piece.kind) {
      case 'heading':
      case 'paragraph':
      case 'question':
        return { ...piece, text: runs(piece.text) }
      case 'internal':
      case 'quote':
      case 'callout':
        return { ...piece, content: within(piece.content) }
      case 'details':
        return { ...piece, summary: runs(piece.summary), content: within(piece.content) }
      case 'list':
        return { ...piece, items: all(piece.items) }
      case 'tasks':
        return { ...piece, items: piece.items.map(task) }
      case 'code':
        return { ...piece, text: text(piece.text) }
      case 'divider':
        return piece
      case 'table':
        return { ...piece, rows: piece.rows.map((row) => row.map(cell)) }
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
    }
  })
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

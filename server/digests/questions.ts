/**
 * Guiding questions and their answers. The answer to a question is what follows it, up to the next
 * question or heading beside it. What a template put there is none until somebody changes it, and
 * the statements of a scale are none until somebody answers them.
 */
import type { JSONContent } from '@tiptap/core'
import { isId } from '#contract/page-values.ts'
import { countWords } from '#contract/words.ts'
import { isTextblock, lineOf } from './lines.ts'

/** A question that asks something, with what stands in the place of its answer. */
export interface Asked {
  readonly question: JSONContent
  readonly answer: readonly JSONContent[]
}

/** What there is to know beside the page's text. */
export interface Known {
  /** Marks of what the page began with (`marksOf`). */
  readonly begun: ReadonlySet<string>
  /** Ids of the scales that somebody has answered. */
  readonly answered: ReadonlySet<string>
}

/** Words that say why a question is not relevant. */
const fewestReasons = 3

/** All questions of a page, with what might answer them, in their order. */
export function questionsOf(content: JSONContent): Asked[] {
  const asked: Asked[] = []
  // Questions also stand in lists, cells and callouts, with their answers beside them.
  const within = (parent: JSONContent): void => {
    let answer: JSONContent[] | null = null
    for (const [index, block] of (parent.content ?? []).entries()) {
      if (block.type === 'question' || block.type === 'heading') answer = null
      else answer?.push(block)
      if (block.type === 'question' && asks(block, parent.content?.[index + 1])) {
        answer = []
        asked.push({ question: block, answer })
      } else if (!isTextblock(block)) within(block)
    }
  }
  within(content)
  return asked
}

/** Followed by the next question or a heading it asks nothing that could be counted. */
function asks({ attrs }: JSONContent, next: JSONContent | undefined): boolean {
  return attrs?.['kind'] !== 'guidance' && next?.type !== 'question' && next?.type !== 'heading'
}

/** Is there an answer, or a reason why the question is not relevant? */
export function isAnswered({ question, answer }: Asked, { answered, begun }: Known): boolean {
  if (answer.some((block) => holdsAnswer(block, answered))) return true
  if (begun.has(markOf(answer))) return false
  if (question.attrs?.['notRelevant'] === true) return wordsIn(answer) >= fewestReasons
  return answer.some(isFilled)
}

/** Marks by which answers are known that were there when the page was made. */
export function marksOf(content: JSONContent): ReadonlySet<string> {
  return new Set(
    questionsOf(content)
      .filter(({ answer }) => answer.some(isFilled))
      .map(({ answer }) => markOf(answer)),
  )
}

/** Labels and statements, which are there to be answered. */
const askingNodes: readonly string[] = ['question', 'tableHeader', 'scales']

function wordsIn(blocks: readonly JSONContent[]): number {
  return blocks.reduce((sum, block) => {
    if (askingNodes.includes(block.type ?? '')) return sum
    return sum + (isTextblock(block) ? countWords(lineOf(block)) : wordsIn(block.content ?? []))
  }, 0)
}

/** Did somebody put something there: words, a picture, a file, hours? */
function isFilled(block: JSONContent): boolean {
  if (askingNodes.includes(block.type ?? '')) return false
  if (block.type === 'image' || block.type === 'file') return isId(block.attrs?.['file'])
  if (block.type === 'timeBudget') return valuesOf(block).length > 0
  if (isTextblock(block)) return countWords(lineOf(block)) > 0
  return block.content?.some(isFilled) === true
}

function holdsAnswer(block: JSONContent, answered: ReadonlySet<string>): boolean {
  if (block.type === 'scale') return answered.has(String(block.attrs?.['id']))
  return block.content?.some((part) => holdsAnswer(part, answered)) === true
}

/** The same for two texts that say the same with the same choices. */
function markOf(blocks: readonly JSONContent[]): string {
  const parts: string[] = []
  const walk = (block: JSONContent): void => {
    parts.push(...valuesOf(block))
    if (isTextblock(block)) parts.push(lineOf(block).trim())
    else for (const part of block.content ?? []) walk(part)
  }
  for (const block of blocks) walk(block)
  return parts.filter((part) => part !== '').join('\n')
}

/** What is chosen in a block; not which row it is, nor how it is laid out. */
function valuesOf({ attrs = {}, type }: JSONContent): string[] {
  if (type === 'tableCell' || type === 'tableHeader') return []
  return Object.entries(attrs)
    .filter(([name, value]) => name !== 'id' && name !== 'internal' && value !== null)
    .map(([name, value]) => `${name}: ${String(value)}`)
}

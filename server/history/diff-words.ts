/**
 * Insertions and deletions widened to whole words. That letters of a word were kept says something
 * to nobody: `colour` became `color`. For display only; whose change it is stays as it was.
 */
import {
  isBefore,
  isFixed,
  isKept,
  isTextChange,
  type LinePart,
  type TextPart,
} from './diff-parts.ts'

/** Longer ones are none that anybody reads as a whole. */
const longestWord = 40

const letter = /^[\p{L}\p{N}\p{M}]$/u
const firstWord = /^[\p{L}\p{N}\p{M}]+/u
const lastWord = /[\p{L}\p{N}\p{M}]+$/u
/** How much of a text's end is looked at: a surrogate pair more than the longest word. */
const lookBack = longestWord + 2
/** Scripts that write no spaces: there a change is one of characters. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]/u

/**
 * The parts of a line, with what is kept of changed words removed and added again. Between two kept
 * parts what was before comes first; parts of one such change have the same `cluster` where they
 * share a word.
 */
export function widenToWords(parts: readonly LinePart[]): LinePart[] {
  const made: LinePart[] = []
  let cluster: LinePart[] = []
  let number = 0
  let shares = false
  const flush = () => {
    if (shares) number++
    const changes = cluster.filter((one) => 'text' in one && one.by !== null && isTextChange(one))
    for (const one of [...cluster.filter(isBefore), ...cluster.filter((part) => !isBefore(part))]) {
      if (!shares || !('text' in one)) made.push(one)
      else if (one.by !== null || !isTextChange(one)) made.push({ ...one, cluster: number })
      else made.push({ ...one, ...creditOf(one, changes), cluster: number })
    }
    cluster = []
    shares = false
  }
  const absorb = (part: TextPart, from: number, to: number) => {
    cluster.push(...replaced(part, part.text.slice(from, to)))
    shares = true
  }
  parts.forEach((part, index) => {
    if (!isKept(part)) {
      if (!isFixed(part)) {
        cluster.push(part)
        return
      }
      flush()
      made.push(part)
      return
    }
    const { length } = part.text
    // What shows a change of its own is not taken apart.
    const head = part.draft === null ? headOf(part.text, sidesAt(parts, index, -1)) : 0
    const tail = part.draft === null ? tailOf(part.text, sidesAt(parts, index, 1)) : 0
    if (head + tail >= length) {
      absorb(part, 0, length)
      return
    }
    if (head > 0) absorb(part, 0, head)
    flush()
    made.push({ ...part, text: part.text.slice(head, length - tail) })
    if (tail > 0) absorb(part, length - tail, length)
  })
  flush()
  return made
}

/** What stands beside a kept part at both moments, if it changed: one character each. */
function sidesAt(parts: readonly LinePart[], index: number, step: 1 | -1): readonly string[] {
  let was = ''
  let is = ''
  let hasChanged = false
  let at = index + step
  for (; ; at += step) {
    const part = parts[at]
    if (part === undefined || isKept(part) || isFixed(part)) break
    hasChanged ||= isTextChange(part)
    const text = edgeOf(part, step)
    if (isBefore(part)) was ||= text
    else is ||= text
  }
  if (!hasChanged) return []
  const next = parts[at]
  const beyond = next === undefined ? '' : edgeOf(next, step)
  return [was || beyond, is || beyond]
}

function edgeOf(part: LinePart, step: 1 | -1): string {
  // An element in a line is no letter.
  if (!('text' in part)) return ' '
  const characters = step === 1 ? part.text.slice(0, 2) : part.text.slice(-2)
  return [...characters].at(step === 1 ? 0 : -1) ?? ''
}

function headOf(text: string, beside: readonly string[]): number {
  return beside.some((one) => letter.test(one)) ? lengthOf(firstWord.exec(text)?.[0]) : 0
}

function tailOf(text: string, beside: readonly string[]): number {
  return beside.some((one) => letter.test(one))
    ? lengthOf(lastWord.exec(text.slice(-lookBack))?.[0])
    : 0
}

function lengthOf(word = ''): number {
  return word.length <= longestWord && !unspaced.test(word) ? word.length : 0
}

/** Letters that were kept count as changed by whoever changed the word, on that side if possible. */
function creditOf(copy: TextPart, changes: readonly LinePart[]) {
  const texts = changes.filter((one): one is TextPart => 'text' in one)
  const from = texts.find(({ became }) => became === copy.became) ?? texts[0] ?? copy
  return { by: from.by, first: from.first, last: from.last }
}

function replaced({ marks, wasMarks, elsewhere }: TextPart, text: string): TextPart[] {
  const copy = { text, by: null, first: 0, last: 0, draft: null }
  return [
    { ...copy, became: 'removed', elsewhere, marks: wasMarks ?? marks },
    { ...copy, became: 'added', elsewhere: false, marks },
  ]
}

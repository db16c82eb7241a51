/** One text that became another, told in words rather than letters. */
import type { ChangedText } from '#contract/editions.ts'
import type { Language } from '#contract/records.ts'
import { keptBetween, type Looks } from './kept.ts'
import { wordPlaces } from './word-places.ts'

/** Texts that are longer, in UTF-16 units, are told as a whole: nobody reads a sentence of them. */
const longest = 20_000

/** What stays between two changes and is longer is told as such, however long they are. */
const longestAlong = 10

type Part = ChangedText[number]

const mark = /[\p{L}\p{N}]/u

/** What texts of a page are compared with. */
export interface Comparing {
  readonly looks: Looks
  readonly segments: Intl.Segmenter
}

/** Looks at lines and words for one page; whatever is on it, that is well under half a second. */
const mostLooks = 4_000_000

/** Begins to compare the texts of a page in a language. */
export function comparing(language: Language): Comparing {
  return {
    looks: { left: mostLooks },
    segments: new Intl.Segmenter(language, { granularity: 'word' }),
  }
}

/**
 * The text before and the text after in one: what is `same` or `removed` is the one before, what is
 * `same` or `added` the one after. Between two texts that stay, what was removed stands first.
 */
export function wordsBetween(
  before: string,
  after: string,
  { looks, segments }: Comparing,
): ChangedText {
  if (before === after) return before === '' ? [] : [{ how: 'same', text: before }]
  if (before.length > longest || after.length > longest) return replaced(before, after)
  const [old, now] = [wordPlaces(before, segments), wordPlaces(after, segments)]
  looks.left -= old.length + now.length
  const kept = keptBetween(
    old.map(({ text }) => text),
    now.map(({ text }) => text),
    looks,
  )
  const gaps: Gap[] = []
  let [from, otherFrom] = [0, 0]
  for (const [one, other] of kept) {
    const [was, is] = [old[one], now[other]]
    if (was === undefined || is === undefined) continue
    gaps.push(gapOf(before.slice(from, was.at), after.slice(otherFrom, is.at)))
    gaps.push({ same: was.text, removed: '', added: '', tail: '' })
    ;[from, otherFrom] = [was.at + was.text.length, is.at + is.text.length]
  }
  gaps.push(gapOf(before.slice(from), after.slice(otherFrom)))
  return told(grouped(joined(gaps)))
}

/** How much of two texts stayed, 0 to 1, white space aside. */
export function shareKept(text: ChangedText): number {
  let [kept, all] = [0, 0]
  for (const part of text) {
    const { length } = part.text.replace(/\s/g, '')
    if (part.how === 'same') kept += 2 * length
    all += part.how === 'same' ? 2 * length : length
  }
  return all === 0 ? 1 : kept / all
}

function replaced(before: string, after: string): ChangedText {
  const parts: Part[] = [
    { how: 'removed', text: before },
    { how: 'added', text: after },
  ]
  return parts.filter(({ text }) => text !== '')
}

/** What is the same, then what was removed and added, then white space that is the same. */
interface Gap {
  readonly same: string
  readonly removed: string
  readonly added: string
  readonly tail: string
}

/** White space at the ends that both texts have belongs to neither change. */
function gapOf(before: string, after: string): Gap {
  const [headBefore = '', headAfter = ''] = [before, after].map((text) => /^\s*/.exec(text)?.[0])
  const same = commonStart(headBefore, headAfter)
  const [was, is] = [before.slice(same.length), after.slice(same.length)]
  const [tailBefore = '', tailAfter = ''] = [was, is].map((text) => /\s*$/.exec(text)?.[0])
  const tail = reversed(commonStart(reversed(tailBefore), reversed(tailAfter)))
  return {
    same,
    removed: was.slice(0, was.length - tail.length),
    added: is.slice(0, is.length - tail.length),
    tail,
  }
}

function commonStart(one: string, other: string): string {
  let length = 0
  while (length < one.length && one[length] === other[length]) length++
  return one.slice(0, length)
}

/** Of white space alone, which has no surrogate pairs. */
function reversed(space: string): string {
  return [...space].toReversed().join('')
}

/** A change between texts that stay; `same` comes before it. */
interface Turn {
  same: string
  removed: string
  added: string
}

function joined(gaps: readonly Gap[]): Turn[] {
  const turns: Turn[] = [{ same: '', removed: '', added: '' }]
  for (const { added, removed, same, tail } of gaps) {
    let last = turns.at(-1) ?? { same: '', removed: '', added: '' }
    if (same !== '' && (last.removed !== '' || last.added !== '')) {
      last = { same: '', removed: '', added: '' }
      turns.push(last)
    }
    last.same += same
    last.removed += removed
    last.added += added
    if (tail !== '') turns.push({ same: tail, removed: '', added: '' })
  }
  return turns
}

/**
 * Fewer, longer changes: what stays between two of them and is no word, or is shorter than either
 * of them, goes along. A sentence of which every other word is struck out cannot be read.
 */
function grouped(turns: readonly Turn[]): Turn[] {
  const made: Turn[] = []
  for (const turn of settled(turns)) {
    let next = turn
    for (let last = made.at(-1); last && goesAlong(last, next); last = made.at(-1)) {
      made.pop()
      next = {
        same: last.same,
        removed: last.removed + next.same + next.removed,
        added: last.added + next.same + next.added,
      }
    }
    made.push(next)
  }
  return made
}

/** Texts that stay beside each other are one. */
function settled(turns: readonly Turn[]): Turn[] {
  const made: Turn[] = []
  for (const turn of turns) {
    const last = made.at(-1)
    if (last && last.removed === '' && last.added === '') {
      made[made.length - 1] = { ...turn, same: last.same + turn.same }
    } else made.push(turn)
  }
  return made
}

function goesAlong(last: Turn, { added, removed, same }: Turn): boolean {
  if ((removed === '' && added === '') || (last.removed === '' && last.added === '')) return false
  if (same.trim() === '' || !mark.test(same)) return true
  const size = (one: string, other: string) => Math.max(one.length, other.length)
  const shorter = Math.min(size(last.removed, last.added), size(removed, added))
  return same.trim().length <= Math.min(shorter, longestAlong)
}

function told(turns: readonly Turn[]): ChangedText {
  const parts: Part[] = turns.flatMap(({ added, removed, same }): Part[] => [
    { how: 'same', text: same },
    { how: 'removed', text: removed },
    { how: 'added', text: added },
  ])
  return parts.filter(({ text }) => text !== '')
}

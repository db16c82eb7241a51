/** What stands around the words that were found. */
import type { AskedWord } from './asked-word.ts'
import type { Passage } from './passages.ts'
import { formsOf, wordShape } from './stems.ts'

/** Text in its order; what was found is marked. `…` stands where something is left out. */
export type Snippet = readonly { readonly text: string; readonly marked: boolean }[]

const longest = 220
const before = 60

/** Whole words alone, around the first that was found. */
export function snippetOf({ language, text }: Passage, asked: readonly AskedWord[]): Snippet {
  const whole = text.normalize('NFC')
  const spans: { readonly from: number; readonly to: number }[] = []
  // A passage may be as long as a page: each of its words is looked at once, and none behind the end.
  const known = new Map<string, boolean>()
  const isAsked = (word: string): boolean => {
    const forms = formsOf(word, language)
    return asked.some((one) => one.closeness(forms, language) > 0)
  }
  for (const { 0: word, index } of whole.matchAll(wordShape)) {
    const [first] = spans
    if (first && index > first.from + longest) break
    const lower = word.toLowerCase()
    const is = known.get(lower) ?? isAsked(lower)
    known.set(lower, is)
    if (is) spans.push({ from: index, to: index + word.length })
  }
  const first = spans[0]?.from ?? 0
  const from = first <= before ? 0 : wordFrom(whole, first - before, first)
  const end = from + longest >= whole.length ? whole.length : wordEnd(whole, from + longest)
  const parts: { text: string; marked: boolean }[] = []
  const add = (part: string, marked: boolean) => part !== '' && parts.push({ text: part, marked })
  if (from > 0) add('… ', false)
  let at = from
  for (const span of spans) {
    if (span.from < at || span.to > end) continue
    add(whole.slice(at, span.from), false)
    add(whole.slice(span.from, span.to), true)
    at = span.to
  }
  add(whole.slice(at, end), false)
  if (end < whole.length) add(' …', false)
  return parts
}

/** Where a word begins, from a place on, and not behind `latest`. */
function wordFrom(text: string, place: number, latest: number): number {
  const space = text.indexOf(' ', place)
  return space === -1 || space >= latest ? latest : space + 1
}

/** Where a word ends, at a place or before it; a very long one is cut, whole characters only. */
function wordEnd(text: string, place: number): number {
  const space = text.lastIndexOf(' ', place)
  if (space > place - longest / 2) return space
  return /[\ud800-\udbff]/.test(text.charAt(place - 1)) ? place - 1 : place
}

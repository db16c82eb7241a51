/**
 * Guiding questions and what becomes of them on the screen. An answer is what follows its question,
 * up to the next question or heading. Never forty empty fields: the first few open questions are
 * shown, the others wait until these are answered, or until somebody asks for them.
 */
import type { Piece } from './pieces.ts'

/** Open questions that are shown at once. */
const shownOpen = 3

/** `lead`: it asks nothing that could be answered, and only leads on to what follows. */
export type QuestionState = 'lead' | 'open' | 'answered' | 'aside' | 'aside-open'

export interface Question {
  readonly state: QuestionState
  /** Its place among the pieces, and the place after its answer. */
  readonly at: number
  readonly end: number
}

/** All questions of a page in their order, guidance among them. */
export function questionsOf(pieces: readonly Piece[]): readonly Question[] {
  const questions: Question[] = []
  for (const [at, { kind, notRelevant }] of pieces.entries()) {
    if (kind !== 'question' && kind !== 'guidance') continue
    let end = at + 1
    while (end < pieces.length && pieces[end]?.kind === 'other') end += 1
    const isFilled = pieces.slice(at + 1, end).some((piece) => piece.isFilled)
    const lead = kind === 'guidance' || (end === at + 1 && !notRelevant)
    const state = lead
      ? 'lead'
      : notRelevant
        ? isFilled
          ? 'aside'
          : 'aside-open'
        : isFilled
          ? 'answered'
          : 'open'
    questions.push({ state, at, end: lead ? at + 1 : end })
  }
  return questions
}

export interface Fold {
  /** For each piece: is it folded away? */
  readonly hidden: readonly boolean[]
  /** Questions that are folded away. */
  readonly count: number
  /** What has been shown once stays, so that nothing goes away under one's eyes. */
  readonly seen: ReadonlySet<string>
}

/**
 * What is folded away: open questions beyond the first few, with their empty answers, and headings
 * and leads that stand over nothing else. What holds anything is never folded, nor what was `seen`
 * before, nor the places in `kept` (carets). Gives back `seen` itself when there is nothing new.
 */
export function foldOf(
  pieces: readonly Piece[],
  questions: readonly Question[],
  seen: ReadonlySet<string>,
  kept: ReadonlySet<number>,
): Fold {
  const keys = keysOf(pieces)
  const hidden = pieces.map(() => false)
  const isSeen = (at: number) => kept.has(at) || seen.has(keys[at] ?? '')
  const isBlank = (at: number) => pieces[at]?.isBlank === true
  let open = 0
  let count = 0
  for (const { state, at, end } of questions) {
    if (state === 'lead') continue
    const isOpen = state === 'open' || state === 'aside-open'
    const places = range(at, end)
    const canHide = state === 'open' && places.every((place) => place === at || isBlank(place))
    if (!canHide || open < shownOpen || places.some(isSeen)) {
      if (isOpen) open += 1
      continue
    }
    count += 1
    for (const place of places) hidden[place] = true
  }
  if (count > 0) hideWhatStandsOver(pieces, questions, hidden, isSeen)
  return { hidden, count, seen: seenNow(pieces, hidden, keys, seen, kept) }
}

/** Headings and leads over nothing but what is folded away; the innermost first. */
function hideWhatStandsOver(
  pieces: readonly Piece[],
  questions: readonly Question[],
  hidden: boolean[],
  isSeen: (at: number) => boolean,
): void {
  const folded = [...hidden]
  const leads = new Set(questions.filter(({ state }) => state === 'lead').map(({ at }) => at))
  const isNothing = (at: number) => {
    const piece = pieces[at]
    return hidden[at] === true || leads.has(at) || (piece?.kind === 'other' && piece.isBlank)
  }
  for (const at of range(0, pieces.length).toReversed()) {
    const piece = pieces[at]
    const isLead = leads.has(at)
    if (piece === undefined || (piece.kind !== 'heading' && !isLead) || isSeen(at)) continue
    const goesOn = (next: Piece) => {
      if (next.kind === 'heading') return !isLead && next.level > piece.level
      return !isLead || next.kind !== 'guidance'
    }
    let end = at + 1
    for (let next = pieces[end]; next !== undefined && goesOn(next); next = pieces[end]) end += 1
    const below = range(at + 1, end)
    if (!below.some((place) => folded[place]) || !below.every(isNothing)) continue
    if (below.some((place) => hidden[place] !== true && isSeen(place))) continue
    for (const place of range(at, end)) hidden[place] = true
  }
}

function seenNow(
  pieces: readonly Piece[],
  hidden: readonly boolean[],
  keys: readonly string[],
  seen: ReadonlySet<string>,
  kept: ReadonlySet<number>,
): ReadonlySet<string> {
  const added = keys.filter((key, at) => {
    if (hidden[at] === true || seen.has(key)) return false
    return pieces[at]?.kind === 'question' || (key !== '' && kept.has(at))
  })
  return added.length === 0 ? seen : new Set([...seen, ...added])
}

/** A name for each piece that outlives changes elsewhere: its words, and which of those it is. */
function keysOf(pieces: readonly Piece[]): readonly string[] {
  const met = new Map<string, number>()
  return pieces.map(({ kind, words }) => {
    if (kind === 'other' || kind === 'title') return ''
    const before = met.get(words) ?? 0
    met.set(words, before + 1)
    return `${before} ${words}`
  })
}

const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, n) => from + n)

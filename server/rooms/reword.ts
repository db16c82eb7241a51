/**
 * Puts other words in the place of a passage, changing no more than differs: what stays keeps its
 * identity, so carets, comments and authors in it stay, too.
 */
import type * as Y from 'yjs'
import type { PersonId, Seq } from '#contract/ids.ts'
import type { Change, LivePage } from './live-page.ts'
import { endsOf, type Ends, findPassage, type Passage, passageOf, type Unit } from './passage.ts'
import { type Rewording, rewordingsOf } from './rewordings.ts'

/** Other words for a passage, in the name of whoever proposed them. */
export interface Reword extends Ends {
  /** What has to stand there for it to be done. */
  readonly from: string
  readonly to: string
  readonly author: PersonId
}

export type Reworded =
  | {
      readonly is: 'done'
      /** The entry, which is durable; null where these words stood there already. */
      readonly seq: Seq | null
      /** Where the words are; null when there are none. */
      readonly ends: Ends | null
    }
  /** Nothing was done: why not, and what stands there. */
  | { readonly is: 'refused'; readonly why: Refusal; readonly text: string }

/** `atoms`: an element in the passage, such as a mention, would have to go, or a line break to come. */
export type Refusal = 'gone' | 'spans' | 'changed' | 'atoms'

/** Rewords a passage of a live page, by a change that is to be stored; none where none is needed. */
export function reword(
  live: LivePage,
  { author, first, from, last, to }: Reword,
): { readonly change: Change | null; readonly done: Reworded } {
  const plan = planFor(live.doc, { first, from, last, to })
  if (plan.is === 'refused') return { change: null, done: plan }
  const { edits, passage } = plan
  const change = live.edit(author, 'proposal', () => makeEdits(edits))
  return { change, done: { is: 'done', seq: null, ends: endsAfter(passage) } }
}

/** An edit of one text of a line. */
interface Edit {
  readonly text: Y.XmlText
  /** Of what goes, before any edit was made. */
  readonly at: number
  readonly length: number
  readonly put: string
  readonly format: Readonly<Record<string, unknown>>
}

/** Why it cannot be done at the moment, and what stands there; null when it can. */
export function refusalOf(
  doc: Y.Doc,
  wanted: Omit<Reword, 'author'>,
): { readonly why: Refusal; readonly text: string } | null {
  const plan = planFor(doc, wanted)
  return plan.is === 'refused' ? plan : null
}

type Plan =
  | { readonly is: 'planned'; readonly passage: Passage; readonly edits: readonly Edit[] }
  | Extract<Reworded, { is: 'refused' }>

function planFor(doc: Y.Doc, { first, from, last, to }: Omit<Reword, 'author'>): Plan {
  const found = findPassage(doc, { first, last })
  if (found.is === 'gone') return { is: 'refused', why: 'gone', text: '' }
  if (found.is === 'spans') return { is: 'refused', why: 'spans', text: found.text }
  const { passage } = found
  if (passage.text !== from) return { is: 'refused', why: 'changed', text: passage.text }
  const edits = editsFor(passage, to)
  if (edits === null) return { is: 'refused', why: 'atoms', text: passage.text }
  return { is: 'planned', passage, edits }
}

/**
 * What has to be done so that a passage says something else; null where that would take an element
 * in it away, such as a mention, or put words where there is no text.
 */
function editsFor(passage: Passage, words: string): readonly Edit[] | null {
  const parts = partsOf(passage, words)
  if (parts === null) return null
  const common = shared(passage.units.slice(passage.from, passage.to))
  const edits: Edit[] = []
  for (const { at, length, text } of parts) {
    const gone = passage.units.slice(at, at + length)
    const [before, after] = [passage.units[at - 1], passage.units[at + length]]
    const format = gone.length > 0 ? shared(gone) : { ...between(before, after), ...common }
    const beside = gone.at(-1)?.at ?? before?.at ?? null
    const place = beside
      ? { text: beside.text, at: beside.index + 1 }
      : after?.at && startOf(after.at)
    if (!place) return null
    const made = edits.length
    for (const { at: where } of gone) {
      const last = edits.at(-1)
      if (where === null) return null
      const joins = edits.length > made && last?.text === where.text
      if (joins && last) edits[edits.length - 1] = { ...last, length: last.length + 1 }
      else edits.push({ text: where.text, at: where.index, length: 1, put: '', format })
    }
    const last = edits.at(-1)
    if (gone.length > 0 && last) edits[edits.length - 1] = { ...last, put: text }
    else edits.push({ ...place, length: 0, put: text, format })
  }
  return edits
}

/** Must run inside a transaction. What is written anew follows itself in the order of the line. */
function makeEdits(edits: readonly Edit[]): void {
  const shifts = new Map<Y.XmlText, number>()
  for (const { at, format, length, put, text } of edits) {
    const shift = shifts.get(text) ?? 0
    // Before what goes is gone: formatting that begins or ends there is still to be had.
    if (put !== '') text.insert(at + shift + length, put, { ...format })
    if (length > 0) text.delete(at + shift, length)
    shifts.set(text, shift + put.length - length)
  }
}

/** The ends of the passage after it was reworded; null where nothing is left of it. */
function endsAfter({ block, from, to, units }: Passage): Ends | null {
  const after = passageOf(block, 0, 0).units.length
  return endsOf(passageOf(block, from, after - (units.length - to)))
}

/** Elements in a passage stay; the words between them are reworded. Null: one would have to go. */
function partsOf({ from, to, units }: Passage, words: string): readonly Rewording[] | null {
  const parts: Rewording[] = []
  let [at, read] = [from, 0]
  const reword = (end: number, text: string): boolean => {
    // A line break is an element: as text it would be none.
    if (text.includes('\n')) return false
    const before = units.slice(at, end).map((unit) => unit.says)
    for (const one of rewordingsOf(before.join(''), text)) parts.push({ ...one, at: one.at + at })
    return true
  }
  for (let i = from; i < to; i++) {
    const unit = units[i]
    if (!unit || unit.at !== null) continue
    const found = words.indexOf(unit.says, read)
    if (found < 0 || !reword(i, words.slice(read, found))) return null
    at = i + 1
    read = found + unit.says.length
  }
  return reword(to, words.slice(read)) ? parts : null
}

/** Where a text begins with a unit. */
function startOf({ index, text }: { readonly text: Y.XmlText; readonly index: number }) {
  return { text, at: index }
}

/** The formatting of new words between two units: what both have; at an end, no link. */
function between(before: Unit | undefined, after: Unit | undefined) {
  if (before?.at && after?.at) return shared([before, after])
  const { link: _, ...format } = (before?.at ? before : after)?.format ?? {}
  return format
}

/** What all of these have. */
function shared(units: readonly Unit[]): Record<string, unknown> {
  const [first, ...others] = units.filter(({ at }) => at !== null)
  const format = Object.entries(first?.format ?? {}).filter(([name, value]) =>
    others.every((other) => JSON.stringify(other.format[name]) === JSON.stringify(value)),
  )
  return Object.fromEntries(format)
}

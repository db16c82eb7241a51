/** The restoring of one text that is there at both moments. */
import { equalityDeep } from 'lib0/function'
import * as Y from 'yjs'
import type { Chronicle } from './chronicle.ts'
import { stretchesOf } from './known.ts'
import { type Attributes, deltaAt, withMark } from './rebuild.ts'
import { fateOf, type Reversal } from './reversal.ts'

type Step =
  | { retain: number; attributes: Attributes | null }
  | { insert: string; attributes: Attributes }
  | { delete: number }

/** Texts of the Chronicle that come back beside a live one, in it. */
export interface Beside {
  readonly before: readonly Y.XmlText[]
  readonly after: readonly Y.XmlText[]
}

/** Undoes in a live text what happened to it; says whether anything had to be changed. */
export function revertText(
  chronicle: Chronicle,
  reversal: Reversal,
  live: Y.XmlText,
  { before, after }: Beside = { before: [], after: [] },
): boolean {
  const steps: Step[] = deltaAt(chronicle, before, reversal.to)
  const marks = new Marks()
  for (let item = live._start; item !== null; item = item.right) {
    const alive = !item.deleted
    if (alive && item.content instanceof Y.ContentFormat) marks.now(item.content)
    for (const stretch of stretchesOf(chronicle, item)) {
      if (typeof stretch === 'number') {
        if (alive && item.countable) keep(steps, stretch, null)
        continue
      }
      const { content, offset, length, place } = stretch
      if (content instanceof Y.ContentFormat) {
        if (chronicle.isVisible(place, reversal.from)) marks.from(content)
        if (chronicle.isVisible(place, reversal.to)) marks.to(content)
      } else if (content instanceof Y.ContentString) {
        for (let i = 0; i < length; i++) {
          switch (fateOf(chronicle, reversal, place + i, alive)) {
            case 'stays':
              keep(steps, 1, marks.change)
              break
            case 'goes':
              remove(steps)
              break
            case 'comes back':
              add(steps, content.str[offset + i] ?? '', marks.wanted)
              break
            case 'is gone':
          }
        }
      } else if (alive && item.countable) keep(steps, length, null)
    }
  }
  steps.push(...deltaAt(chronicle, after, reversal.to))
  const changes = steps.some((step) => !('retain' in step) || step.attributes !== null)
  if (changes) {
    live.applyDelta(steps.map(withoutNull))
    tidyUp(live)
  }
  return changes
}

/**
 * Takes away formatting that formats nothing any more. Yjs has every editor do that by itself when
 * it hears of the change; what was written in between meanwhile would lose its formatting.
 */
function tidyUp(live: Y.XmlText): void {
  while (Y.cleanupYTextFormatting(live) > 0);
  live.doc?.transact((transaction) => {
    const ends = new Set<string>()
    let item = live._start
    while (item !== null && item.right !== null) item = item.right
    for (; item !== null && (item.deleted || !item.countable); item = item.left) {
      if (item.deleted || !(item.content instanceof Y.ContentFormat)) continue
      if (ends.has(item.content.key)) item.delete(transaction)
      else ends.add(item.content.key)
    }
  })
}

function keep(steps: Step[], length: number, attributes: Attributes | null): void {
  const last = steps.at(-1)
  if (last && 'retain' in last && last.attributes === attributes) last.retain += length
  else steps.push({ retain: length, attributes })
}

function remove(steps: Step[]): void {
  const last = steps.at(-1)
  if (last && 'delete' in last) last.delete++
  else steps.push({ delete: 1 })
}

function add(steps: Step[], text: string, attributes: Attributes): void {
  const last = steps.at(-1)
  if (last && 'insert' in last && last.attributes === attributes) last.insert += text
  else steps.push({ insert: text, attributes })
}

function withoutNull(step: Step) {
  return 'retain' in step && step.attributes === null ? { retain: step.retain } : step
}

/** The formatting at one point of a text: as it is, before and after what is undone. */
class Marks {
  #now: Attributes = {}
  #from: Attributes = {}
  #to: Attributes = {}
  #change: Attributes | null | undefined

  now(format: Y.ContentFormat): void {
    this.#now = withMark(this.#now, format)
    this.#change = undefined
  }

  from(format: Y.ContentFormat): void {
    this.#from = withMark(this.#from, format)
    this.#change = undefined
  }

  to(format: Y.ContentFormat): void {
    this.#to = withMark(this.#to, format)
    this.#change = undefined
  }

  /** The formatting of what comes back. */
  get wanted(): Attributes {
    return this.#to
  }

  /** What to set for what stays: only what has still the value that it was set to. Null = nothing. */
  get change(): Attributes | null {
    if (this.#change !== undefined) return this.#change
    const change: Record<string, unknown> = {}
    for (const key of new Set([...Object.keys(this.#from), ...Object.keys(this.#to)])) {
      const before = this.#from[key]
      const after = this.#to[key]
      if (equalityDeep(before, after) || !equalityDeep(this.#now[key], before)) continue
      change[key] = after ?? null
    }
    this.#change = Object.keys(change).length > 0 ? change : null
    return this.#change
  }
}

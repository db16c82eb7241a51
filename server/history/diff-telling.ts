/** Tells the changes of a line apart and makes its nodes. */
import { equalityDeep } from 'lib0/function'
import { must } from '#contract/asserts.ts'
import type { PersonId } from '#contract/ids.ts'
import type { Building, Draft } from './diff-changes.ts'
import { isTextChange, type LinePart, type NodePart, type TextPart } from './diff-parts.ts'
import type { Marks } from './diff-side.ts'
import { widenToWords } from './diff-words.ts'

/** Changes by the same people with no more kept text between them are one. */
const near = 12

/** What is told of a line goes here. */
export interface Told {
  /** A new change, the next in page order. */
  begin(kind: Draft['kind']): Draft
  /** What has left shows the change that moved it, which may not be known yet. */
  left(node: Building, unit: number): void
  /** Text that stood at `unit` before was moved by this change. */
  moved(unit: number, length: number, draft: Draft): void
}

/** The nodes of a line, whose changes become drafts. */
export function tellLine(parts: readonly LinePart[], marks: Marks, told: Told): Building[] {
  const line = new Line(marks, told)
  const widened = widenToWords(parts)
  const people = clusterPeople(widened)
  for (const part of widened) {
    if ('text' in part) line.addText(part, people.get(part.cluster ?? 0))
    else line.addNode(part)
  }
  return line.nodes
}

/** Who had a part in each of the changes that share a word. */
function clusterPeople(parts: readonly LinePart[]): ReadonlyMap<number, ReadonlySet<PersonId>> {
  const people = new Map<number, Set<PersonId>>()
  for (const part of parts) {
    if (!('text' in part) || part.cluster === undefined) continue
    const own = people.get(part.cluster) ?? new Set()
    if (part.by !== null && isTextChange(part)) own.add(part.by)
    people.set(part.cluster, own)
  }
  return people
}

/** The change that is being told, and what was kept since. */
interface Open {
  readonly draft: Draft
  readonly what: 'text' | 'formatted' | 'moved'
  readonly people: ReadonlySet<PersonId>
  readonly key: string
  gap: string
}

class Line {
  readonly nodes: Building[] = []
  readonly #marks: Marks
  readonly #told: Told
  #open: Open | null = null
  /** Of changes that share a word. */
  readonly #clusters = new Map<number, Open>()
  #lastDraft: Draft | null = null

  constructor(marks: Marks, told: Told) {
    this.#marks = marks
    this.#told = told
  }

  addText(part: TextPart, cluster: ReadonlySet<PersonId> | undefined): void {
    const draft = this.#draftOf(part, cluster)
    if (draft !== null && part.by !== null && part.became !== 'same') {
      draft.credit(part.by, { first: part.first, last: part.last, size: part.text.length })
    }
    if (part.became === 'moved' && part.from !== undefined && draft !== null) {
      this.#told.moved(part.from, part.text.length, draft)
    }
    const node = this.#textNode(part)
    const last = this.nodes.at(-1)
    const isMore =
      last?.text !== undefined &&
      this.#lastDraft === draft &&
      part.became !== 'left' &&
      isAlike(last, node)
    if (isMore) last.text += part.text
    else {
      this.nodes.push(node)
      draft?.mark(node)
      if (part.became === 'left' && part.from !== undefined) this.#told.left(node, part.from)
    }
    this.#lastDraft = draft
  }

  addNode({ node, label, inline, by, at }: NodePart): void {
    this.nodes.push(node)
    this.#lastDraft = null
    if (!inline) {
      this.#open = null
      return
    }
    const { became } = node
    if (by !== null && (became === 'added' || became === 'removed')) {
      const part = { text: label, became, by }
      const draft = this.#textDraft(part, new Set([by]))
      draft.credit(by, { first: at, last: at, size: 1 })
      draft.mark(node)
    } else if (became !== 'left') this.#skip(label)
  }

  #draftOf(part: TextPart, cluster: ReadonlySet<PersonId> | undefined): Draft | null {
    const { became, text } = part
    switch (became) {
      case 'same':
        this.#skip(text)
        return part.draft
      case 'left':
        return null
      case 'added':
      case 'removed': {
        if (part.draft === null) {
          return this.#textDraft(part, cluster ?? new Set(part.by === null ? [] : [part.by]))
        }
        this.#open = null
        return part.draft
      }
      case 'moved': {
        const key = `${part.direction} ${part.by}`
        if (this.#open?.what !== 'moved' || this.#open.key !== key || this.#open.gap !== '') {
          const draft = this.#begin('moved', { people: new Set(), key })
          draft.direction = part.direction ?? null
        }
        return this.#read(text, text)
      }
      case 'formatted': {
        const { set, unset } = this.#marksSet(part)
        const key = `${part.by} ${set.join()} ${unset.join()}`
        if (this.#open?.what !== 'formatted' || this.#open.key !== key) {
          const draft = this.#begin('formatted', { people: new Set(), key })
          for (const name of set) draft.set.add(name)
          for (const name of unset) draft.unset.add(name)
        }
        return this.#read(text, text)
      }
    }
  }

  #textDraft(
    { became, text, cluster }: Pick<TextPart, 'became' | 'text' | 'cluster'>,
    people: ReadonlySet<PersonId>,
  ): Draft {
    // One word is one change, whatever was moved into it.
    const known = cluster === undefined ? undefined : this.#clusters.get(cluster)
    if (known !== undefined) this.#open = known
    const open = this.#open
    const isSame = known !== undefined || (open?.what === 'text' && isEqual(open.people, people))
    if (!isSame) this.#begin('added', { people, key: '' })
    if (cluster !== undefined) this.#clusters.set(cluster, must(this.#open))
    const draft = became === 'removed' ? this.#read(text, '') : this.#read('', text)
    const kind = became === 'removed' ? 'removed' : 'added'
    if (!isSame) draft.kind = kind
    else if (draft.kind !== kind) draft.kind = 'replaced'
    return draft
  }

  #begin(
    kind: 'added' | 'moved' | 'formatted',
    { people, key }: { readonly people: ReadonlySet<PersonId>; readonly key: string },
  ): Draft {
    const draft = this.#told.begin(kind)
    const what = kind === 'added' ? 'text' : kind
    this.#open = { draft, what, people, key, gap: '' }
    return draft
  }

  /** Text of the open change, and what was kept since the last one. */
  #read(before: string, after: string): Draft {
    const open = must(this.#open)
    open.draft.readBefore(open.gap + before)
    open.draft.readAfter(open.gap + after)
    open.gap = ''
    return open.draft
  }

  #skip(text: string): void {
    if (this.#open === null) return
    this.#open.gap += text
    if (this.#open.gap.length > near) this.#open = null
  }

  #marksSet({ marks, wasMarks = 0 }: TextPart): { set: string[]; unset: string[] } {
    const is = this.#marks.at(marks)
    const was = this.#marks.at(wasMarks)
    const missing = (some: typeof is, others: typeof is) =>
      some.filter((mark) => !others.some((other) => equalityDeep(mark, other)))
    const set = missing(is, was).map(({ type }) => type)
    return {
      set,
      unset: missing(was, is).flatMap(({ type }) => (set.includes(type) ? [] : [type])),
    }
  }

  #textNode({ text, became, elsewhere, marks, wasMarks, by }: TextPart): Building {
    return {
      type: 'text',
      became,
      ...(elsewhere && { elsewhere }),
      change: null,
      place: 0,
      text,
      ...(by !== null && { by }),
      ...(marks !== 0 && { marks: this.#marks.at(marks) }),
      ...(wasMarks !== undefined && { wasMarks: this.#marks.at(wasMarks) }),
    }
  }
}

/** Can two text nodes be one? */
function isAlike(a: Building, b: Building): boolean {
  return (
    a.became === b.became &&
    a.elsewhere === b.elsewhere &&
    a.by === b.by &&
    a.marks === b.marks &&
    a.wasMarks === b.wasMarks
  )
}

function isEqual(a: ReadonlySet<PersonId>, b: ReadonlySet<PersonId>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one))
}

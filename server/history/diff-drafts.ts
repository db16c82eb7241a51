/** Begins the changes: finds out which there are, whose they are, and what they read like. */
import { equalityDeep } from 'lib0/function'
import { must } from '#contract/asserts.ts'
import type { Seq } from '#contract/ids.ts'
import { blockOf, isBlank, lookOf } from './diff-building.ts'
import { Draft, textIn } from './diff-changes.ts'
import { BlockCounts } from './diff-counts.ts'
import type { Comparison, LineParts } from './diff-line.ts'
import { isCell, isHidden } from './diff-nodes.ts'
import type { Share } from './diff-share.ts'
import type { SideElement } from './diff-side.ts'
import type { NodeLook } from './page-changes.ts'

/** The change that began with an element of one moment alone, and takes in what is within. */
export interface Root {
  readonly how: 'added' | 'moved' | 'rewrapped' | 'split' | 'removed'
  readonly draft: Draft | null
}

/** How an element of the moment after alone is shown. */
export interface Look {
  readonly became: 'added' | 'moved' | 'changed' | 'same'
  readonly root: Root | null
  /** What it came out of. */
  readonly was?: NodeLook
}

export class Drafts {
  /** All of them, in page order. */
  readonly all: Draft[] = []
  readonly counts: BlockCounts
  readonly #all: Comparison
  readonly #lines: LineParts
  readonly #share: Share
  readonly #cells = new Map<string, Draft>()
  readonly #joined = new Map<number, Draft>()

  constructor(all: Comparison, lines: LineParts, share: Share) {
    this.#all = all
    this.#lines = lines
    this.#share = share
    this.counts = new BlockCounts(all)
  }

  /** The change of an element's type and attributes; null where there is none to be seen. */
  changeOf(was: SideElement, is: SideElement, now: number): Draft | null {
    const before = was.node.attrs ?? {}
    const after = is.node.attrs ?? {}
    const names = Object.keys({ ...before, ...after }).filter(
      (name) => !isHidden(name) && !equalityDeep(before[name] ?? null, after[name] ?? null),
    )
    const isOther = was.node.type !== is.node.type
    if (!isOther && names.length === 0) return null
    const draft = this.begin('changed', is.node.type)
    draft.was = lookOf(was.node)
    draft.is = lookOf(is.node)
    draft.readBefore(textIn(this.#all.before, was.start + 1, was.end))
    draft.readAfter(textIn(this.#all.after, is.start + 1, is.end))
    const { authors } = this.#all
    if (isOther) this.credit(draft, authors.put(is.node.place))
    else for (const name of names) this.credit(draft, authors.attribute(is.node.place, name))
    this.counts.count('changed', now)
    return draft
  }

  /** How an element of the moment after alone is shown, and the change that begins with it. */
  lookAt(now: number, parent: number, root: Root | null): Look {
    const { before, after, authors } = this.#all
    const { node, start, end } = must(after.elements[now])
    const how = this.#share.howLater(now)
    switch (how) {
      case 'added':
        return { became: 'added', root: root?.how === how ? root : this.begun(how, now, parent) }
      case 'split': {
        if (root?.how === how) return { became: 'added', root }
        const own = this.begun(how, now, parent)
        if (own.draft !== null) this.credit(own.draft, authors.put(node.place))
        return { became: 'added', root: own }
      }
      case 'moved': {
        if (root?.how === how && this.#share.movedAlong(now)) return { became: 'same', root }
        const own = this.begun(how, now, parent)
        if (own.draft !== null) {
          own.draft.direction = this.#lines.direction(this.#share.firstMoved(now))
          this.credit(own.draft, this.#lines.movedAt(start, end))
        }
        return { became: 'moved', root: own }
      }
      case 'kept': {
        const outer = before.elements[this.#share.outermost(now)]
        const isInside = root?.how === 'rewrapped' || root?.how === 'moved'
        if (isInside || outer === undefined) return { became: 'same', root }
        const own = this.begun('rewrapped', now, parent)
        if (own.draft !== null) {
          own.draft.was = lookOf(outer.node)
          own.draft.is = lookOf(node)
          this.credit(own.draft, this.#lines.movedAt(start, end))
        }
        return { became: 'changed', root: own, was: lookOf(outer.node) }
      }
    }
  }

  /** The change that begins with an element. Of all cells that come to a table or go there is one. */
  begun(how: Root['how'], element: number, parent: number): Root {
    const { before, after, matching } = this.#all
    const side = how === 'removed' ? before : after
    const { start, end, node } = must(side.elements[element])
    if ((how === 'added' || how === 'removed') && isBlank(side, element))
      return { how, draft: null }
    const table = isCell(node.type) ? (side.elements[parent]?.parent ?? -1) : -1
    const key = `${how} ${table}`
    const known = table < 0 ? undefined : this.#cells.get(key)
    const draft = known ?? this.begin(how === 'rewrapped' ? 'changed' : how, node.type)
    if (table >= 0) this.#cells.set(key, draft)
    // Its own unit stands before its text: a space between cells.
    if (how === 'removed') {
      draft.readBefore(textIn(side, start, end, (unit) => matching.after[unit] === -1))
      this.counts.countRemoved(element)
      return { how, draft }
    }
    const text = textIn(side, start, end)
    draft.readAfter(text)
    if (how !== 'added') draft.readBefore(text)
    this.counts.count(how === 'added' || how === 'moved' ? how : 'changed', element)
    return { how, draft }
  }

  /** The change by which a line that is gone went into the one in which its text is now. */
  readonly join = (line: number, unit: number): Draft | null => {
    const { before, after, pairs, authors } = this.#all
    const was = before.elements[line]
    if (was === undefined || pairs.after[line] !== -1 || pairs.afterElsewhere[line] !== -1) {
      return null
    }
    const known = this.#joined.get(line)
    if (known !== undefined) return known
    const owner = after.owner[unit] ?? 0
    const is = must(after.elements[owner])
    const draft = this.begin('joined', blockOf(after, owner))
    this.#joined.set(line, draft)
    draft.readBefore(textIn(before, was.start + 1, was.end))
    draft.readAfter(textIn(after, is.start + 1, is.end))
    this.credit(draft, authors.put(after.place[unit] ?? 0) || authors.removed(was.node.place))
    this.counts.count('changed', owner)
    return draft
  }

  /** The change by which a line went into another one. */
  joinOf(line: number): Draft | undefined {
    return this.#joined.get(line)
  }

  /** The last entry of the span where none is known. */
  credit(draft: Draft, entry: Seq): void {
    const seq = entry || this.#all.authors.last
    draft.credit(this.#all.authors.by(seq), { first: seq, last: seq, size: 1 })
  }

  begin(kind: Draft['kind'], node: string): Draft {
    const draft = new Draft(kind, node)
    this.all.push(draft)
    return draft
  }
}

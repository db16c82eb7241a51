/**
 * Weaves one tree of two moments. Where both have the same element or text, it stands once; between
 * these stands what is of the moment before alone, then what is of the moment after alone.
 */
import { equalityDeep } from 'lib0/function'
import { must } from '#contract/asserts.ts'
import type { Seq } from '#contract/ids.ts'
import { Draft, textIn } from './diff-changes.ts'
import { BlockCounts } from './diff-counts.ts'
import { LineParts, type Comparison, type Telling } from './diff-line.ts'
import { isCell, isHidden, isInline, isPlain, labelOf, sortOf } from './diff-nodes.ts'
import type { Building, LinePart } from './diff-parts.ts'
import { Share } from './diff-share.ts'
import type { Side, SideElement } from './diff-side.ts'
import { tellLine } from './diff-telling.ts'
import type { ChangeCounts, ChangedNode, NodeLook } from './diff.ts'
import type { HistoryNode } from './page-at.ts'

/** The change that began with an element of one moment alone, and takes in what is within. */
interface Root {
  readonly how: 'added' | 'moved' | 'rewrapped' | 'split' | 'removed'
  readonly draft: Draft | null
}

/** How an element of the moment after alone is shown. */
interface Look {
  readonly became: 'added' | 'moved' | 'changed' | 'same'
  readonly root: Root | null
  /** What it came out of. */
  readonly was?: NodeLook
}

interface Span {
  readonly from: number
  readonly to: number
  readonly root: Root | null
}

export class Weaver {
  readonly #all: Comparison
  readonly #lines: LineParts
  readonly #share: Share
  readonly #counts: BlockCounts
  readonly #drafts: Draft[] = []
  readonly #cells = new Map<string, Draft>()
  readonly #joined = new Map<number, Draft>()
  /** What has left, and the unit that it was: whose move that was is known in the end. */
  readonly #left: { readonly node: Building; readonly unit: number }[] = []

  constructor(all: Comparison) {
    this.#all = all
    this.#lines = new LineParts(all)
    this.#share = new Share(all)
    this.#counts = new BlockCounts(all)
  }

  /** The tree, and the changes in page order; its nodes get their numbers as these are finished. */
  weave(): {
    readonly page: ChangedNode
    readonly drafts: readonly Draft[]
    readonly counts: Omit<ChangeCounts, 'people'>
  } {
    const page = this.#both(0, 0)
    for (const { node, unit } of this.#left) this.#lines.movedBy[unit]?.mark(node)
    return { page, drafts: this.#drafts, counts: this.#counts.all() }
  }

  /** An element that stands at the same spot at both moments. */
  #both(old: number, now: number): Building {
    const was = must(this.#all.before.elements[old])
    const is = must(this.#all.after.elements[now])
    if (is.whole > 0) return unchanged(is.node)
    const change = this.#changeOf(was, is, now)
    const node = building(is.node, change === null ? 'same' : 'changed')
    if (!looksAlike(was.node, is.node)) node.was = lookOf(was.node)
    change?.mark(node)
    return this.#fill(node, this.#all.after, { number: now, parts: this.#partsOfBoth(old, now) })
  }

  /** The change of an element's type and attributes; null where there is none to be seen. */
  #changeOf(was: SideElement, is: SideElement, now: number): Draft | null {
    const before = was.node.attrs ?? {}
    const after = is.node.attrs ?? {}
    const names = Object.keys({ ...before, ...after }).filter(
      (name) => !isHidden(name) && !equalityDeep(before[name] ?? null, after[name] ?? null),
    )
    const isOther = was.node.type !== is.node.type
    if (!isOther && names.length === 0) return null
    const draft = this.#begin('changed', is.node.type)
    draft.was = lookOf(was.node)
    draft.is = lookOf(is.node)
    draft.readBefore(textIn(this.#all.before, was.start + 1, was.end))
    draft.readAfter(textIn(this.#all.after, is.start + 1, is.end))
    const { authors } = this.#all
    if (isOther) this.#credit(draft, authors.arrived(is.node.place))
    else for (const name of names) this.#credit(draft, authors.attribute(is.node.place, name))
    this.#counts.count('changed', now)
    return draft
  }

  #partsOfBoth(old: number, now: number): LinePart[] {
    const { before, after, matching, pairs } = this.#all
    const was = must(before.elements[old])
    const is = must(after.elements[now])
    const parts: LinePart[] = []
    const telling: Telling = { added: null, moved: null, joined: this.#join }
    let from = was.start + 1
    let to = is.start + 1
    /** Takes in what is of one moment alone, up to a spot of both. */
    const goTo = (nextFrom: number, nextTo: number) => {
      parts.push(...this.#earlierParts(old, { from, to: nextFrom, root: null }))
      parts.push(...this.#laterParts(now, { from: to, to: nextTo, root: null }, telling))
    }
    for (let unit = to; unit < is.end;) {
      const child = after.element[unit] ?? -1
      const element = after.elements[child]
      if (element !== undefined) {
        const partner = pairs.before[child] ?? -1
        const other = before.elements[partner]
        if (other !== undefined) {
          goTo(other.start, unit)
          parts.push(partOf(this.#both(partner, child), element.node))
          from = other.end
          to = element.end
        }
        unit = element.end
        continue
      }
      const first = matching.before[unit] ?? -1
      const isBoth = (at: number) => {
        const partner = first + at - unit
        return (
          after.element[at] === -1 &&
          matching.stays[at] === 1 &&
          matching.before[at] === partner &&
          before.owner[partner] === old
        )
      }
      let next = unit
      while (next < is.end && isBoth(next)) next++
      if (next === unit) {
        unit++
        continue
      }
      goTo(first, unit)
      parts.push(...this.#lines.kept(first, unit, next - unit))
      from = first + next - unit
      to = next
      unit = next
    }
    goTo(was.end, is.end)
    return parts
  }

  /** What stands in a range of the moment after alone. */
  #laterParts(now: number, { from, to, root }: Span, telling: Telling): LinePart[] {
    const { after } = this.#all
    const { hangBefore, hangAfter } = this.#share
    const parts: LinePart[] = []
    for (let unit = from; unit < to;) {
      for (const range of hangBefore.get(unit) ?? []) parts.push(...this.#hanging(range))
      const number = after.element[unit] ?? -1
      const element = after.elements[number]
      let next = element?.end ?? unit + 1
      if (element === undefined) {
        while (next < to && after.element[next] === -1 && !this.#share.hangs(next)) next++
        parts.push(...this.#lines.after(unit, next, telling))
      } else parts.push(this.#later(number, now, { root, added: telling.added }))
      const hung = element === undefined ? next - 1 : unit
      for (const range of hangAfter.get(hung) ?? []) parts.push(...this.#hanging(range))
      unit = next
    }
    return parts
  }

  /** What stands in a range of the moment before alone. */
  #earlierParts(old: number, { from, to, root }: Span): LinePart[] {
    const { before } = this.#all
    const away = this.#share.isAway(old)
    const parts: LinePart[] = []
    for (let unit = from; unit < to;) {
      const number = before.element[unit] ?? -1
      let next = unit + 1
      if (number >= 0) {
        parts.push(this.#earlier(number, { root, away }))
        next = must(before.elements[number]).end
      } else {
        while (next < to && before.element[next] === -1) next++
        parts.push(...this.#lines.before(unit, next, { away, draft: root?.draft ?? null }))
      }
      unit = next
    }
    return parts
  }

  /** What was removed of a line that stands elsewhere now. */
  #hanging([from, to]: readonly [number, number]): LinePart[] {
    const { before, authors } = this.#all
    const parts: LinePart[] = []
    for (let unit = from; unit < to;) {
      const element = before.elements[before.element[unit] ?? -1]
      let next = unit + 1
      if (element === undefined) {
        while (next < to && before.element[next] === -1) next++
        parts.push(...this.#lines.hanging(unit, next))
      } else if (isInline(element.node.type)) {
        const node = building(element.node, 'removed')
        node.elsewhere = true
        parts.push(this.#inlinePart(node, element.node, authors.removed(element.node.place)))
      }
      unit = next
    }
    return parts
  }

  /** An element that stands at its spot only at the moment after. */
  #later(
    now: number,
    parent: number,
    { root, added }: { readonly root: Root | null; readonly added: Draft | null },
  ): LinePart {
    const { before, after, pairs, authors } = this.#all
    const is = must(after.elements[now])
    if (isInline(is.node.type)) {
      const how = this.#share.howLater(now)
      const node = building(is.node, how === 'added' || how === 'moved' ? how : 'same')
      if (how !== 'added') node.elsewhere = true
      if (added !== null && how === 'added') {
        added.mark(node)
        return partOf(node, is.node)
      }
      return this.#inlinePart(node, is.node, authors.added(is.node.place))
    }
    const look = this.#lookOf(now, parent, root)
    const own = look.root
    const node = building(is.node, look.became)
    if (look.became !== 'added') node.elsewhere = true
    if (look.was !== undefined) node.was = look.was
    if (own !== root || look.became === 'added') own?.draft?.mark(node)
    const counterpart = pairs.beforeElsewhere[now] ?? -1
    const was = before.elements[counterpart]
    if (was !== undefined && look.became === 'same' && !looksAlike(was.node, is.node)) {
      const change = this.#changeOf(was, is, now)
      if (change !== null) node.became = 'changed'
      change?.mark(node)
      node.was = lookOf(was.node)
    }
    if (was !== undefined && own?.how === 'moved' && own.draft !== null) {
      this.#lines.move(own.draft, was.start, 1)
    }
    const parts = this.#laterParts(
      now,
      { from: is.start + 1, to: is.end, root: own },
      {
        added: own?.how === 'added' ? own.draft : null,
        moved:
          own?.how === 'moved' && own.draft !== null
            ? { draft: own.draft, line: was === undefined ? null : counterpart }
            : null,
        joined: was === undefined ? null : this.#join,
      },
    )
    const filled = this.#fill(node, after, { number: now, parts })
    if (own?.draft && !own.draft.isOwned) this.#credit(own.draft, authors.added(is.node.place))
    return partOf(filled, is.node)
  }

  /** How an element of the moment after alone is shown, and the change that begins with it. */
  #lookOf(now: number, parent: number, root: Root | null): Look {
    const { before, after, authors } = this.#all
    const { node, start, end } = must(after.elements[now])
    const how = this.#share.howLater(now)
    switch (how) {
      case 'added':
        return { became: 'added', root: root?.how === how ? root : this.#begun(how, now, parent) }
      case 'split': {
        if (root?.how === how) return { became: 'added', root }
        const own = this.#begun(how, now, parent)
        if (own.draft !== null) this.#credit(own.draft, authors.arrived(node.place))
        return { became: 'added', root: own }
      }
      case 'moved': {
        if (root?.how === how && this.#share.movedAlong(now)) return { became: 'same', root }
        const own = this.#begun(how, now, parent)
        if (own.draft !== null) {
          own.draft.direction = this.#lines.direction(this.#share.firstMoved(now))
          this.#credit(own.draft, this.#lines.movedAt(start, end))
        }
        return { became: 'moved', root: own }
      }
      case 'kept': {
        const outer = before.elements[this.#share.outermost(now)]
        const isInside = root?.how === 'rewrapped' || root?.how === 'moved'
        if (isInside || outer === undefined) return { became: 'same', root }
        const own = this.#begun('rewrapped', now, parent)
        if (own.draft !== null) {
          own.draft.was = lookOf(outer.node)
          own.draft.is = lookOf(node)
          this.#credit(own.draft, this.#lines.movedAt(start, end))
        }
        return { became: 'changed', root: own, was: lookOf(outer.node) }
      }
    }
  }

  /** An element that stands at its spot only at the moment before. */
  #earlier(
    old: number,
    { root, away }: { readonly root: Root | null; readonly away: boolean },
  ): LinePart {
    const { before, authors } = this.#all
    const was = must(before.elements[old])
    const isGone = !away && this.#share.isRemoved(old)
    const node = building(was.node, isGone ? 'removed' : 'left')
    if (!isGone) this.#left.push({ node, unit: was.start })
    if (isInline(was.node.type)) {
      if (root?.draft) {
        if (isGone) root.draft.mark(node)
        return partOf(node, was.node)
      }
      return this.#inlinePart(node, was.node, authors.removed(was.node.place))
    }
    const own = isGone && root === null ? this.#begun('removed', old, was.parent) : root
    if (isGone) own?.draft?.mark(node)
    const parts = this.#earlierParts(old, { from: was.start + 1, to: was.end, root: own })
    const filled = this.#fill(node, before, { number: old, parts })
    if (isGone && own?.draft && !own.draft.isOwned) {
      this.#credit(own.draft, authors.removed(was.node.place))
    }
    return partOf(filled, was.node)
  }

  /** The change that begins with an element. Of all cells that come to a table or go there is one. */
  #begun(how: Root['how'], element: number, parent: number): Root {
    const { before, after, matching } = this.#all
    const side = how === 'removed' ? before : after
    const { start, end, node } = must(side.elements[element])
    if ((how === 'added' || how === 'removed') && isBlank(side, element)) return { how, draft: null }
    const table = isCell(node.type) ? (side.elements[parent]?.parent ?? -1) : -1
    const key = `${how} ${table}`
    const known = table < 0 ? undefined : this.#cells.get(key)
    const draft = known ?? this.#begin(how === 'rewrapped' ? 'changed' : how, node.type)
    if (table >= 0) this.#cells.set(key, draft)
    // Its own unit stands before its text: a space between cells.
    if (how === 'removed') {
      draft.readBefore(textIn(side, start, end, (unit) => matching.after[unit] === -1))
      this.#counts.countRemoved(element)
      return { how, draft }
    }
    const text = textIn(side, start, end)
    draft.readAfter(text)
    if (how !== 'added') draft.readBefore(text)
    this.#counts.count(how === 'added' || how === 'moved' ? how : 'changed', element)
    return { how, draft }
  }

  /** The change by which a line that is gone went into the one in which its text is now. */
  readonly #join = (line: number, unit: number): Draft | null => {
    const { before, after, pairs, authors } = this.#all
    const was = before.elements[line]
    if (was === undefined || pairs.after[line] !== -1 || pairs.afterElsewhere[line] !== -1) {
      return null
    }
    const known = this.#joined.get(line)
    if (known !== undefined) return known
    const owner = after.owner[unit] ?? 0
    const is = must(after.elements[owner])
    const draft = this.#begin('joined', blockOf(after, owner))
    this.#joined.set(line, draft)
    draft.readBefore(textIn(before, was.start + 1, was.end))
    draft.readAfter(textIn(after, is.start + 1, is.end))
    this.#credit(draft, authors.put(after.place[unit] ?? 0) || authors.removed(was.node.place))
    this.#counts.count('changed', owner)
    return draft
  }

  #fill(
    node: Building,
    side: Side,
    { number, parts }: { readonly number: number; readonly parts: readonly LinePart[] },
  ): Building {
    const isText = side.elements[number]?.line === true || parts.some((part) => 'text' in part)
    const nodes = isText
      ? tellLine(parts, this.#all.marks, {
          begin: (kind) => {
            if (side === this.#all.after) this.#counts.count('changed', number)
            return this.#begin(kind, blockOf(side, number))
          },
          left: (left, unit) => this.#left.push({ node: left, unit }),
          moved: (unit, length, draft) => this.#lines.move(draft, unit, length),
        })
      : parts.flatMap((part) => ('node' in part ? [part.node] : []))
    if (nodes.length > 0) node.content = nodes
    return node
  }

  #inlinePart(node: Building, of: HistoryNode, at: Seq): LinePart {
    return { ...partOf(node, of), by: this.#all.authors.by(at), at }
  }

  #credit(draft: Draft, seq: Seq): void {
    draft.credit(this.#all.authors.by(seq), { first: seq, last: seq, size: 1 })
  }

  #begin(kind: Draft['kind'], node: string): Draft {
    const draft = new Draft(kind, node)
    this.#drafts.push(draft)
    return draft
  }
}

function building({ type, attrs, place }: HistoryNode, became: Building['became']): Building {
  return { type, ...(attrs && { attrs }), became, change: null, place }
}

function partOf(node: Building, { type, attrs }: HistoryNode): LinePart & { node: Building } {
  return { node, label: labelOf(type, attrs), inline: isInline(type), by: null, at: 0 }
}

function unchanged({ type, attrs, content, place, text, marks }: HistoryNode): Building {
  return {
    type,
    ...(attrs && { attrs }),
    became: 'same',
    change: null,
    place,
    ...(text !== undefined && { text }),
    ...(marks && { marks }),
    ...(content && { content: content.map(unchanged) }),
  }
}

function lookOf({ type, attrs }: HistoryNode): NodeLook {
  return { type, ...(attrs && { attrs }) }
}

function looksAlike(a: HistoryNode, b: HistoryNode): boolean {
  return a.type === b.type && equalityDeep(a.attrs, b.attrs)
}

/** The block that a line counts as: a paragraph in an item or a cell as these. */
function blockOf({ elements }: Side, line: number): string {
  const { node, parent = -1 } = elements[line] ?? {}
  const outer = elements[parent]?.node.type ?? ''
  const isIn = ['item', 'cell'].includes(sortOf(outer))
  return node === undefined || (node.type === 'paragraph' && isIn) ? outer : node.type
}

/** Is there nothing but empty lines? */
function isBlank(side: Side, element: number): boolean {
  const { node, start, end, children } = must(side.elements[element])
  const own = children.reduce((sum, child) => {
    const { start: first = 0, end: last = 0 } = side.elements[child] ?? {}
    return sum - (last - first)
  }, end - start - 1)
  return isPlain(node.type) && own === 0 && children.every((child) => isBlank(side, child))
}

/**
 * Weaves one tree of two moments. Where both have the same element or text, it stands once; between
 * these stands what is of the moment before alone, then what is of the moment after alone.
 */
import { must } from '#contract/asserts.ts'
import type { Seq } from '#contract/ids.ts'
import { blockOf, building, looksAlike, lookOf, partOf, unchanged } from './diff-building.ts'
import type { Building, Draft } from './diff-changes.ts'
import { Drafts, type Root } from './diff-drafts.ts'
import { LineParts, type Comparison, type Telling } from './diff-line.ts'
import { isInline } from './diff-nodes.ts'
import type { LinePart } from './diff-parts.ts'
import { Share } from './diff-share.ts'
import type { Side } from './diff-side.ts'
import { tellLine } from './diff-telling.ts'
import type { HistoryNode } from './page-at.ts'
import type { ChangeCounts, ChangedNode } from './page-changes.ts'

interface Span {
  readonly from: number
  readonly to: number
  readonly root: Root | null
}

export class Weaver {
  readonly #all: Comparison
  readonly #lines: LineParts
  readonly #share: Share
  readonly #drafts: Drafts
  /** What has left, and the unit that it was: whose move that was is known in the end. */
  readonly #left: { readonly node: Building; readonly unit: number }[] = []

  /** Lines that stood at their spot only before. */
  readonly #gone: { readonly node: Building; readonly line: number }[] = []

  constructor(all: Comparison) {
    this.#all = all
    this.#lines = new LineParts(all)
    this.#share = new Share(all)
    this.#drafts = new Drafts(all, this.#lines, this.#share)
  }

  /** The tree, and the changes in page order; its nodes get their numbers as these are finished. */
  weave(): {
    readonly page: ChangedNode
    readonly drafts: readonly Draft[]
    readonly counts: Omit<ChangeCounts, 'people'>
  } {
    const page = this.#both(0, 0)
    for (const { node, unit } of this.#left) this.#lines.movedBy[unit]?.mark(node)
    for (const { node, line } of this.#gone) this.#drafts.joinOf(line)?.mark(node)
    return { page, drafts: this.#drafts.all, counts: this.#drafts.counts.all() }
  }

  /** An element that stands at the same spot at both moments. */
  #both(old: number, now: number): Building {
    const was = must(this.#all.before.elements[old])
    const is = must(this.#all.after.elements[now])
    if (is.whole > 0) return unchanged(is.node)
    const change = this.#drafts.changeOf(was, is, now)
    const node = building(is.node, change === null ? 'same' : 'changed')
    if (!looksAlike(was.node, is.node)) node.was = lookOf(was.node)
    change?.mark(node)
    return this.#fill(node, this.#all.after, { number: now, parts: this.#partsOfBoth(old, now) })
  }

  #partsOfBoth(old: number, now: number): LinePart[] {
    const { before, after, matching, pairs } = this.#all
    const was = must(before.elements[old])
    const is = must(after.elements[now])
    const parts: LinePart[] = []
    const telling: Telling = { added: null, moved: null, joined: this.#drafts.join }
    let from = was.start + 1
    let to = is.start + 1
    /** Takes in what is of one moment alone, up to a spot of both. */
    const goTo = (nextFrom: number, nextTo: number) => {
      append(parts, this.#earlierParts(old, { from, to: nextFrom, root: null }))
      append(parts, this.#laterParts(now, { from: to, to: nextTo, root: null }, telling))
    }
    for (let unit = to; unit < is.end;) {
      const child = after.element[unit] ?? -1
      if (child >= 0) {
        const element = must(after.elements[child])
        const partner = pairs.before[child] ?? -1
        if (partner >= 0) {
          const other = must(before.elements[partner])
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
      append(parts, this.#lines.kept(first, unit, next - unit))
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
      for (const range of hangBefore.get(unit) ?? []) append(parts, this.#hanging(range))
      const number = after.element[unit] ?? -1
      const element = number < 0 ? undefined : after.elements[number]
      let next = element?.end ?? unit + 1
      if (element === undefined) {
        while (next < to && after.element[next] === -1 && !this.#share.hangs(next)) next++
        append(parts, this.#lines.after(unit, next, telling))
      } else parts.push(this.#later(number, now, { root, added: telling.added }))
      const hung = element === undefined ? next - 1 : unit
      for (const range of hangAfter.get(hung) ?? []) append(parts, this.#hanging(range))
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
        append(parts, this.#lines.before(unit, next, { away, draft: root?.draft ?? null }))
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
        append(parts, this.#lines.hanging(unit, next))
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
    const look = this.#drafts.lookAt(now, parent, root)
    const own = look.root
    const node = building(is.node, look.became)
    if (look.became !== 'added') node.elsewhere = true
    if (look.was !== undefined) node.was = look.was
    if (own !== root || look.became === 'added') own?.draft?.mark(node)
    const counterpart = pairs.beforeElsewhere[now] ?? -1
    const was = before.elements[counterpart]
    if (was !== undefined && look.became === 'same' && !looksAlike(was.node, is.node)) {
      const change = this.#drafts.changeOf(was, is, now)
      if (change !== null) node.became = 'changed'
      change?.mark(node)
      node.was = lookOf(was.node)
    }
    if (was !== undefined && own?.how === 'moved' && own.draft !== null) {
      this.#lines.move(own.draft, was.start, 1)
    }
    const hung = (this.#share.hangWithin.get(now) ?? []).flatMap((range) => this.#hanging(range))
    const parts = this.#laterParts(
      now,
      { from: is.start + 1, to: is.end, root: own },
      {
        added: own?.how === 'added' ? own.draft : null,
        moved:
          own?.how === 'moved' && own.draft !== null
            ? { draft: own.draft, line: was === undefined ? null : counterpart }
            : null,
        joined: was === undefined ? null : this.#drafts.join,
      },
    )
    const filled = this.#fill(node, after, { number: now, parts: [...hung, ...parts] })
    if (own?.draft && !own.draft.isOwned)
      this.#drafts.credit(own.draft, authors.added(is.node.place))
    return partOf(filled, is.node)
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
    if (was.line) this.#gone.push({ node, line: old })
    const own = isGone && root === null ? this.#drafts.begun('removed', old, was.parent) : root
    if (isGone) own?.draft?.mark(node)
    const parts = this.#earlierParts(old, { from: was.start + 1, to: was.end, root: own })
    const filled = this.#fill(node, before, { number: old, parts })
    if (isGone && own?.draft && !own.draft.isOwned) {
      this.#drafts.credit(own.draft, authors.removed(was.node.place))
    }
    return partOf(filled, was.node)
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
            if (side === this.#all.after) this.#drafts.counts.count('changed', number)
            return this.#drafts.begin(kind, blockOf(side, number))
          },
          left: (left, unit) => this.#left.push({ node: left, unit }),
          moved: (unit, length, draft) => this.#lines.move(draft, unit, length),
        })
      : parts.flatMap((part) => ('node' in part ? [part.node] : []))
    if (nodes.length > 0) node.content = nodes
    return node
  }

  #inlinePart(node: Building, of: HistoryNode, entry: Seq): LinePart {
    const at = entry || this.#all.authors.last
    return { ...partOf(node, of), by: this.#all.authors.by(at), at }
  }
}

function append(parts: LinePart[], more: readonly LinePart[]): void {
  for (const part of more) parts.push(part)
}

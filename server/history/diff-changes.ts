/** The list of changes, as somebody would tell them. */
import { talkootAuthor, type PersonId, type Seq } from '#contract/ids.ts'
import type { Chronicle } from './chronicle.ts'
import { isInline, labelOf } from './diff-nodes.ts'
import type { Side } from './diff-side.ts'
import type { Change, ChangedNode, NodeLook } from './page-changes.ts'

/** Longest text of what was and what is, in UTF-16 units. */
const longestExcerpt = 120
/** What is collected for an excerpt; white space goes before it is cut. */
const enough = 400

/** A node whose change has no number yet. */
export type Building = { -readonly [Key in keyof ChangedNode]: ChangedNode[Key] }

/** A change while it is put together. */
export class Draft {
  kind: Change['kind']
  readonly node: string
  direction: 'up' | 'down' | null = null
  was: NodeLook | null = null
  is: NodeLook | null = null
  readonly set = new Set<string>()
  readonly unset = new Set<string>()
  #before = ''
  #after = ''
  #first = Number.POSITIVE_INFINITY
  #last = 0
  readonly #by = new Map<PersonId, number>()
  readonly #nodes: Building[] = []

  constructor(kind: Change['kind'], node: string) {
    this.kind = kind
    this.node = node
  }

  get people(): ReadonlyMap<PersonId, number> {
    return this.#by
  }

  /** Does anybody have a part in it yet? */
  get isOwned(): boolean {
    return this.#by.size > 0
  }

  /** Somebody had a part in it, of so many characters. */
  credit(by: PersonId, { first, last, size }: { first: Seq; last: Seq; size: number }): void {
    this.#by.set(by, (this.#by.get(by) ?? 0) + size)
    this.#first = Math.min(this.#first, first)
    this.#last = Math.max(this.#last, last)
  }

  readBefore(text: string): void {
    if (this.#before.length < enough) this.#before += text
  }

  readAfter(text: string): void {
    if (this.#after.length < enough) this.#after += text
  }

  /** The node shows this change. */
  mark(node: Building): void {
    this.#nodes.push(node)
  }

  /** The change, whose nodes get its number. */
  finish(number: number, chronicle: Chronicle): Change {
    for (const node of this.#nodes) node.change = number
    return {
      kind: this.kind,
      node: this.node,
      by: bySize(this.#by),
      seqs: [this.#first, this.#last],
      at: chronicle.timeOf(this.#last),
      before: this.kind === 'added' ? '' : excerpt(this.#before),
      after: this.kind === 'removed' ? '' : excerpt(this.#after),
      ...(this.direction && { direction: this.direction }),
      ...(this.was && { was: this.was }),
      ...(this.is && { is: this.is }),
      ...(this.set.size > 0 && { set: [...this.set] }),
      ...(this.unset.size > 0 && { unset: [...this.unset] }),
    }
  }
}

/** Whose changes these are, who changed most first; without Talkoot itself. */
export function peopleOf(drafts: readonly Draft[]): readonly PersonId[] {
  const people = new Map<PersonId, number>()
  for (const draft of drafts) {
    for (const [person, size] of draft.people) {
      if (person !== talkootAuthor) people.set(person, (people.get(person) ?? 0) + size)
    }
  }
  return bySize(people)
}

/** People, who did most first. */
function bySize(people: ReadonlyMap<PersonId, number>): readonly PersonId[] {
  return [...people].toSorted(([, a], [, b]) => b - a).map(([person]) => person)
}

/** Text in one line, cut after a word where that is not far. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= longestExcerpt) return line
  const cut = line.slice(0, longestExcerpt - 1)
  const space = cut.lastIndexOf(' ')
  const whole =
    space > longestExcerpt - 30 ? cut.slice(0, space) : cut.replace(/[\uD800-\uDBFF]$/, '')
  return `${whole}…`
}

/** The beginning of what stands in a range of a side, in one line. */
export function textIn(
  { text, element, elements }: Side,
  from: number,
  to: number,
  isMeant: (unit: number) => boolean = () => true,
): string {
  let made = ''
  for (let unit = from; unit < to && made.length < enough; unit++) {
    if (!isMeant(unit)) continue
    const own = element[unit] ?? -1
    const node = own < 0 ? undefined : elements[own]?.node
    if (node === undefined) made += text[unit] ?? ''
    else if (isInline(node.type)) made += labelOf(node.type, node.attrs)
    else made += ` ${labelOf(node.type, node.attrs)}`
  }
  return made
}

/** A page as passages: stretches of a line that one person wrote in one way. */
import type { PersonId, Seq } from '#contract/ids.ts'
import type { PlaceRun } from '../../../server/history/page-at.ts'
import type { Way } from '../../../server/history/ways.ts'
import type { WrittenNode } from '../../../server/history/written.ts'
import type { Branch, TextPart } from '../../net/page-tree.ts'
import { textPartOf } from '../drawing.ts'

export interface Passage {
  readonly by: PersonId
  readonly how: Way
  /** The entries that wrote it: the first and the last. */
  readonly first: Seq
  readonly last: Seq
  readonly text: string
  readonly runs: readonly PlaceRun[]
}

export interface Passages {
  readonly blocks: readonly Branch[]
  readonly all: readonly Passage[]
  /** The passage that a run of text is part of. */
  readonly of: (part: TextPart) => Within | undefined
}

export interface Within {
  /** The passage's place among all. */
  readonly index: number
  readonly begins: boolean
  /** Before it in its line somebody else wrote, or nobody. */
  readonly isSomebodyNew: boolean
}

type Building = { -readonly [Key in keyof Passage]: Passage[Key] } & { runs: PlaceRun[] }

/** More than so long after one another, in milliseconds, are two passages. */
const sameSitting = 30 * 60_000

/** Cuts a page into passages; `authorOf` and `timeOf` tell who wrote an entry, and when. */
export function passagesOf(
  page: WrittenNode,
  told: { readonly authorOf: (seq: Seq) => PersonId; readonly timeOf: (seq: Seq) => number },
): Passages {
  const all: Building[] = []
  const indices = new WeakMap<TextPart, Within>()

  const textsOf = ({ marks = [], written = [] }: WrittenNode, line: { open: Building | null }) =>
    written.map(({ text, by, how, runs }) => {
      const part = textPartOf(text, marks)
      const author = told.authorOf(by)
      const open = line.open
      const isMore =
        open !== null &&
        open.by === author &&
        open.how === how &&
        Math.abs(told.timeOf(by) - told.timeOf(open.last)) <= sameSitting
      const isSomebodyNew = open?.by !== author
      if (isMore) {
        open.text += text
        open.runs.push(...runs)
        open.first = Math.min(open.first, by)
        open.last = Math.max(open.last, by)
      } else {
        line.open = { by: author, how, first: by, last: by, text, runs: [...runs] }
        all.push(line.open)
      }
      indices.set(part, { index: all.length - 1, begins: !isMore, isSomebodyNew })
      return part
    })
  const branchOf = ({ type, attrs = {}, content = [] }: WrittenNode): Branch => {
    const line: { open: Building | null } = { open: null }
    return {
      type,
      attrs,
      content: content.flatMap((child): readonly (Branch | TextPart)[] =>
        child.text === undefined ? [branchOf(child)] : textsOf(child, line),
      ),
    }
  }
  const blocks = (page.content ?? []).map(branchOf)
  return { blocks, all, of: (part) => indices.get(part) }
}

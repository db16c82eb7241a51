/** What the editor draws of marks. */
import type { Node } from '@tiptap/pm/model'
import { Decoration, type DecorationSet } from '@tiptap/pm/view'
import type { ThreadId } from '#contract/ids.ts'
import type { Mark } from '../../net/marked-text.ts'
import type { Range } from './page-index.ts'
import { blocksOf, lookOf, type Placed, segmentsOf, threadsOf } from './segments.ts'

/** What a decoration says of itself: by it two drawings are compared. */
interface Drawn {
  readonly threads: readonly ThreadId[]
  readonly look: string
}

/** The decorations of marks at their places. */
export function decorationsOf(
  doc: Node,
  placed: readonly Placed[],
  chosen: ThreadId | null,
): Decoration[] {
  const texts = placed.filter(({ mark }) => mark.kind === 'text')
  const blocks = placed.filter(
    ({ mark, from, to }) => mark.kind === 'block' && doc.nodeAt(from)?.nodeSize === to - from,
  )
  return [
    ...segmentsOf(texts.flatMap((one) => inTextblocks(doc, one))).map(({ from, to, marks }) => {
      const look = lookOf(marks, chosen)
      return Decoration.inline(from, to, { class: look, 'data-threads': threadsOf(marks) }, {
        threads: marks.map(({ thread }) => thread),
        look,
      } satisfies Drawn)
    }),
    ...blocksOf(blocks).map(({ from, to, marks }) => {
      const look = lookOf(marks, chosen)
      return Decoration.node(from, to, { class: look, 'data-threads': threadsOf(marks) }, {
        threads: marks.map(({ thread }) => thread),
        look,
      } satisfies Drawn)
    }),
    ...texts.flatMap(({ to, mark }) =>
      mark.proposed === null ? [] : [proposedAt(to, mark, chosen)],
    ),
  ]
}

/** Where each thread is drawn now, from its first piece to its last. */
export function drawnPlaces(set: DecorationSet): ReadonlyMap<ThreadId, Range> {
  const places = new Map<ThreadId, Range>()
  for (const { from, to, spec } of set.find()) {
    // Proposed words stand behind their passage.
    if (from === to) continue
    for (const thread of drawnIn(spec)?.threads ?? []) {
      const known = places.get(thread)
      places.set(thread, {
        from: Math.min(known?.from ?? from, from),
        to: Math.max(known?.to ?? to, to),
      })
    }
  }
  return places
}

/**
 * The drawing with these decorations instead of its own; itself where they are the same. What is
 * drawn as before stays the same objects, and the editor passes over its blocks.
 */
export function redrawn(
  set: DecorationSet,
  doc: Node,
  decorations: readonly Decoration[],
): DecorationSet {
  const missing = new Map(decorations.map((one) => [signOf(one), one]))
  const over = set.find().filter((one) => !missing.delete(signOf(one)))
  if (over.length === 0 && missing.size === 0) return set
  return set.remove(over).add(doc, [...missing.values()])
}

/** The same for what looks the same in the same place. */
function signOf({ from, to, spec }: Decoration): string {
  const { threads = [], look = '' } = drawnIn(spec) ?? {}
  return `${from}-${to} ${look} ${threads.join(' ')}`
}

function drawnIn(spec: unknown): Drawn | null {
  if (!(spec instanceof Object) || !('threads' in spec) || !('look' in spec)) return null
  const { threads, look } = spec
  return Array.isArray(threads) && typeof look === 'string' ? { threads, look } : null
}

/** One sign for each place of a page: letters, and where nodes begin and end, whatever they are. */
export function signsOf(doc: Node): string {
  const signs = Array.from({ length: doc.content.size }, () => '\0')
  doc.descendants(({ text = '' }, at) => {
    for (let n = 0; n < text.length; n += 1) signs[at + n] = text.charAt(n)
    return true
  })
  return signs.join('')
}

/** A passage over several blocks is drawn in each by itself. */
function inTextblocks(doc: Node, { from, to, mark }: Placed): readonly Placed[] {
  const $from = doc.resolve(from)
  if ($from.parent.isTextblock && to <= $from.end()) return [{ from, to, mark }]
  const found: Placed[] = []
  doc.nodesBetween(from, Math.min(to, doc.content.size), (node, at) => {
    if (!node.isTextblock) return true
    const piece = {
      from: Math.max(from, at + 1),
      to: Math.min(to, at + 1 + node.content.size),
      mark,
    }
    if (piece.from < piece.to) found.push(piece)
    return false
  })
  return found
}

function proposedAt(place: number, mark: Mark, chosen: ThreadId | null): Decoration {
  const words = mark.proposed ?? ''
  const isChosen = mark.thread === chosen
  const drawn: Drawn = { threads: [mark.thread], look: `proposed ${isChosen} ${words}` }
  return Decoration.widget(place, () => proposedWords(mark, words, isChosen), {
    ...drawn,
    key: `${mark.thread} ${drawn.look}`,
    // Before what is typed behind the passage.
    side: -1,
    ignoreSelection: true,
  })
}

/**
 * The words have no text of their own: they are no part of the page, and where there is text the
 * browser can put the caret into it. The stylesheet draws them, and screen readers read them.
 */
function proposedWords({ thread }: Mark, words: string, isChosen: boolean): HTMLElement {
  const element = document.createElement('ins')
  element.className = isChosen ? 'proposed is-chosen' : 'proposed'
  element.dataset['threads'] = thread
  element.dataset['words'] = words
  return element
}

/** Marks in the page for readers: which block has which, and how they are drawn. */
import { Fragment } from 'react'
import type * as Y from 'yjs'
import type { ThreadId } from '#contract/ids.ts'
import type { Mark, MarkedText } from '../../net/marked-text.ts'
import type { Branch } from '../../net/page-tree.ts'
import type { Wrapping } from '../drawn.tsx'
import { mappedAlike } from './alike.ts'
import { keepSelection } from './keep-selection.ts'
import { markedTree } from './marked-tree.ts'
import { PageIndex, type Range } from './page-index.ts'
import {
  blocksOf,
  drawnOf,
  lookOf,
  type Placed,
  type Segment,
  segmentsOf,
  threadsOf,
} from './segments.ts'

/** What the buttons at marks are called. */
export interface MarkWords {
  readonly open: (words: string) => string
  readonly openBlock: string
}

export interface ReadingParts {
  readonly root: Y.XmlFragment
  readonly marked: MarkedText
  readonly words: MarkWords
  readonly mayComment: boolean
  /** The element that the page is drawn in. */
  readonly text: () => Element | null
}

/** Milliseconds for which the server may look for words whose ids are gone. */
const patience = 4_000

/** Elements in which a button could not stand. */
const closed: ReadonlySet<string> = new Set([
  'table',
  'tableRow',
  'bulletList',
  'orderedList',
  'taskList',
  'taskItem',
  'horizontalRule',
])

export class ReadingMarks {
  readonly #root: Y.XmlFragment
  readonly #marked: MarkedText
  readonly #words: MarkWords
  readonly #mayComment: boolean
  readonly #text: () => Element | null
  readonly #listeners = new Set<() => void>()
  readonly #unsubscribe: () => void
  #index: PageIndex | null = null
  #texts: readonly Segment[] = []
  #blocks: readonly Segment[] = []
  /** Where the last letter of each passage is. */
  #ends: ReadonlyMap<ThreadId, number> = new Map()
  #marks: readonly Mark[] = []
  #chosen: ThreadId | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Since when the ends of a mark are gone. */
  readonly #gone = new Map<ThreadId, number>()
  /** Where marks were in the page as it was. */
  #places: ReadonlyMap<ThreadId, Range> = new Map()
  #signs = ''

  constructor({ root, marked, words, mayComment, text }: ReadingParts) {
    this.#root = root
    this.#marked = marked
    this.#words = words
    this.#mayComment = mayComment
    this.#text = text
    this.#unsubscribe = marked.subscribe(this.#shown)
    root.doc?.on('beforeObserverCalls', this.#stale)
    root.observeDeep(this.#changed)
    this.#shown()
  }

  destroy(): void {
    clearTimeout(this.#timer)
    this.#unsubscribe()
    this.#root.doc?.off('beforeObserverCalls', this.#stale)
    this.#root.unobserveDeep(this.#changed)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The page's places as they are now. */
  get index(): PageIndex {
    if (this.#index === null) {
      this.#index = new PageIndex(this.#root)
      this.#place(this.#index)
    }
    return this.#index
  }

  /** Another one when marks of this block are drawn in another way. */
  readonly signOf = (element: Y.XmlElement): string => {
    const { from, to } = this.index.placeOf(element) ?? { from: 0, to: 0 }
    const within = (one: Range) => one.from < to && one.to > from
    return [...this.#texts.filter(within), ...this.#blocks.filter(within)]
      .map((one) => {
        const proposed = one.marks.map((mark) => mark.proposed ?? '').join()
        const look = lookOf(one.marks, this.#chosen)
        return `${one.from - from}-${one.to - from} ${threadsOf(one.marks)} ${look} ${proposed}`
      })
      .join('\n')
  }

  /** A block's tree with what is marked in it, and how that is drawn. */
  drawn(element: Y.XmlElement, tree: Branch): { tree: Branch; wrapping: Wrapping } {
    const { index } = this
    const made = markedTree(element, tree, index, this.#texts, this.#blocks)
    const chosen = this.#chosen
    const attributes = ({ marks }: Segment) => ({
      className: lookOf(marks, chosen),
      'data-threads': threadsOf(marks),
    })
    const wrapping: Wrapping = {
      text: (part, drawn) => {
        const run = made.runs.get(part)
        const id = run?.text._item?.id
        const segment = made.marked.get(part)
        const name =
          run === undefined || id === undefined || !this.#mayComment
            ? undefined
            : `${id.client}.${id.clock}:${run.offset}`
        if (segment === undefined) {
          return name === undefined ? drawn : <span data-run={name}>{drawn}</span>
        }
        return (
          <>
            <span data-run={name} {...attributes(segment)}>
              {drawn}
            </span>
            {segment.marks.map((mark) =>
              this.#ends.get(mark.thread) === segment.to ? (
                <Fragment key={mark.thread}>{this.#behind(mark, part.text)}</Fragment>
              ) : null,
            )}
          </>
        )
      },
      look: (part) => {
        const segment = made.marked.get(part)
        if (segment === undefined) return undefined
        const [mark] = segment.marks
        const opens = mark?.kind === 'block' && !closed.has(part.type)
        return {
          ...attributes(segment),
          says: opens ? this.#opener(mark, this.#words.openBlock) : null,
        }
      },
    }
    return { tree: made.tree, wrapping }
  }

  #behind(mark: Mark, words: string) {
    return (
      <>
        {mark.proposed === null ? null : (
          <ins
            className={mark.thread === this.#chosen ? 'proposed is-chosen' : 'proposed'}
            data-threads={mark.thread}
            data-words={mark.proposed}
          />
        )}
        {this.#opener(mark, this.#words.open(short(words)))}
      </>
    )
  }

  /** For those who go by keys; no part of the text, so it has no words of its own. */
  #opener({ thread }: Mark, name: string) {
    return (
      <button
        type="button"
        className="mark-opener"
        aria-label={name}
        onClick={(event) => {
          event.stopPropagation()
          this.#marked.ask({ what: 'open', thread, focus: true })
        }}
      />
    )
  }

  readonly #stale = () => {
    this.#index = null
  }

  readonly #changed = () => {
    if (this.#marks.length > 0) this.#tell()
  }

  readonly #shown = () => {
    const { marks, chosen } = this.#marked.get()
    if (marks === this.#marks && chosen === this.#chosen) return
    this.#marks = marks
    this.#chosen = chosen
    this.#tell()
  }

  readonly #tell = () => {
    clearTimeout(this.#timer)
    this.#index = null
    const { index } = this
    const now = performance.now()
    // Looked at once more when the server has had its time.
    if (index.size > 0 && [...this.#gone.values()].some((since) => now - since < patience)) {
      this.#timer = setTimeout(this.#tell, patience)
    }
    const restore = keepSelection(this.#text())
    for (const listener of this.#listeners) listener()
    requestAnimationFrame(restore)
    const lost = new Set(
      drawnOf(this.#marks, this.#chosen)
        .map(({ thread }) => thread)
        .filter((thread) => !this.#places.has(thread)),
    )
    const known = this.#marked.get().lost
    const isSame = lost.size === known.size && [...lost].every((thread) => known.has(thread))
    if (!isSame) this.#marked.drawn({ lost })
  }

  #place(index: PageIndex): void {
    const marks = drawnOf(this.#marks, this.#chosen)
    const signs = marks.length === 0 ? '' : index.signs()
    const before = mappedAlike(this.#signs, signs, this.#places)
    const now = performance.now()
    const places = new Map<ThreadId, Range>()
    const placed = marks.flatMap((mark): Placed[] => {
      const { thread } = mark
      const found = mark.kind === 'block' ? index.block(mark) : index.passage(mark)
      let place: Range | null = found
      if (found?.whole === true) this.#gone.delete(thread)
      else if (before.has(thread)) {
        const since = this.#gone.get(thread) ?? now
        this.#gone.set(thread, since)
        if (now - since < patience) place = before.get(thread) ?? null
      }
      if (place === null) return []
      places.set(thread, { from: place.from, to: place.to })
      return [{ from: place.from, to: place.to, mark }]
    })
    this.#signs = signs
    this.#places = places
    const texts = placed.filter(({ mark }) => mark.kind === 'text')
    this.#texts = segmentsOf(
      texts.flatMap((one) => index.within(one).map((range) => ({ ...range, mark: one.mark }))),
    )
    this.#blocks = blocksOf(placed.filter(({ mark }) => mark.kind === 'block'))
    this.#ends = new Map(
      this.#texts.flatMap((one) => one.marks.map((mark) => [mark.thread, one.to] as const)),
    )
  }
}

const short = (words: string): string => (words.length > 60 ? `${words.slice(0, 60)}…` : words)

/**
 * Guiding questions in the editor: which of them are open, which are folded away, and the button
 * that brings them back. Decorations only; the document never knows.
 *
 * What is folded away is `hidden`: no caret, no pointer and no screen reader gets into it. A caret
 * that is put there all the same, by search or by what somebody else does, unfolds what it is in.
 */
import { type Editor, Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { AllSelection, type EditorState, Plugin, PluginKey, Selection } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { must } from '#contract/asserts.ts'
import { isSomebodyIn, movesCarets } from '../../carets.ts'
import type { PageFold } from '../../../net/unfolded.ts'
import { movedAlong } from '../../moved-along.ts'
import { type Fold, foldOf, type Question, type QuestionState, questionsOf } from './asked.ts'
import { foldButton } from './fold-button.ts'
import { pieceKeeper } from './piece-keeper.ts'
import type { Piece } from './pieces.ts'

interface QuestionFoldOptions {
  readonly fold: PageFold
  /** Words on the button. */
  readonly more: (count: number) => string
}

/** What the decoration of a question says of it, in its spec. */
export interface QuestionMark {
  readonly question: QuestionState
}

interface Folded extends Fold {
  readonly all: boolean
  readonly decorations: DecorationSet
  /** What it was worked out from, but for others' carets. */
  readonly pieces: readonly Piece[]
  readonly ends: readonly number[]
  readonly unfolded: number | null
}

/** Meta of a transaction: unfold everything, or the piece with this number. */
type Unfolding = 'all' | number

const key = new PluginKey<Folded>('question-fold')

/** Shows the question that this block belongs or leads to; says whether it was folded away. */
function unfold(view: EditorView, index: number): boolean {
  const { doc, tr } = view.state
  if (key.getState(view.state)?.hidden[index] !== true) return false
  const leads = ['heading', 'question'].includes(doc.child(index).type.name)
  view.dispatch(tr.setMeta(key, leads ? firstQuestion(doc, index) : index))
  return true
}

/** Folds open questions away. */
export const questionFold = ({ fold, more }: QuestionFoldOptions) =>
  Extension.create({
    name: 'questionFold',
    // Behind the plugin of others' carets, which must have looked at a change first.
    priority: 10,
    addProseMirrorPlugins() {
      const pieces = pieceKeeper()
      const button = foldButton((byTouch) => unfoldAll(this.editor, byTouch))
      return [
        new Plugin<Folded>({
          key,
          state: {
            init: (_, state) =>
              look(state, pieces(state.doc), new Set(), fold.isOpen(), null, button.element),
            apply: (tr, before, { doc }, state) => {
              const meta: Unfolding | undefined = tr.getMeta(key)
              const isAsked = meta !== undefined || movesCarets(tr)
              if (!isAsked && !tr.docChanged && !tr.selectionSet) return before
              const now = pieces(state.doc)
              if (!isAsked && isSettled(before, now, endsOf(state))) {
                return { ...before, decorations: movedAlong(before.decorations, doc, tr) }
              }
              const all = before.all || meta === 'all'
              const index = typeof meta === 'number' ? meta : null
              return look(state, now, before.seen, all, index, button.element)
            },
          },
          props: { decorations: (state) => key.getState(state)?.decorations },
          view: (view) => {
            let wasAll = fold.isOpen()
            const update = ({ state }: EditorView) => {
              const { all, count } = must(key.getState(state))
              button.say(more(count))
              if (!wasAll && all) fold.open()
              wasAll = all
            }
            update(view)
            return { update }
          },
        }),
      ]
    },
  })

/** Backspace and Delete beside a fold open it: what one does not see is not to be deleted. */
export const questionFoldKeys = Extension.create({
  name: 'questionFoldKeys',
  priority: 1000,
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleKeyDown(view, event) {
          if (event.key !== 'Backspace' && event.key !== 'Delete') return false
          const { $from, empty } = view.state.selection
          if (!empty || $from.depth !== 1) return false
          const back = event.key === 'Backspace'
          if ($from.parentOffset !== (back ? 0 : $from.parent.content.size)) return false
          return unfold(view, $from.index(0) + (back ? -1 : 1))
        },
      },
    }),
  ],
})

/** Would the fold be the same if it were worked out again? Whoever writes mostly changes nothing. */
function isSettled(
  { pieces, ends, unfolded }: Folded,
  now: readonly Piece[],
  nowEnds: readonly number[],
): boolean {
  return unfolded === null && pieces === now && ends.every((end, n) => end === nowEnds[n])
}

/** The blocks in which the selection has its head and its anchor. */
function endsOf({ selection }: EditorState): readonly number[] {
  if (selection instanceof AllSelection) return [-1, -1]
  return [selection.$head.index(0), selection.$anchor.index(0)]
}

function look(
  state: EditorState,
  pieces: readonly Piece[],
  seen: ReadonlySet<string>,
  all: boolean,
  unfolded: number | null,
  button: HTMLElement,
): Folded {
  const { doc } = state
  const questions = questionsOf(pieces)
  const ends = endsOf(state)
  const [here = -1] = ends
  const kept = new Set([...ends, unfolded ?? -1])
  let fold: Fold =
    all || questions.length === 0
      ? { hidden: [], count: 0, seen }
      : foldOf(pieces, questions, seen, kept)
  if (fold.count > 0) {
    const others = othersIn(state, fold.hidden)
    if (others.length > 0) fold = foldOf(pieces, questions, seen, new Set([...kept, ...others]))
  }
  const decorations = decorate(doc, questions, fold, here, button)
  return { ...fold, all, decorations, pieces, ends, unfolded }
}

/** The hidden blocks in which somebody else has their caret. */
function othersIn(state: EditorState, hidden: readonly boolean[]): readonly number[] {
  const found: number[] = []
  state.doc.forEach((node, offset, index) => {
    if (hidden[index] !== true) return
    if (isSomebodyIn(state, offset + 1, offset + node.nodeSize - 1)) found.push(index)
  })
  return found
}

function decorate(
  doc: Node,
  questions: readonly Question[],
  { hidden, count }: Fold,
  here: number,
  button: HTMLElement,
): DecorationSet {
  if (questions.length === 0) return DecorationSet.empty
  const decorations: Decoration[] = []
  const byPlace = new Map(questions.map((question) => [question.at, question]))
  const first = count > 0 ? hidden.indexOf(true) : -1
  doc.forEach((node, from, index) => {
    const to = from + node.nodeSize
    if (index === first) {
      decorations.push(
        Decoration.widget(from, () => button, {
          key: 'question-fold',
          side: -1,
          ignoreSelection: true,
          stopEvent: () => true,
        }),
      )
    }
    if (hidden[index] === true) decorations.push(Decoration.node(from, to, { hidden: '' }))
    const question = byPlace.get(index)
    if (question === undefined) return
    const current = here >= question.at && here < question.end ? ' is-current' : ''
    const mark: QuestionMark = { question: question.state }
    decorations.push(Decoration.node(from, to, { class: `is-${question.state}${current}` }, mark))
  })
  return DecorationSet.create(doc, decorations)
}

/** Unfolds all and puts the caret where the first of them is answered. */
function unfoldAll({ view }: Editor, byTouch: boolean): void {
  const index = key.getState(view.state)?.hidden.indexOf(true) ?? -1
  const { tr } = view.state
  tr.setMeta(key, 'all')
  // Under a finger the keyboard would cover what has just appeared.
  if (!byTouch && index >= 0) {
    const place = placeOf(tr.doc, firstQuestion(tr.doc, index) + 1)
    tr.setSelection(Selection.near(tr.doc.resolve(place), 1))
    view.focus()
  }
  view.dispatch(tr)
}

const asks = (node: Node) => node.type.name === 'question' && node.attrs['kind'] !== 'guidance'

function firstQuestion(doc: Node, from: number): number {
  let index = from
  while (index < doc.childCount - 1 && !asks(doc.child(index))) index += 1
  return index
}

function placeOf(doc: Node, index: number): number {
  let place = 0
  for (let n = 0; n < Math.min(index, doc.childCount); n += 1) place += doc.child(n).nodeSize
  return place
}

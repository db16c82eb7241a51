/** Takes files into the text: pasted, let fall, chosen. Shows at their place what is on its way. */
import { type Editor, Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import {
  absolutePositionToRelativePosition,
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap'
import type { RelativePosition } from 'yjs'
import type { PageFile } from '#contract/records.ts'
import { asOwnStep } from '../own-step.ts'
import { adoptForeign } from './foreign-files.ts'
import type { OpenFiles } from './open-files.ts'
import { dropPlaceAt, fits, placeAt } from './place.ts'
import type { Batch } from './sendings.ts'

/** Where a batch stands: now, and for when somebody else's change draws everything anew. */
interface Waiting {
  readonly batch: Batch
  readonly place: number
  readonly anchor: RelativePosition | null
  /** Has the person gone on with something else? */
  readonly left: boolean
}

interface Incoming {
  readonly waiting: readonly Waiting[]
  /** How often something was pasted or let fall. */
  readonly pasted: number
}

type Meta =
  | { readonly add: Waiting }
  | { readonly drop: Batch }
  /** The batch goes on at another place. */
  | { readonly move: Batch; readonly place: number; readonly anchor: RelativePosition | null }

const key = new PluginKey<Incoming>('incoming-files')

interface Yjs {
  readonly binding: ProsemirrorBinding
  readonly doc: ProsemirrorBinding['doc']
  readonly type: ProsemirrorBinding['type']
}

declare module '@tiptap/core' {
  interface Storage {
    incomingFiles: { readonly files: OpenFiles }
  }
}

/** Pictures and other files that come from outside. */
export const incomingFiles = (files: OpenFiles) =>
  Extension.create({
    name: 'incomingFiles',
    addStorage: () => ({ files }),
    addProseMirrorPlugins() {
      const { editor } = this
      return [
        new Plugin<Incoming>({
          key,
          state: {
            init: () => ({ waiting: [], pasted: 0 }),
            apply: (tr, now, _before, state) => next(tr, now, state),
          },
          props: {
            decorations: (state) => shown(state.doc, key.getState(state)),
            handlePaste: (_view, { clipboardData }) => {
              const given = pastedFiles(clipboardData)
              if (given.length > 0) insertFiles(editor, given)
              return given.length > 0
            },
            handleDrop: (view, event, _slice, moved) => {
              const given = [...(event.dataTransfer?.files ?? [])]
              if (moved || given.length === 0) return false
              const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
              event.preventDefault()
              insertFiles(editor, given, at && { pos: at.pos, y: event.clientY })
              return true
            },
          },
          view: (view) => {
            const disconnect = files.sendings.connect({
              // Undone by itself, whatever is being typed when it arrives.
              put: (batch, file) => asOwnStep(editor, () => put(view, files, batch, file)),
              drop: (drop) => dispatch(view, view.state.tr, { drop }),
            })
            return {
              update: (_view, before) => {
                const { pasted } = key.getState(view.state) ?? { pasted: 0 }
                if (pasted !== key.getState(before)?.pasted) void adoptForeign(view, files.page)
              },
              destroy: disconnect,
            }
          },
        }),
      ]
    },
  })

/**
 * Begins to put files into the text: where the caret is, or at the place where they fell (`y` in
 * pixels of the window).
 */
export function insertFiles(
  editor: Editor,
  given: readonly File[],
  fell?: { readonly pos: number; readonly y: number } | null,
): void {
  const { view } = editor
  const { sendings } = editor.storage.incomingFiles.files
  const { doc, selection, tr } = view.state
  if (given.length === 0) return
  const place = fell ? dropPlaceAt(view, fell) : placeAt(doc, selection.to)
  const element = document.createElement('div')
  element.className = 'sendings'
  element.contentEditable = 'false'
  element.lang = document.documentElement.lang
  const batch = sendings.add(given, element)
  const anchor = anchorOf(view.state, place)
  dispatch(view, tr, { add: { batch, place, anchor, left: false } })
}

/** Lets the person choose files on their device, and puts them where the caret is. */
export function chooseFiles(editor: Editor): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.onchange = () => {
    if (!editor.isDestroyed) insertFiles(editor, [...(input.files ?? [])])
  }
  input.click()
}

function dispatch(view: EditorView, tr: Transaction, meta: Meta): void {
  view.dispatch(tr.setMeta(key, meta).setMeta('addToHistory', false))
}

function next(tr: Transaction, now: Incoming, state: EditorState): Incoming {
  const meta: Meta | undefined = tr.getMeta(key)
  const sync: { isChangeOrigin?: boolean } | undefined = tr.getMeta(ySyncPluginKey)
  const isRemote = sync?.isChangeOrigin === true
  const isPasted = tr.getMeta('paste') === true || tr.getMeta('uiEvent') === 'drop'
  const pasted = now.pasted + (isPasted && tr.docChanged ? 1 : 0)
  const added = meta !== undefined && 'add' in meta ? [meta.add] : []
  const dropped = meta !== undefined && 'drop' in meta ? meta.drop.id : null
  if (now.waiting.length === 0 && added.length === 0) {
    return pasted === now.pasted ? now : { ...now, pasted }
  }
  const left = !isRemote && meta === undefined && (tr.docChanged || tr.selectionSet)
  const rest = now.waiting
    .filter(({ batch }) => batch.id !== dropped)
    .map((one) => {
      if (meta !== undefined && 'move' in meta && meta.move.id === one.batch.id) {
        return { ...one, place: meta.place, anchor: meta.anchor }
      }
      const place = isRemote ? placeOf(one, state) : tr.mapping.map(one.place)
      return { ...one, place, left: one.left || left }
    })
  return { pasted, waiting: [...rest, ...added] }
}

/** Another's change comes as the whole page anew: only Yjs knows where the place is now. */
function placeOf({ anchor, place }: Waiting, state: EditorState): number {
  const yjs = yjsOf(state)
  const found =
    yjs && anchor
      ? relativePositionToAbsolutePosition(yjs.doc, yjs.type, anchor, yjs.binding.mapping)
      : null
  return Math.min(found ?? place, state.doc.content.size)
}

function anchorOf(state: EditorState, place: number): RelativePosition | null {
  const yjs = yjsOf(state)
  return yjs && absolutePositionToRelativePosition(place, yjs.type, yjs.binding.mapping)
}

function yjsOf(state: EditorState): Yjs | null {
  const found: { binding?: ProsemirrorBinding } | undefined = ySyncPluginKey.getState(state)
  const binding = found?.binding
  return binding === undefined ? null : { binding, doc: binding.doc, type: binding.type }
}

function shown(doc: Node, incoming: Incoming | undefined): DecorationSet | null {
  if (incoming === undefined || incoming.waiting.length === 0) return null
  return DecorationSet.create(
    doc,
    incoming.waiting.map(({ batch, place }) =>
      Decoration.widget(place, () => batch.element, {
        key: `files-${batch.id}`,
        side: -1,
        ignoreSelection: true,
        stopEvent: () => true,
      }),
    ),
  )
}

function put(view: EditorView, files: OpenFiles, batch: Batch, file: PageFile): void {
  const { state } = view
  const waiting = key.getState(state)?.waiting.find((one) => one.batch.id === batch.id)
  const place = waiting?.place ?? state.doc.content.size
  const fitting = fits(state.doc, place) ? place : placeAt(state.doc, place)
  const { nodes } = state.schema
  const isPicture = file.kind === 'image'
  const node = isPicture
    ? nodes['image']?.create(pictureOf(file))
    : nodes['file']?.create(fileOf(file))
  const paragraph = nodes['paragraph']
  if (node === undefined || paragraph === undefined) return
  const tr = state.tr.insert(fitting, node)
  const isLast = fitting === state.doc.content.size
  if (isLast) tr.insert(fitting + node.nodeSize, paragraph.create())
  const after = fitting + node.nodeSize
  const meta: Meta = { move: batch, place: after, anchor: null }
  view.dispatch(tr.setMeta(key, meta))
  // Only now Yjs knows of what stands before it.
  const anchor = anchorOf(view.state, after)
  dispatch(view, view.state.tr, { move: batch, place: after, anchor })
  const stays = waiting !== undefined && !waiting.left && !isElsewhere(view)
  if (isPicture && stays) files.asking.ask(file.id)
}

const pictureOf = ({ page, id, width, height }: PageFile) => ({ page, file: id, width, height })
const fileOf = ({ page, id, name, size }: PageFile) => ({ page, file: id, name, size })

/** Is somebody writing elsewhere than in the text? */
function isElsewhere(view: EditorView): boolean {
  const at = document.activeElement
  return at instanceof HTMLElement && at !== view.dom && at.matches('input, textarea, select')
}

/**
 * The files on a clipboard. Office programs put a picture of what was copied beside the text
 * itself; there the text is meant.
 */
function pastedFiles(data: DataTransfer | null): readonly File[] {
  const files = [...(data?.files ?? [])]
  const html = data?.getData('text/html') ?? ''
  if (files.length === 0 || html === '') return files
  const words = new DOMParser().parseFromString(html, 'text/html').body.textContent
  return words.trim() === '' ? files : []
}

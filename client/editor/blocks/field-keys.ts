/**
 * Keys in the fields of rows. Enter goes on to the next field and makes rows; fields never join or
 * split; nobody is caught in a block: arrows and Tab lead out at its ends.
 */
import { Extension } from '@tiptap/core'
import { type Command, Plugin, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { readSelection } from '../caret-keeper.ts'
import { arrowAcross, arrowOver } from './field-arrows.ts'
import { toNextStop } from './field-stops.ts'
import { deleteAcross, pasteIntoField, reachesAcross, wordsAlone } from './field-text.ts'
import {
  addRow,
  addRowAfter,
  intoField,
  isBlank,
  moveRow,
  removeRow,
  rowAt,
  shownFields,
} from './rows.ts'

/** To the next field; from the last one to the next row, which is made where there is none. */
const toNextField: Command = ({ selection, tr, doc }, dispatch) => {
  const place = rowAt(selection.$head)
  if (place === null) return false
  const { at, row, field, kind, block } = place
  const end = at + row.nodeSize
  if (field + 1 < shownFields(block, row)) intoField(tr, at, field + 1, 'end')
  else if (kind.block !== null && doc.resolve(end).nodeAfter !== null) intoField(tr, end, 0, 'end')
  else addRowAfter(tr, at)
  dispatch?.(tr.scrollIntoView())
  return true
}

const lineBreak: Command = ({ selection, tr, schema }, dispatch) => {
  const node = schema.nodes['hardBreak']
  if (rowAt(selection.$from) === null || node === undefined) return false
  if (reachesAcross(selection)) deleteAcross(tr)
  dispatch?.(tr.replaceSelectionWith(node.create()).scrollIntoView())
  return true
}

/** At the start of a field nothing is deleted but a row in which there is nothing at all. */
const deleteBack: Command = ({ selection, tr }, dispatch) => {
  if (reachesAcross(selection)) {
    dispatch?.(deleteAcross(tr).scrollIntoView())
    return true
  }
  const place = rowAt(selection.$from)
  if (place === null || !selection.empty || selection.$from.parentOffset > 0) return false
  if (place.field === 0 && isBlank(place.row)) dispatch?.(removeRow(tr, place.at).scrollIntoView())
  return true
}

/** At the end of a field nothing is joined to it. */
const deleteOn: Command = ({ selection, tr }, dispatch) => {
  if (reachesAcross(selection)) {
    dispatch?.(deleteAcross(tr).scrollIntoView())
    return true
  }
  const { $head, empty } = selection
  return rowAt($head) !== null && empty && $head.parentOffset === $head.parent.content.size
}

/** First the field, then everything. */
const selectField: Command = ({ selection, tr, doc }, dispatch) => {
  const { $from, $to } = selection
  if (rowAt($from) === null || !$from.sameParent($to) || $from.parent.content.size === 0)
    return false
  if ($from.pos === $from.start() && $to.pos === $to.end()) return false
  dispatch?.(tr.setSelection(TextSelection.create(doc, $from.start(), $from.end())))
  return true
}

const move = (by: 1 | -1) => (view: EditorView) => {
  const place = rowAt(view.state.selection.$head)
  if (place === null) return false
  moveRow(view, place.at, by)
  return true
}

const tab = (by: 1 | -1) => (view: EditorView) => {
  const { $head } = view.state.selection
  if (rowAt($head) === null) return false
  const { node } = view.domAtPos($head.pos)
  const element = node instanceof HTMLElement ? node : node.parentElement
  const field = element?.closest('[data-field]')
  return field instanceof HTMLElement && toNextStop(view, field, by)
}

/** Keys, pasting, dropping and typing in fields. */
export const fieldKeys = Extension.create({
  name: 'fieldKeys',
  addKeyboardShortcuts() {
    const { editor } = this
    const run = (command: Command) => () =>
      command(editor.state, (tr) => editor.view.dispatch(tr), editor.view)
    const look = (key: (view: EditorView) => boolean) => () => key(editor.view)
    return {
      Enter: run(toNextField),
      'Mod-Enter': run(addRow),
      'Shift-Enter': run(lineBreak),
      Backspace: run(deleteBack),
      'Mod-Backspace': run(deleteBack),
      'Shift-Backspace': run(deleteBack),
      Delete: run(deleteOn),
      'Mod-Delete': run(deleteOn),
      'Mod-a': run(selectField),
      Tab: look(tab(1)),
      'Shift-Tab': look(tab(-1)),
      'Alt-ArrowUp': look(move(-1)),
      'Alt-ArrowDown': look(move(1)),
      ArrowLeft: look((view) => arrowAcross(view, -1)),
      ArrowRight: look((view) => arrowAcross(view, 1)),
      ArrowUp: look((view) => arrowOver(view, -1)),
      ArrowDown: look((view) => arrowOver(view, 1)),
    }
  },
  addProseMirrorPlugins: () => [fieldInput()],
})

/** Would the browser delete across the border of a field by itself, as it does without keys? */
function joinsFields(event: InputEvent): boolean {
  if (!event.inputType.startsWith('delete') || !event.cancelable) return false
  const fieldOf = (node: Node) =>
    (node instanceof Element ? node : node.parentElement)?.closest('[data-field]') ?? null
  return event
    .getTargetRanges()
    .some((range) => fieldOf(range.startContainer) !== fieldOf(range.endContainer))
}

function fieldInput(): Plugin {
  return new Plugin({
    props: {
      transformCopied: (slice, view) => wordsAlone(view.state.selection, slice),
      handlePaste(view, _event, slice) {
        const tr = pasteIntoField(view.state.tr, slice)
        if (tr === null) return false
        view.dispatch(tr.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'))
        return true
      },
      handleDrop(view, event, slice, moved) {
        const seen = view.posAtCoords({ left: event.clientX, top: event.clientY })
        if (seen === null || rowAt(view.state.doc.resolve(seen.pos)) === null) return false
        const { tr } = view.state
        if (moved) {
          if (reachesAcross(tr.selection)) deleteAcross(tr)
          else tr.deleteSelection()
        }
        tr.setSelection(TextSelection.create(tr.doc, tr.mapping.map(seen.pos)))
        const dropped = pasteIntoField(tr, slice)
        if (dropped === null) return false
        event.preventDefault()
        view.focus()
        view.dispatch(dropped.setMeta('uiEvent', 'drop'))
        return true
      },
      handleTextInput(view, _from, _to, text) {
        if (!reachesAcross(view.state.selection)) return false
        view.dispatch(deleteAcross(view.state.tr).insertText(text).scrollIntoView())
        return true
      },
      handleDOMEvents: {
        // The browser tells of its caret a moment late, and a key may be quicker than that.
        keydown(view, event) {
          if (event.key.length > 1) readSelection(view)
          return false
        },
        beforeinput(view, event) {
          if (!(event instanceof InputEvent) || !joinsFields(event)) return false
          event.preventDefault()
          readSelection(view)
          const command = event.inputType.endsWith('Forward') ? deleteOn : deleteBack
          command(view.state, (tr) => view.dispatch(tr), view)
          return true
        },
        cut(view, event) {
          if (!reachesAcross(view.state.selection) || event.clipboardData === null) return false
          const { dom, text } = view.serializeForClipboard(view.state.selection.content())
          event.preventDefault()
          event.clipboardData.setData('text/html', dom.innerHTML)
          event.clipboardData.setData('text/plain', text)
          view.dispatch(deleteAcross(view.state.tr).setMeta('uiEvent', 'cut'))
          return true
        },
      },
    },
    view(view) {
      // Controls are not the editor's: only what Tab does at the border to a field is.
      const onKey = (event: KeyboardEvent) => {
        if (event.key !== 'Tab' || event.ctrlKey || event.altKey || event.metaKey) return
        const { target } = event
        if (!(target instanceof HTMLElement) || target === view.dom) return
        if (toNextStop(view, target, event.shiftKey ? -1 : 1)) event.preventDefault()
      }
      view.dom.addEventListener('keydown', onKey)
      return { destroy: () => view.dom.removeEventListener('keydown', onKey) }
    },
  })
}

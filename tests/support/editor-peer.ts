/** A person at a real tiptap editor, whose network the test holds in its hands. Needs a DOM. */
import { Editor } from '@tiptap/core'
import Collaboration from '@tiptap/extension-collaboration'
import * as Y from 'yjs'
import { pageExtensions } from '#contract/page-schema.ts'
import type { Person } from '#contract/records.ts'
import type { Room } from '../../server/rooms/room.ts'
import { begunLines } from '../../client/editor/begun-lines.ts'
import { BindingGuard } from '../../client/editor/binding-guard.ts'
import { rowIds } from '../../client/editor/blocks/row-ids.ts'
import { drawnMarks } from '../../client/editor/marks/drawn-marks.ts'
import { editBlocks } from './block-edits.ts'
import { caretPlace } from './caret-place.ts'
import { Peer } from './peer.ts'
import type { Random } from './random.ts'

export class EditorPeer {
  readonly person: Person
  peer: Peer
  editor: Editor
  /** Every Yjs client id this person ever wrote under. */
  readonly clients = new Set<number>()
  readonly #letters: string

  readonly #dice: Random

  /** How much of what they do is done to blocks that think: 0 to 1. */
  readonly #thinking: number

  /** `letters` are the ones that this person types. */
  constructor(person: Person, letters: string, dice: Random, thinking = 0) {
    this.person = person
    this.#thinking = thinking
    this.#letters = letters
    this.#dice = dice
    this.peer = new Peer({ person, doc: this.#newDoc() })
    this.editor = this.#open()
  }

  connect(room: Room): void {
    this.peer.connect(room)
  }

  /** The browser is closed and opened again on its local copy. */
  reload(): void {
    this.#close()
    this.peer.cut()
    const local = Y.encodeStateAsUpdate(this.peer.doc)
    const doc = this.#newDoc()
    Y.applyUpdate(doc, local)
    this.peer = new Peer({ person: this.person, doc })
    this.editor = this.#open()
  }

  destroy(): void {
    this.#close()
    this.peer.cut()
  }

  #close(): void {
    const place = this.editor.view.dom.parentElement
    this.editor.destroy()
    place?.remove()
  }

  /** Does something that people do. A command that throws has done nothing. */
  act(random: Random): void {
    try {
      if (this.#thinking > 0 && random.chance(this.#thinking)) {
        editBlocks(this.editor, random, () => this.#word(random))
      } else this.#act(random)
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'TransformError') throw error
    }
    this.editor.state.doc.check()
  }

  #act(random: Random): void {
    const { editor } = this
    const size = editor.state.doc.content.size
    const { doc } = editor.state
    const drawn = random.int(size + 1)
    const at = caretPlace(doc, drawn)
    const to = caretPlace(doc, Math.min(size, drawn + random.int(12)))
    const place = () => editor.commands.setTextSelection(at)
    const select = () => editor.commands.setTextSelection({ from: at, to })
    const kind = random.int(100)
    if (kind < 45) {
      place()
      editor.commands.insertContent(this.#word(random))
    } else if (kind < 55) {
      select()
      editor.commands.deleteSelection()
    } else if (kind < 62) {
      place()
      editor.commands.splitBlock()
    } else if (kind < 66) {
      place()
      editor.commands.joinBackward()
    } else if (kind < 72) {
      select()
      editor.commands.toggleMark(random.pick(['bold', 'italic', 'underline', 'code']))
    } else if (kind < 76) {
      select()
      editor.commands.toggleNode('heading', 'paragraph', { level: random.pick([2, 3]) })
    } else if (kind < 80) {
      select()
      editor.commands.toggleList(random.pick(['bulletList', 'orderedList']), 'listItem')
    } else if (kind < 82) {
      select()
      editor.commands.toggleWrap('blockquote')
    } else if (kind < 84) {
      place()
      editor.commands.insertTable({ rows: 2, cols: 2, withHeaderRow: true })
    } else if (kind < 88) {
      place()
      const { commands } = editor
      random.pick([
        () => commands.addRowAfter(),
        () => commands.addColumnAfter(),
        () => commands.deleteRow(),
        () => commands.deleteColumn(),
      ])()
    } else if (kind < 90) {
      place()
      editor.commands.sinkListItem('listItem')
    } else if (kind < 92) {
      place()
      editor.commands.liftListItem('listItem')
    } else if (kind < 97) editor.commands.undo()
    else editor.commands.redo()
  }

  #word(random: Random): string {
    const length = 1 + random.int(6)
    return Array.from({ length }, () => random.pick([...this.#letters])).join('')
  }

  /** Client ids from the dice, so that a seed tells everything. */
  #newDoc(): Y.Doc {
    const doc = new Y.Doc()
    doc.clientID = this.#dice.int(2 ** 32)
    return doc
  }

  #open(): Editor {
    this.clients.add(this.peer.doc.clientID)
    const element = document.createElement('div')
    document.body.append(element)
    const editor = new Editor({
      element,
      injectCSS: false,
      extensions: [
        ...pageExtensions,
        BindingGuard,
        begunLines,
        rowIds,
        drawnMarks,
        Collaboration.configure({ document: this.peer.doc, field: 'default' }),
      ],
    })
    // Nobody types into this DOM; what its observer reports is the editor's own drawing.
    const view: unknown = editor.view
    const { domObserver } = view as { domObserver: Record<'start' | 'stop' | 'flush', () => void> }
    domObserver.stop()
    domObserver.start = () => {}
    domObserver.flush = () => {}
    return editor
  }
}

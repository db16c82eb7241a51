// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core'
import { afterEach, expect, test } from 'vitest'
import { textOf } from '../../server/rooms/content.ts'
import { node } from '../support/blocks.ts'
import { times } from '../support/counts.ts'
import { random } from '../support/random.ts'
import { seeds } from '../support/seeds.ts'
import { Writers } from '../support/writers.ts'

let opened: Writers | null = null
const end = () => {
  opened?.end()
  opened = null
}
afterEach(end)

const line = (editor: Editor) => editor.state.doc.content.size - 1

/** How an empty line came to be, and where its caret is. */
const lines: [name: string, begin: (editor: Editor) => number][] = [
  ['of a new page', () => 1],
  [
    'that somebody began',
    (editor) => {
      editor.chain().setTextSelection(line(editor)).splitBlock().run()
      return line(editor)
    },
  ],
  [
    'of a table',
    (editor) => {
      editor.chain().setTextSelection(line(editor)).insertTable({ rows: 2, cols: 2 }).run()
      let at = 0
      editor.state.doc.descendants((each, place) => {
        if (each.type.name === 'tableCell') at = place + 2
      })
      return at
    },
  ],
  [
    'that was emptied',
    (editor) => {
      editor.commands.deleteRange({ from: line(editor) - 'WE ASK.'.length, to: line(editor) })
      return line(editor)
    },
  ],
  [
    'that was made another kind of line',
    (editor) => {
      editor.chain().setTextSelection(line(editor)).splitBlock().setHeading({ level: 2 }).run()
      return line(editor)
    },
  ],
]

test.each(lines)(
  '[S90] all who begin to write at once in an empty line %s have every word there, once',
  async (_, begin) => {
    for (const seed of seeds(times(100))) {
      const dice = random(seed)
      const content = [node('title'), node('paragraph', null, 'WE ASK.')]
      const writers = await Writers.begin(dice, { content, people: 2 + dice.int(3) })
      opened = writers
      const { people } = writers
      const at = begin(people[0]!.editor)
      await writers.settle()
      for (const { editor } of people) editor.commands.setTextSelection(at)
      // Letters of their own: y-tiptap takes text that begins like the old one for the old one.
      const words = people.map((_, index) => 'abcd'.charAt(index).repeat(2 + dice.int(5)))
      const left = words.map((word) => [...word])
      while (left.some((letters) => letters.length > 0)) {
        const who = dice.int(people.length)
        const { editor, peer } = people[who]!
        const what = dice.int(4)
        if (what === 0) editor.commands.insertContent(left[who]!.shift() ?? '')
        else if (what === 1) peer.deliverToServer()
        else if (what === 2) peer.deliverToClient()
        else await new Promise(setImmediate)
      }
      await writers.settle()
      const text = textOf(await writers.content())
      const told = `seed ${seed}: ${text}`
      const runs: readonly string[] = text.match(/([a-d])\1*/g) ?? []
      expect([...runs].sort(), told).toEqual(words)
      for (const { editor } of people) expect(textOf(editor.getJSON()), told).toBe(text)
      end()
    }
  },
)

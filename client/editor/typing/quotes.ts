/**
 * Quotation marks, apostrophes, dashes and the ellipsis as the page's language sets them, while
 * one types. Backspace or undo right after it gives back what was typed.
 */
import { Extension, InputRule } from '@tiptap/core'

/** Opening and closing marks, outer and inner; the closing inner one is the apostrophe too. */
const marks: Readonly<Record<string, string>> = { en: '“”‘’', fi: '””’’', nb: '«»‘’', sv: '””’’' }

/** Puts a text in the place of the last characters of what is being typed. */
const replaced = (find: RegExp, text: string) =>
  new InputRule({
    // Addresses, and code that is still being written, are left as they are.
    find: (typed) => {
      const [found] = find.exec(typed) ?? []
      if (found === undefined || /(?:\/\/|www\.)\S*$|^[^`]*`(?:[^`]*`[^`]*`)*[^`]*$/i.test(typed)) {
        return null
      }
      return { index: typed.length - found.length, text: found }
    },
    handler: ({ state: { tr }, range }) => {
      tr.insertText(text, range.from, range.to)
    },
  })

/** For a page in this language; English marks where it is none of the four. */
export const quotes = (language: string) =>
  Extension.create({
    name: 'quotes',
    // After what Markdown makes of hyphens at the start of a line.
    priority: 50,
    addInputRules: () => {
      const [open = '', close = '', innerOpen = '', innerClose = ''] = marks[language] ?? '“”‘’'
      // At the start, after a space, and after what opens by itself.
      return [
        replaced(/(?<=^|[\s([{«“‘–—/])"$/u, open),
        replaced(/"$/u, close),
        replaced(/(?<=^|[\s([{«“–—/])'$/u, innerOpen),
        replaced(/'$/u, innerClose),
        replaced(/(?<=\S ?)--$/u, '–'),
        replaced(/–-$/u, '—'),
        replaced(/(?<=[\p{L}\p{P}] )- $/u, '– '),
        replaced(/(?<=^|[^.])\.\.\.$/u, '…'),
      ]
    },
  })

/** Undo takes back first what typing was made into; Backspace does so by itself. */
export const undoTyping = Extension.create({
  name: 'undoTyping',
  priority: 1_050,
  addKeyboardShortcuts() {
    return { 'Mod-z': () => this.editor.commands.undoInputRule() }
  },
})

/** Addresses that are typed and pasted become links. */
import { Extension, PasteRule } from '@tiptap/core'
import { isChangeOrigin } from '@tiptap/extension-collaboration'
import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { Plugin, PluginKey, Selection, type Transaction } from '@tiptap/pm/state'
import { isSafeHref } from '#contract/href.ts'
import { findAddresses, longestAddress } from './find-addresses.ts'

/**
 * An address that is typed becomes a link with the space or the new line after it; one that is
 * pasted does at once, and in the place of a selection it makes a link of that.
 */
export const links = Extension.create({
  name: 'links',
  priority: 1000,
  addPasteRules: () => [pasted],
  addProseMirrorPlugins() {
    const { editor } = this
    return [
      new Plugin({
        key: new PluginKey('links'),
        appendTransaction: (transactions, before, { tr, selection, storedMarks }) => {
          const grew = transactions.some(isTyped) && tr.doc.content.size > before.doc.content.size
          if (!grew || !selection.empty) return null
          linkBefore(tr, selection.$head)
          return tr.docChanged ? tr.setStoredMarks(storedMarks) : null
        },
        props: {
          handlePaste: (_view, _event, { content }) => {
            const text = content.textBetween(0, content.size, '\n')
            const [address] = findAddresses(text)
            if (address?.text !== text || editor.state.selection.empty) return false
            return editor.commands.setMark('link', { href: address.href })
          },
        },
      }),
    ]
  },
})

const pasted = new PasteRule({
  find: (text) => findAddresses(text).map(({ href, ...found }) => ({ ...found, data: { href } })),
  handler: ({ state: { tr }, range, match }) => {
    const href: unknown = match.data?.['href']
    if (isSafeHref(href)) linkUp(tr, range.from, range.to, href)
  },
})

/** What others write they link themselves, and what undo brings back stays as it was. */
function isTyped(tr: Transaction): boolean {
  return tr.docChanged && !isChangeOrigin(tr) && tr.getMeta('uiEvent') === undefined
}

/** Links the address that the space, or the new line, before the caret ends. */
function linkBefore(tr: Transaction, $head: ResolvedPos): void {
  const $end = $head.parentOffset === 0 ? endOfBlockBefore($head) : $head
  if ($end === null || !$end.parent.isTextblock) return
  const from = Math.max(0, $end.parentOffset - longestAddress - 1)
  const text = textOf($end.parent, from, $end.parentOffset) + ($end === $head ? '' : '\n')
  const [word = ''] = /\S+(?=\s$)/u.exec(text) ?? []
  for (const { index, text: address, href } of findAddresses(word)) {
    const start = $end.start() + from + text.length - 1 - word.length + index
    linkUp(tr, start, start + address.length, href)
  }
}

function endOfBlockBefore($head: ResolvedPos): ResolvedPos | null {
  if ($head.depth === 0) return null
  const $block = $head.doc.resolve($head.before())
  return Selection.findFrom($block, -1, true)?.$head ?? null
}

/** A character for each position, so that they can be counted. */
function textOf(block: Node, from: number, to: number): string {
  return block.textBetween(from, to, null, ({ type }) =>
    type.name === 'hardBreak' ? '\n' : '\uFFFC',
  )
}

/** Code stays code, and what is a link leads where it did. */
function linkUp(tr: Transaction, from: number, to: number, href: string): void {
  const { link, code } = tr.doc.type.schema.marks
  if (link === undefined || tr.doc.rangeHasMark(from, to, link)) return
  if (code !== undefined && tr.doc.rangeHasMark(from, to, code)) return
  tr.addMark(from, to, link.create({ href }))
}

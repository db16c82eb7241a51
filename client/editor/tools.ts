import type { ChainedCommands, Editor } from '@tiptap/core'
import type { IconName } from '../ui/Icon.tsx'

/** One button of the toolbar. Its name is the text `tool_<id>`. */
export interface Tool {
  readonly id: IconName &
    (
      | 'bold'
      | 'italic'
      | 'underline'
      | 'strike'
      | 'code'
      | 'bulletList'
      | 'orderedList'
      | 'taskList'
      | 'quote'
      | 'undo'
      | 'redo'
    )
  /** Keys as ProseMirror writes them; undefined: there are none. */
  readonly keys?: string
  readonly run: (editor: Editor) => void
  /** Is it on at the caret? undefined: it is not a switch. */
  readonly isOn?: (editor: Editor) => boolean
}

const mark = (id: 'bold' | 'italic' | 'underline' | 'strike' | 'code', keys: string): Tool => ({
  id,
  keys,
  run: (editor) => edit(editor).toggleMark(id).run(),
  isOn: (editor) => editor.isActive(id),
})

/**
 * Begins a change with the focus back in the text. At once: tiptap's own `focus` waits for the
 * next frame, and what is typed until then would be lost.
 */
export function edit(editor: Editor): ChainedCommands {
  editor.view.focus()
  return editor.chain()
}

/** The tools in groups, as they stand in the toolbar. */
export const toolGroups: readonly (readonly Tool[])[] = [
  [
    mark('bold', 'Mod-B'),
    mark('italic', 'Mod-I'),
    mark('underline', 'Mod-U'),
    mark('strike', 'Mod-Shift-S'),
    mark('code', 'Mod-E'),
  ],
  [
    {
      id: 'bulletList',
      keys: 'Mod-Shift-8',
      run: (editor) => edit(editor).toggleBulletList().run(),
      isOn: (editor) => editor.isActive('bulletList'),
    },
    {
      id: 'orderedList',
      keys: 'Mod-Shift-7',
      run: (editor) => edit(editor).toggleOrderedList().run(),
      isOn: (editor) => editor.isActive('orderedList'),
    },
    {
      id: 'taskList',
      keys: 'Mod-Shift-9',
      run: (editor) => edit(editor).toggleTaskList().run(),
      isOn: (editor) => editor.isActive('taskList'),
    },
    {
      id: 'quote',
      keys: 'Mod-Shift-B',
      run: (editor) => edit(editor).toggleBlockquote().run(),
      isOn: (editor) => editor.isActive('blockquote'),
    },
  ],
]

/** Undo and redo take back one's own changes only. */
export const undoTools: readonly Tool[] = [
  { id: 'undo', keys: 'Mod-Z', run: (editor) => edit(editor).undo().run() },
  { id: 'redo', keys: 'Mod-Shift-Z', run: (editor) => edit(editor).redo().run() },
]

/** The styles of a block, as they stand in the list of styles. */
export const blockStyles = ['paragraph', 'h2', 'h3', 'h4'] as const
export type BlockStyle = (typeof blockStyles)[number]

/** The style of the block with the caret. */
export function blockStyle(editor: Editor): BlockStyle {
  for (const level of [2, 3, 4] as const) {
    if (editor.isActive('heading', { level })) return `h${level}`
  }
  return 'paragraph'
}

/** Gives the block with the caret a style. */
export function setBlockStyle(editor: Editor, style: string): void {
  const levels = { h2: 2, h3: 3, h4: 4 } as const
  const chain = edit(editor)
  if (style === 'h2' || style === 'h3' || style === 'h4') {
    chain.setHeading({ level: levels[style] }).run()
  } else {
    chain.setParagraph().run()
  }
}

/** Is the caret in the title, where nothing can be formatted? */
export function isInTitle(editor: Editor): boolean {
  return editor.isActive('title')
}

/** A tool's keys for reading, as this computer writes them. */
export function readableKeys(keys: string): string {
  const apple = /mac|iphone|ipad/i.test(navigator.userAgent)
  const names: Readonly<Record<string, string>> = apple
    ? { Mod: '⌘', Shift: '⇧', Alt: '⌥' }
    : { Mod: 'Ctrl' }
  return keys
    .split('-')
    .map((key) => names[key] ?? key)
    .join(apple ? '' : '+')
}

/** The keys as `aria-keyshortcuts` wants them. */
export function ariaKeys(keys: string): string {
  const apple = /mac|iphone|ipad/i.test(navigator.userAgent)
  return keys.replace('Mod', apple ? 'Meta' : 'Control').replaceAll('-', '+')
}

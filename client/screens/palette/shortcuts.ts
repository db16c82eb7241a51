import { markKeys } from '../../editor/marks/mark-keys.ts'
import type { EditingPattern } from '../../i18n/editing/editing-catalogue.ts'

/** Words that take no values. */
type Words = {
  [K in keyof EditingPattern]: EditingPattern[K] extends string
    ? EditingPattern[K] extends `${string}{${string}`
      ? never
      : K
    : never
}[keyof EditingPattern]

interface Shortcut {
  readonly means: Words
  /** Any of these; as ProseMirror writes keys. */
  readonly keys: readonly string[]
}

interface ShortcutGroup {
  readonly name: 'everywhere' | 'page' | 'comments' | 'text' | 'blocks' | 'rows' | 'signs'
  readonly shortcuts: readonly Shortcut[]
}

/** Every shortcut, as the sheet lists them. */
export const shortcutGroups: readonly ShortcutGroup[] = [
  {
    name: 'everywhere',
    shortcuts: [
      { means: 'paletteName', keys: ['Mod-K', 'Mod-Shift-K'] },
      { means: 'shortcutsName', keys: ['Mod-/', '?'] },
    ],
  },
  {
    name: 'page',
    shortcuts: [
      { means: 'findName', keys: ['Mod-F'] },
      { means: 'shortcut_toolbar', keys: ['Alt-F10'] },
      { means: 'tool_undo', keys: ['Mod-Z'] },
      { means: 'tool_redo', keys: ['Mod-Shift-Z', 'Mod-Y'] },
    ],
  },
  {
    name: 'comments',
    shortcuts: [
      { means: 'shortcut_comment', keys: [markKeys.comment] },
      { means: 'shortcut_openThread', keys: [markKeys.openThread] },
      { means: 'shortcut_nextThread', keys: [markKeys.nextThread] },
      { means: 'shortcut_previousThread', keys: [markKeys.previousThread] },
    ],
  },
  {
    name: 'text',
    shortcuts: [
      { means: 'tool_bold', keys: ['Mod-B'] },
      { means: 'tool_italic', keys: ['Mod-I'] },
      { means: 'tool_underline', keys: ['Mod-U'] },
      { means: 'tool_strike', keys: ['Mod-Shift-S'] },
      { means: 'tool_code', keys: ['Mod-E'] },
      { means: 'tool_link', keys: ['Mod-K'] },
      { means: 'shortcut_break', keys: ['Shift-Enter'] },
    ],
  },
  {
    name: 'blocks',
    shortcuts: [
      { means: 'shortcut_insert', keys: ['/'] },
      { means: 'insert_person', keys: ['@'] },
      { means: 'insert_page', keys: ['[['] },
      { means: 'blockMenu', keys: ['Alt-Enter'] },
      { means: 'block_moveUp', keys: ['Alt-Shift-↑'] },
      { means: 'block_moveDown', keys: ['Alt-Shift-↓'] },
      { means: 'style_paragraph', keys: ['Mod-Alt-0'] },
      { means: 'tool_h2', keys: ['Mod-Alt-2'] },
      { means: 'tool_h3', keys: ['Mod-Alt-3'] },
      { means: 'tool_h4', keys: ['Mod-Alt-4'] },
      { means: 'tool_bulletList', keys: ['Mod-Shift-8'] },
      { means: 'tool_orderedList', keys: ['Mod-Shift-7'] },
      { means: 'tool_taskList', keys: ['Mod-Shift-9'] },
      { means: 'tool_quote', keys: ['Mod-Shift-B'] },
      { means: 'tool_codeBlock', keys: ['Mod-Alt-C'] },
      { means: 'shortcut_indent', keys: ['Tab'] },
      { means: 'shortcut_outdent', keys: ['Shift-Tab'] },
    ],
  },
  {
    name: 'rows',
    shortcuts: [
      { means: 'shortcut_nextField', keys: ['Enter', 'Tab'] },
      { means: 'shortcut_addRow', keys: ['Mod-Enter'] },
      { means: 'shortcut_moveRow', keys: ['Alt-↑', 'Alt-↓'] },
    ],
  },
  {
    name: 'signs',
    shortcuts: [
      { means: 'tool_h2', keys: ['# '] },
      { means: 'tool_h3', keys: ['## '] },
      { means: 'tool_h4', keys: ['### '] },
      { means: 'tool_bulletList', keys: ['- '] },
      { means: 'tool_orderedList', keys: ['1. '] },
      { means: 'tool_taskList', keys: ['[] '] },
      { means: 'tool_quote', keys: ['> '] },
      { means: 'tool_codeBlock', keys: ['``` '] },
      { means: 'tool_divider', keys: ['---'] },
      { means: 'tool_bold', keys: ['**…**'] },
      { means: 'tool_italic', keys: ['*…*'] },
      { means: 'tool_code', keys: ['`…`'] },
      { means: 'tool_link', keys: ['[…](…)'] },
      { means: 'tool_table', keys: ['|…|…|'] },
    ],
  },
]

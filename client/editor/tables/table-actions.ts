/** What can be done to a table: one list for the menu and the keys. */
import type { Editor } from '@tiptap/core'
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  mergeCells,
  moveTableColumn,
  moveTableRow,
  selectedRect,
  setCellAttr,
  splitCell,
  toggleHeader,
} from '@tiptap/pm/tables'
import type { Command } from '@tiptap/pm/state'
import { sortRows } from './sort-rows.ts'

/** Groups of actions, in the order of the menu; their names are `table_<id>`. */
export const tableGroups = [
  {
    id: 'row',
    actions: ['rowAbove', 'rowBelow', 'rowUp', 'rowDown', 'headerRow', 'rowDelete'],
  },
  {
    id: 'column',
    actions: [
      'columnBefore',
      'columnAfter',
      'columnLeft',
      'columnRight',
      'headerColumn',
      'columnDelete',
    ],
  },
  { id: 'cell', actions: ['merge', 'split', 'alignLeft', 'alignCenter', 'alignRight'] },
  { id: 'whole', actions: ['sortUp', 'sortDown', 'delete'] },
] as const

export type TableAction = (typeof tableGroups)[number]['actions'][number]

const commands: Readonly<Record<TableAction, Command>> = {
  rowAbove: addRowBefore,
  rowBelow: addRowAfter,
  rowUp: moveRow(-1),
  rowDown: moveRow(1),
  headerRow: toggleHeader('row'),
  rowDelete: deleteRow,
  columnBefore: addColumnBefore,
  columnAfter: addColumnAfter,
  columnLeft: moveColumn(-1),
  columnRight: moveColumn(1),
  headerColumn: toggleHeader('column'),
  columnDelete: deleteColumn,
  merge: mergeCells,
  split: splitCell,
  alignLeft: setCellAttr('align', null),
  alignCenter: setCellAttr('align', 'center'),
  alignRight: setCellAttr('align', 'right'),
  sortUp: (state, dispatch, view) => sortRows(1, view?.dom.lang ?? '')(state, dispatch),
  sortDown: (state, dispatch, view) => sortRows(-1, view?.dom.lang ?? '')(state, dispatch),
  delete: deleteTable,
}

/** Does it to the table with the caret, which gets the focus back. Says whether anything was done. */
export function changeTable(editor: Editor, action: TableAction): boolean {
  const { view } = editor
  view.focus()
  return guarded(() =>
    commands[action](view.state, (tr) => view.dispatch(tr.scrollIntoView()), view),
  )
}

/** Can it be done where the caret is? */
export function canChangeTable(editor: Editor, action: TableAction): boolean {
  return guarded(() => commands[action](editor.state, undefined, editor.view))
}

/** prosemirror-tables throws where it meets a table that others are changing at that moment. */
function guarded(act: () => boolean): boolean {
  try {
    return act()
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return false
    throw error
  }
}

function moveRow(by: 1 | -1): Command {
  return (state, dispatch) => {
    const { top, bottom, map } = selectedRect(state)
    const from = by < 0 ? top : bottom - 1
    const to = from + by
    if (bottom - top !== 1 || to < 0 || to >= map.height || spans(state)) return false
    return moveTableRow({ from, to, select: false })(state, dispatch)
  }
}

function moveColumn(by: 1 | -1): Command {
  return (state, dispatch) => {
    const { left, right, map } = selectedRect(state)
    const from = by < 0 ? left : right - 1
    const to = from + by
    if (right - left !== 1 || to < 0 || to >= map.width || spans(state)) return false
    return moveTableColumn({ from, to, select: false })(state, dispatch)
  }
}

/** Are there merged cells? What spans two rows cannot be in the order of one. */
function spans(state: Parameters<Command>[0]): boolean {
  const { table, map } = selectedRect(state)
  return new Set(map.map).size < map.map.length || table.childCount !== map.height
}

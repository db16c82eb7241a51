import type { Editor } from '@tiptap/core'
import { useCallback } from 'react'
import { useSpeech } from '../../i18n/Language.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useEditorValue } from '../use-editor-value.ts'
import { addRowAfter, intoField, moveRow, placeAfterMove, removeRow } from './rows.ts'
import type { BlockProps } from './slots.ts'

/** Moves the row, adds one below it, removes it: what the keys do, for hands without them. */
export function RowMenu({ editor, place }: BlockProps) {
  const { t } = useSpeech()
  // Rows come and go without this one being drawn again.
  const read = useCallback(
    ({ state: { doc } }: Editor) => {
      const at = place()
      const can = (by: 1 | -1) => at !== undefined && placeAfterMove(doc, at, by) !== null
      return { up: can(-1), down: can(1) }
    },
    [place],
  )
  const can = useEditorValue(editor, read)
  const move = (by: 1 | -1) => {
    const from = place()
    if (from === undefined) return
    const to = placeAfterMove(editor.state.doc, from, by)
    if (to === null || !moveRow(editor.view, from, by)) return
    // The row may have been drawn anew: the caret goes where the hands were, into the row.
    editor.view.focus()
    editor.view.dispatch(intoField(editor.state.tr, to, 0, 'end').scrollIntoView())
  }
  const change = (how: typeof removeRow) => {
    const from = place()
    if (from === undefined) return
    editor.view.focus()
    editor.view.dispatch(how(editor.state.tr, from).scrollIntoView())
  }
  return (
    <div className="row-menu">
      <Disclosure
        opens="below"
        from="end"
        summaryClass="row-more"
        label={t('row_more')}
        summary={<Icon name="dots" />}
      >
        <Item name={t('row_moveUp')} keys="Alt ↑" can={can.up} onClick={() => move(-1)} />
        <Item name={t('row_moveDown')} keys="Alt ↓" can={can.down} onClick={() => move(1)} />
        <Item name={t('row_addBelow')} onClick={() => change(addRowAfter)} />
        <Item name={t('row_remove')} onClick={() => change(removeRow)} />
      </Disclosure>
    </div>
  )
}

interface ItemProps {
  readonly name: string
  readonly keys?: string
  readonly can?: boolean
  readonly onClick: () => void
}

function Item({ name, keys, can = true, onClick }: ItemProps) {
  return (
    <button
      type="button"
      className="button quiet"
      aria-disabled={can ? undefined : true}
      onClick={onClick}
    >
      {name}
      {keys === undefined ? null : (
        <span className="row-keys" aria-hidden="true">
          {keys}
        </span>
      )}
    </button>
  )
}

import { useState } from 'react'
import { useSpeech } from '../../i18n/Language.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { addRowAfter, intoField, moveRow, placeAfterMove, removeRow } from './rows.ts'
import type { BlockProps } from './slots.ts'

/** Moves the row, adds one below it, removes it: what the keys do, for hands without them. */
export function RowMenu({ editor, place }: BlockProps) {
  const { t } = useSpeech()
  // Rows come and go without this one being drawn again: what it can do is asked on opening.
  const [, setOpened] = useState(0)
  const at = place()
  const { doc } = editor.state
  const can = (by: 1 | -1) => at !== undefined && placeAfterMove(doc, at, by) !== null
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
        onOpen={() => setOpened((times) => times + 1)}
        summary={<Icon name="dots" />}
      >
        {can(-1) ? <Item name={t('row_moveUp')} keys="Alt ↑" onClick={() => move(-1)} /> : null}
        {can(1) ? <Item name={t('row_moveDown')} keys="Alt ↓" onClick={() => move(1)} /> : null}
        <Item name={t('row_addBelow')} onClick={() => change(addRowAfter)} />
        <Item name={t('row_remove')} onClick={() => change(removeRow)} />
      </Disclosure>
    </div>
  )
}

interface ItemProps {
  readonly name: string
  readonly keys?: string
  readonly onClick: () => void
}

function Item({ name, keys, onClick }: ItemProps) {
  return (
    <button type="button" className="button quiet" onClick={onClick}>
      {name}
      {keys === undefined ? null : (
        <span className="row-keys" aria-hidden="true">
          {keys}
        </span>
      )}
    </button>
  )
}

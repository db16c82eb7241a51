import { useSpeech } from '../../i18n/Language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { addRowAfter } from './rows.ts'
import type { BlockProps } from './slots.ts'

const rowTables = {
  goalTable: 'goals',
  metricTable: 'metrics',
  stakeholderMap: 'stakeholders',
  flow: 'flow',
  scales: 'scales',
} as const
type RowTable = keyof typeof rowTables

const isRowTable = (name: string): name is RowTable => Object.hasOwn(rowTables, name)

/** What the block is, said quietly above its rows. */
export function Caption({ name }: { readonly name: string }) {
  const { t } = useSpeech()
  return isRowTable(name) ? <p className="rows-caption">{t(rowTables[name])}</p> : null
}

/** What the block is called, before its rows. */
export function RowsCaption({ node }: BlockProps) {
  return <Caption name={node.type.name} />
}

/** Makes a row at the end of the block. */
export function AddRow({ editor, node, place }: BlockProps) {
  const { t } = useSpeech()
  const { name } = node.type
  if (!isRowTable(name)) return null
  return (
    <button
      type="button"
      className="button quiet rows-add"
      onClick={() => {
        const at = place()
        const block = at === undefined ? null : editor.state.doc.nodeAt(at)
        if (at === undefined || !block?.lastChild) return
        const last = at + block.nodeSize - 1 - block.lastChild.nodeSize
        editor.view.focus()
        editor.view.dispatch(addRowAfter(editor.state.tr, last).scrollIntoView())
      }}
    >
      <Icon name="plus" />
      {t(`${rowTables[name]}_add`)}
    </button>
  )
}

import type { Editor } from '@tiptap/core'
import { useState } from 'react'
import { useSpeech } from '../../i18n/Language.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { canChangeTable, changeTable, type TableAction, tableGroups } from './table-actions.ts'

/** What can be done to the table with the caret, in groups; what cannot be done now is dimmed. */
export function TableMenu({ editor }: { readonly editor: Editor }) {
  const { t } = useSpeech()
  const [possible, setPossible] = useState<ReadonlySet<TableAction>>(new Set())
  const look = () => {
    const all = tableGroups.flatMap(({ actions }): readonly TableAction[] => actions)
    setPossible(new Set(all.filter((action) => canChangeTable(editor, action))))
  }
  return (
    <Disclosure
      opens="below"
      from="end"
      summaryClass="tool"
      label={t('tableMenu')}
      onOpen={look}
      summary={
        <>
          <Icon name="table" />
          <Icon name="chevron" />
        </>
      }
    >
      <div className="table-groups">
        {tableGroups.map(({ id, actions }) => (
          <fieldset key={id} className="table-group">
            <legend>{t(`tableGroup_${id}`)}</legend>
            {actions.map((action) => (
              <button
                key={action}
                type="button"
                className="button quiet"
                aria-disabled={possible.has(action) ? undefined : true}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => {
                  if (canChangeTable(editor, action)) changeTable(editor, action)
                  look()
                }}
              >
                {t(`table_${action}`)}
              </button>
            ))}
          </fieldset>
        ))}
      </div>
    </Disclosure>
  )
}

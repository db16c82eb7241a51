import type { Editor } from '@tiptap/core'
import { type KeyboardEvent, type RefObject, useState } from 'react'
import { useSpeech } from '../i18n/Language.tsx'
import { Icon } from '../ui/Icon.tsx'
import { chooseFiles } from './files/incoming-files.ts'
import { changeTable } from './tables/table-actions.ts'
import { TableMenu } from './tables/TableMenu.tsx'
import { markKeys } from './marks/mark-keys.ts'
import { TableDialog } from './TableDialog.tsx'
import {
  ariaKeys,
  blockStyles,
  edit,
  readableKeys,
  setBlockStyle,
  type Tool,
  toolGroups,
  undoTools,
} from './tools.ts'
import { useEditorView } from './use-editor-view.ts'

interface ToolbarProps {
  readonly editor: Editor
  readonly bar: RefObject<HTMLDivElement | null>
  readonly onLink: () => void
  /** Opens the list of what can be put in, at the caret. */
  readonly onInsert: () => void
  /** Opens the menu of the block with the caret. */
  readonly onBlock: () => void
  /** Asks to say something about what is selected; undefined: nobody listens. */
  readonly onComment?: (() => void) | undefined
}

/** Formatting. One stop for Tab; arrows move inside, Escape goes back to the text. */
export function Toolbar({ editor, bar, onLink, onInsert, onBlock, onComment }: ToolbarProps) {
  const { t } = useSpeech()
  const view = useEditorView(editor)
  const [current, setCurrent] = useState('style')
  const [makingTable, setMakingTable] = useState(false)

  const stop = (id: string) => ({
    'data-stop': id,
    tabIndex: id === current ? 0 : -1,
    onFocus: () => setCurrent(id),
  })
  const button = (tool: Tool) => {
    const name = t(`tool_${tool.id}`)
    return (
      <button
        key={tool.id}
        type="button"
        className="tool"
        aria-label={name}
        aria-pressed={tool.isOn === undefined ? undefined : view.on.includes(tool.id)}
        aria-disabled={view.inTitle && tool.isOn !== undefined ? true : undefined}
        aria-keyshortcuts={tool.keys === undefined ? undefined : ariaKeys(tool.keys)}
        title={tool.keys === undefined ? name : `${name} (${readableKeys(tool.keys)})`}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => tool.run(editor)}
        {...stop(tool.id)}
      >
        <Icon name={tool.id} />
      </button>
    )
  }

  return (
    <>
      {/* One of its buttons always has the place in the order of Tab. */}
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div
        ref={bar}
        className="toolbar"
        role="toolbar"
        aria-label={t('toolbar')}
        aria-orientation="horizontal"
        onKeyDown={(event) => moveInside(event, () => editor.view.focus())}
      >
        <button
          type="button"
          className="tool"
          aria-label={t('tool_insert')}
          title={`${t('tool_insert')} (/)`}
          onMouseDown={(event) => event.preventDefault()}
          onClick={onInsert}
          {...stop('insert')}
        >
          <Icon name="plus" />
        </button>
        <select
          className="tool-style"
          aria-label={t('textStyle')}
          value={view.style}
          onChange={({ target }) => setBlockStyle(editor, target.value)}
          {...stop('style')}
        >
          {blockStyles.map((style) => (
            <option key={style} value={style}>
              {style === 'paragraph' ? t('style_paragraph') : t(`tool_${style}`)}
            </option>
          ))}
        </select>
        {toolGroups.map((group) => (
          <div key={group[0]?.id} className="tool-group">
            {group.map(button)}
          </div>
        ))}
        <div className="tool-group">
          <button
            type="button"
            className="tool"
            aria-label={t('tool_link')}
            aria-pressed={view.inLink}
            aria-keyshortcuts={ariaKeys('Mod-K')}
            title={`${t('tool_link')} (${readableKeys('Mod-K')})`}
            onMouseDown={(event) => event.preventDefault()}
            onClick={onLink}
            {...stop('link')}
          >
            <Icon name="link" />
          </button>
          <button
            type="button"
            className="tool"
            aria-label={t('tool_files')}
            title={t('tool_files')}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => chooseFiles(editor)}
            {...stop('files')}
          >
            <Icon name="picture" />
          </button>
          {view.inTable ? null : (
            <button
              type="button"
              className="tool"
              aria-label={t('tool_table')}
              title={t('tool_table')}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => setMakingTable(true)}
              {...stop('table')}
            >
              <Icon name="table" />
            </button>
          )}
          {onComment === undefined ? null : (
            <button
              type="button"
              className="tool"
              aria-label={t('tool_comment')}
              aria-keyshortcuts={ariaKeys(markKeys.comment)}
              title={`${t('tool_comment')} (${readableKeys(markKeys.comment)})`}
              onMouseDown={(event) => event.preventDefault()}
              onClick={onComment}
              {...stop('comment')}
            >
              <Icon name="comment" />
            </button>
          )}
        </div>
        <div className="tool-group">
          {undoTools.map(button)}
          <button
            type="button"
            className="tool"
            aria-label={t('tool_block')}
            aria-disabled={view.inTitle ? true : undefined}
            aria-keyshortcuts={ariaKeys('Alt-Enter')}
            title={`${t('tool_block')} (${readableKeys('Alt-Enter')})`}
            onMouseDown={(event) => event.preventDefault()}
            onClick={onBlock}
            {...stop('block')}
          >
            <Icon name="dots" />
          </button>
        </div>
      </div>
      {view.inTable ? (
        <div className="table-menu">
          <TableMenu editor={editor} />
        </div>
      ) : null}
      {makingTable ? (
        <TableDialog
          onClose={() => setMakingTable(false)}
          onTable={(table) => {
            setMakingTable(false)
            edit(editor).insertTable(table).run()
            if (table.withHeaderColumn) changeTable(editor, 'headerColumn')
          }}
        />
      ) : null}
    </>
  )
}

function moveInside(event: KeyboardEvent<HTMLDivElement>, leave: () => void): void {
  if (event.key === 'Escape') {
    event.preventDefault()
    leave()
    return
  }
  const step = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key]
  if (step === undefined) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-stop]')]
  const now = stops.findIndex((one) => one === document.activeElement)
  const next = Math.max(0, Math.min(stops.length - 1, now + step))
  event.preventDefault()
  stops[next]?.focus()
}

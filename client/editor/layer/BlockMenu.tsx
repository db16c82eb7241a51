import type { Editor } from '@tiptap/core'
import type { ReactNode } from 'react'
import { useEditingSpeech } from '../../i18n/editing/EditingLanguage.tsx'
import { FloatingMenu } from '../../ui/FloatingMenu.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { areInternal, toggleInternal } from '../blocks/internal/toggle-internal.ts'
import { InsertionPicture } from '../insertion-pictures.tsx'
import { asOwnStep } from '../own-step.ts'
import { readableKeys } from '../tools.ts'
import { deleteBlocks, duplicateBlocks, moveBlocks } from './block-actions.ts'
import { LayerIcon } from './LayerIcon.tsx'
import { turnInto, turnsOf } from './turn-into.ts'

interface BlockMenuProps {
  readonly editor: Editor
  readonly at: () => DOMRect | null
  /** Something was done, to be told to who does not see it. */
  readonly onDone: (said: string) => void
  readonly onClose: (back: boolean) => void
  /** Asks to say something about the block; undefined: one may not. */
  readonly onComment?: (() => void) | undefined
}

/** What can be done with the blocks with the caret. */
export function BlockMenu({ editor, at, onDone, onClose, onComment }: BlockMenuProps) {
  const { t } = useEditingSpeech()
  const internal = areInternal(editor)
  const turns = turnsOf(editor)
  const act = (work: () => unknown, said: string) => () => {
    onClose(true)
    if (work() !== false) onDone(said)
  }
  const item = (icon: ReactNode, name: string, onClick: () => void, keys?: string) => (
    <button type="button" role="menuitem" tabIndex={-1} onClick={onClick}>
      {icon}
      <span>{name}</span>
      {keys === undefined ? null : <kbd>{readableKeys(keys)}</kbd>}
    </button>
  )
  return (
    <FloatingMenu label={t('blockMenu')} className="block-menu" at={at} onClose={onClose}>
      {onComment === undefined
        ? null
        : item(<LayerIcon name="comment" />, t('block_comment'), () => {
            onClose(true)
            onComment()
          })}
      {item(
        <LayerIcon name="up" />,
        t('block_moveUp'),
        act(() => moveBlocks(editor, -1), t('blockSaid_moved')),
        'Alt-Shift-↑',
      )}
      {item(
        <LayerIcon name="down" />,
        t('block_moveDown'),
        act(() => moveBlocks(editor, 1), t('blockSaid_moved')),
        'Alt-Shift-↓',
      )}
      {item(
        <Icon name="copy" />,
        t('block_duplicate'),
        act(() => duplicateBlocks(editor), t('blockSaid_duplicated')),
      )}
      <button
        type="button"
        role="menuitemcheckbox"
        aria-checked={internal}
        tabIndex={-1}
        title={t('internal_means')}
        onClick={act(
          () => asOwnStep(editor, () => toggleInternal(editor)),
          t(internal ? 'blockSaid_notInternal' : 'blockSaid_internal'),
        )}
      >
        <Icon name="lock" />
        <span>{t('internal')}</span>
        {internal ? <Icon name="check" /> : null}
      </button>
      {item(
        <LayerIcon name="bin" />,
        t('block_delete'),
        act(() => deleteBlocks(editor), t('blockSaid_deleted')),
      )}
      {turns.length === 0 ? null : (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        <div role="group" aria-label={t('block_turnInto')} className="menu-group">
          {turns.map((turn) => (
            <button
              key={turn}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={act(() => turnInto(editor, turn), t(`insert_${turn}`))}
            >
              <InsertionPicture id={turn} />
              <span>{t(`insert_${turn}`)}</span>
            </button>
          ))}
        </div>
      )}
    </FloatingMenu>
  )
}

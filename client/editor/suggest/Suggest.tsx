import type { Editor } from '@tiptap/core'
import { useCallback, useEffect, useMemo } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import { useEditingSpeech } from '../../i18n/editing/EditingLanguage.tsx'
import { insertionWords } from '../../i18n/editing/insertion-words.ts'
import { fitting } from '../../net/fitting.ts'
import { InsertionPicture } from '../insertion-pictures.tsx'
import { type InsertionId, insertionGroups, insertions } from '../insertions.ts'
import type { LayerLink } from '../layer/layer-link.ts'
import { useEditorValue } from '../use-editor-value.ts'
import { PageSuggest, PersonSuggest } from './MentionSuggest.tsx'
import { type Suggestion, SuggestList } from './SuggestList.tsx'
import { setTrigger, type Trigger, triggerOf } from './trigger.ts'

interface SuggestProps {
  readonly editor: Editor
  readonly link: LayerLink
  readonly awareness: Awareness
}

/** The list for what is being asked for in the text just now, if anything. */
export function Suggest({ editor, link, awareness }: SuggestProps) {
  const trigger = useEditorValue(editor, readTrigger)
  const close = useCallback(() => {
    if (!editor.isDestroyed) editor.view.dispatch(setTrigger(editor.state.tr, null))
  }, [editor])
  useEffect(() => {
    editor.on('blur', close)
    return () => {
      editor.off('blur', close)
    }
  }, [editor, close])
  if (trigger === null) return null
  const asked = { editor, link, trigger, onClose: close }
  switch (trigger.kind) {
    case 'block':
      return <BlockSuggest {...asked} />
    case 'person':
      return <PersonSuggest {...asked} awareness={awareness} />
    case 'page':
      return <PageSuggest {...asked} />
  }
}

interface BlockSuggestProps {
  readonly editor: Editor
  readonly link: LayerLink
  readonly trigger: Trigger
  readonly onClose: () => void
}

function BlockSuggest({ editor, link, trigger, onClose }: BlockSuggestProps) {
  const { t } = useEditingSpeech()
  const all = useMemo(() => {
    const ids = Object.keys(insertions) as InsertionId[]
    return insertionGroups.flatMap((group) =>
      ids
        .filter((id) => insertions[id].group === group)
        .map((id) => ({ id, group, name: t(`insert_${id}`), words: insertionWords[id] })),
    )
  }, [t])
  const { query } = trigger
  const options = useMemo(
    () =>
      fitting(all, query).map(({ id, name, group }): Suggestion => ({
        id,
        name,
        ...(query === '' && { group: t(`insertGroup_${group}`) }),
        face: (
          <>
            <InsertionPicture id={id} />
            <span className="suggest-words">
              <span>{name}</span>
              <span className="hint">{t(`insertMeans_${id}`)}</span>
            </span>
          </>
        ),
      })),
    [all, query, t],
  )
  const choose = useCallback(
    (id: string) => {
      const at = triggerOf(editor.state)
      if (at === null || !isInsertion(id)) return
      const { tr } = editor.state
      editor.view.dispatch(setTrigger(tr.delete(at.from, at.to), null))
      insertions[id].run(editor)
    },
    [editor],
  )
  return (
    <SuggestList
      editor={editor}
      link={link}
      label={t('suggestBlocks')}
      options={options}
      query={query}
      from={trigger.from}
      none={trigger.sign === '' ? t('suggestNone') : undefined}
      onChoose={choose}
      onClose={onClose}
    />
  )
}

function isInsertion(id: string): id is InsertionId {
  return Object.hasOwn(insertions, id)
}

const readTrigger = ({ state }: Editor) => triggerOf(state)

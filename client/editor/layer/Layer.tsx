/** What is drawn over the text for those who write. Fetched when somebody begins to. */
import './layer.css'
import type { Editor } from '@tiptap/core'
import { useEffect } from 'react'
import { EditingLanguage } from '../../i18n/editing/EditingLanguage.tsx'
import { Suggest } from '../suggest/Suggest.tsx'
import { setTrigger } from '../suggest/trigger.ts'
import type { LayerCommand, LayerLink } from './layer-link.ts'

interface LayerProps {
  readonly editor: Editor
  readonly link: LayerLink
}

export default function Layer({ editor, link }: LayerProps) {
  return (
    <EditingLanguage>
      <Spoken editor={editor} link={link} />
    </EditingLanguage>
  )
}

function Spoken({ editor, link }: LayerProps) {
  useEffect(
    () =>
      link.attach((command: LayerCommand) => {
        switch (command) {
          case 'insert':
            editor.view.focus()
            editor.view.dispatch(setTrigger(editor.state.tr, 'block').scrollIntoView())
            return
          default:
        }
      }),
    [editor, link],
  )
  return <Suggest editor={editor} link={link} />
}

/** What is drawn over the text for those who write. Fetched when somebody begins to. */
import './layer.css'
import type { Editor } from '@tiptap/core'
import { useEffect, useRef, useState } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import { EditingLanguage } from '../../i18n/editing/EditingLanguage.tsx'
import type { MarkedText } from '../../net/marked-text.ts'
import { FindBar } from '../find/FindBar.tsx'
import { Marking, type MarkingActions } from '../marks/Marking.tsx'
import { Suggest } from '../suggest/Suggest.tsx'
import { setTrigger } from '../suggest/trigger.ts'
import { moveBlocks } from './block-actions.ts'
import { BlockHandle } from './BlockHandle.tsx'
import { Bubble } from './Bubble.tsx'
import type { LayerCommand, LayerLink } from './layer-link.ts'
import { unitOf } from './unit.ts'

interface LayerProps {
  readonly editor: Editor
  readonly link: LayerLink
  readonly awareness: Awareness
  /** Where the page stands. */
  readonly place: HTMLElement
  /** Asks for the address of a link. */
  readonly onLink: () => void
  readonly marked?: MarkedText | undefined
}

export default function Layer(props: LayerProps) {
  return (
    <EditingLanguage>
      <Spoken {...props} />
    </EditingLanguage>
  )
}

function Spoken({ editor, link, awareness, place, onLink, marked }: LayerProps) {
  const marking = useRef<MarkingActions>(null)
  const [menu, setMenu] = useState(false)
  const [finding, setFinding] = useState(0)
  useEffect(
    () =>
      link.attach((command: LayerCommand) => {
        switch (command) {
          case 'insert':
            editor.view.focus()
            editor.view.dispatch(setTrigger(editor.state.tr, 'block').scrollIntoView())
            return
          case 'blockMenu':
            setMenu(unitOf(editor.state) !== null)
            return
          case 'moveUp':
          case 'moveDown':
            moveBlocks(editor, command === 'moveUp' ? -1 : 1)
            return
          case 'find':
            setFinding((asked) => asked + 1)
            return
          case 'comment':
          case 'openThread':
          case 'nextThread':
          case 'previousThread':
            marking.current?.run(command)
        }
      }),
    [editor, link],
  )
  return (
    <>
      <Bubble editor={editor} onLink={onLink} marked={marked} />
      <Suggest editor={editor} link={link} awareness={awareness} />
      <BlockHandle editor={editor} place={place} open={menu} onOpen={setMenu} marked={marked} />
      {marked === undefined ? null : <Marking editor={editor} marked={marked} actions={marking} />}
      {finding === 0 ? null : (
        <FindBar editor={editor} asked={finding} onClose={() => setFinding(0)} />
      )}
    </>
  )
}

/** Draws marks in the editor, tells of them at the caret, and asks for what is to be done there. */
import './marks.css'
import type { Editor } from '@tiptap/core'
import { useEffect, useImperativeHandle, useState, type Ref } from 'react'
import type { ThreadId } from '#contract/ids.ts'
import { useEditingSpeech } from '../../i18n/editing/EditingLanguage.tsx'
import type { MarkedText } from '../../net/marked-text.ts'
import { readableKeys } from '../tools.ts'
import { EditorMarks } from './editor-marks.ts'
import { selectedIn } from './editor-selected.ts'
import { type MarkCommand, markKeys } from './mark-keys.ts'
import { threadAt } from './reveal.ts'

export interface MarkingActions {
  readonly run: (command: MarkCommand) => void
}

interface MarkingProps {
  readonly editor: Editor
  readonly marked: MarkedText
  readonly actions: Ref<MarkingActions>
}

/** Milliseconds for which the caret rests before what is there is said. */
const rest = 350

export function Marking({ editor, marked, actions }: MarkingProps) {
  const [marks, setMarks] = useState<EditorMarks | null>(null)
  useEffect(() => {
    const made = new EditorMarks(editor, marked)
    let isGone = false
    queueMicrotask(() => {
      if (!isGone) setMarks(made)
    })
    return () => {
      isGone = true
      setMarks(null)
      made.destroy()
    }
  }, [editor, marked])

  useImperativeHandle(
    actions,
    () => ({
      run: (command) => {
        if (!editor.isDestroyed) run(command, editor, marked, marks)
      },
    }),
    [editor, marked, marks],
  )

  useEffect(() => {
    const onClick = ({ target }: MouseEvent) => {
      if (getSelection()?.isCollapsed === false) return
      const thread = threadAt(target)
      if (thread !== null) marked.ask({ what: 'open', thread, focus: false })
    }
    const { dom } = editor.view
    dom.addEventListener('click', onClick)
    return () => dom.removeEventListener('click', onClick)
  }, [editor, marked])

  return marks === null ? null : <AtCaret editor={editor} marked={marked} marks={marks} />
}

/** Says, to those who do not see it, that there is something where the caret has come to. */
function AtCaret(props: {
  readonly editor: Editor
  readonly marked: MarkedText
  readonly marks: EditorMarks
}) {
  const { editor, marked, marks } = props
  const { t } = useEditingSpeech()
  const [said, setSaid] = useState('')
  useEffect(() => {
    let at: ThreadId | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      if (editor.isDestroyed) return
      const { selection } = editor.state
      const [thread = null] = selection.empty ? marks.threadsAt(selection.from) : []
      if (thread === at) return
      at = thread
      const mark = marked.get().marks.find((one) => one.thread === thread)
      const keys = readableKeys(markKeys.openThread)
      if (mark === undefined) setSaid('')
      else if (mark.proposed === null) setSaid(t('marks_here', { keys }))
      else if (mark.proposed === '') setSaid(t('marks_outHere', { keys }))
      else setSaid(t('marks_proposedHere', { words: mark.proposed, keys }))
    }
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(look, rest)
    }
    editor.on('selectionUpdate', later)
    return () => {
      clearTimeout(timer)
      editor.off('selectionUpdate', later)
    }
  }, [editor, marked, marks, t])
  return <output className="unseen">{said}</output>
}

function run(
  command: MarkCommand,
  editor: Editor,
  marked: MarkedText,
  marks: EditorMarks | null,
): void {
  switch (command) {
    case 'comment':
      return marked.ask({ what: 'comment', about: selectedIn(editor) })
    case 'openThread': {
      const [thread] = marks?.threadsAt(editor.state.selection.from) ?? []
      if (thread !== undefined) marked.ask({ what: 'open', thread, focus: true })
      return
    }
    case 'nextThread':
    case 'previousThread': {
      const by = command === 'nextThread' ? 1 : -1
      const thread = editor.isFocused ? marks?.nextTo(editor.state.selection.from, by) : undefined
      // Out of the text, and behind its last comment, whoever shows them knows what comes next.
      if (thread === undefined) marked.ask({ what: by === 1 ? 'next' : 'previous' })
      else {
        marks?.goTo(thread)
        marked.ask({ what: 'open', thread, focus: false })
      }
    }
  }
}

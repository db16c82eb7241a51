import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { useState } from 'react'
import { useSpeech } from '../../i18n/Language.tsx'
import { Failure } from '../../net/failure.ts'
import { failureWords } from './failure-words.ts'
import { adopt } from './foreign-files.ts'
import { useOpenFiles } from './open-files.ts'

/** Says that a file belongs to another page, and offers to copy it here. */
export function ForeignNote({ editor, node }: { readonly editor: Editor; readonly node: Node }) {
  const { t } = useSpeech()
  const { page } = useOpenFiles()
  const [failure, setFailure] = useState<Failure | null>(null)
  const copy = async () => {
    const from = { page: String(node.attrs['page']), file: String(node.attrs['file']) }
    try {
      await adopt(editor.view, page, from)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      setFailure(error)
    }
  }
  return (
    <p className="file-foreign">
      {t('file_foreign')}{' '}
      <button type="button" className="picture-tool" onClick={() => void copy()}>
        {t('file_copyHere')}
      </button>
      <output>{failure === null ? null : ` ${failureWords(t, failure)}`}</output>
    </p>
  )
}

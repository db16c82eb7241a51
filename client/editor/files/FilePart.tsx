import './files.css'
import { useSpeech } from '../../i18n/Language.tsx'
import type { BlockProps } from '../blocks/slots.ts'
import { FileLink } from './FileLink.tsx'
import { ForeignNote } from './ForeignNote.tsx'
import { isForeign } from './foreign-files.ts'
import { useOpenFiles } from './open-files.ts'
import { removeBlock } from './picture-keys.ts'

/** An attachment in the editor. */
export default function FilePart({ editor, node, place }: BlockProps) {
  const { t } = useSpeech()
  const { page } = useOpenFiles()
  return (
    <>
      <FileLink attrs={node.attrs} />
      <button
        type="button"
        className="picture-tool"
        onClick={() => removeBlock(editor.view, place())}
      >
        {t('file_remove')}
      </button>
      {isForeign(node, page) ? <ForeignNote editor={editor} node={node} /> : null}
    </>
  )
}

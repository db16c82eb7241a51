import './files.css'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useSpeech } from '../../i18n/Language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { QuietBoundary } from '../../ui/QuietBoundary.tsx'
import type { BlockProps } from '../blocks/slots.ts'
import { ForeignNote } from './ForeignNote.tsx'
import { isForeign } from './foreign-files.ts'
import { useOpenFiles } from './open-files.ts'
import { removeBlock, selectBlock } from './picture-keys.ts'
import { ShownPicture } from './ShownPicture.tsx'

// Asked once for each picture.
const PictureAlt = lazy(() => import('./PictureAlt.tsx'))

/** A picture in the editor, above its caption, with what describes it. */
export default function PicturePart({ editor, node, place, set }: BlockProps) {
  const { t } = useSpeech()
  const { page, language, asking } = useOpenFiles()
  const [open, setOpen] = useState(false)
  const before = useRef<Element | null>(null)
  const { alt, decorative, file } = node.attrs
  const isMissing = alt === null && decorative !== true

  useEffect(() => {
    const ask = () => {
      if (typeof file !== 'string' || !asking.take(file)) return
      before.current = document.activeElement
      setOpen(true)
    }
    ask()
    return asking.subscribe(ask)
  }, [asking, file])

  const close = () => {
    setOpen(false)
    const { current } = before
    if (current instanceof HTMLElement && current !== editor.view.dom && current.isConnected) {
      current.focus()
    } else editor.view.focus()
  }
  return (
    <>
      {/* The keys of a picture are those of the text: Escape and Enter in its caption. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events */}
      <div className="picture-frame" onClick={() => selectBlock(editor.view, place())}>
        <ShownPicture attrs={node.attrs} language={language} called={t('picture_plain')} />
      </div>
      <div className="picture-bar">
        <button
          type="button"
          className={isMissing ? 'picture-tool missing' : 'picture-tool'}
          aria-expanded={open}
          onClick={({ currentTarget }) => {
            before.current = currentTarget
            setOpen(!open)
          }}
        >
          {isMissing ? <Icon name="alert" /> : null}
          {t(
            isMissing
              ? 'picture_altMissing'
              : decorative === true
                ? 'picture_isDecoration'
                : 'picture_alt',
          )}
        </button>
        <button
          type="button"
          className="picture-tool"
          onClick={() => removeBlock(editor.view, place())}
        >
          {t('picture_remove')}
        </button>
      </div>
      {isForeign(node, page) ? <ForeignNote editor={editor} node={node} /> : null}
      {open ? (
        <QuietBoundary>
          <Suspense>
            <PictureAlt
              alt={typeof alt === 'string' ? alt : ''}
              isDecoration={decorative === true}
              language={language}
              onSave={set}
              onClose={close}
            />
          </Suspense>
        </QuietBoundary>
      ) : null}
    </>
  )
}

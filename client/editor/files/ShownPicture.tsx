import { useEffect, useState } from 'react'
import { useSpeech } from '../../i18n/Language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { fileAddress } from './file-address.ts'

interface ShownPictureProps {
  /** Of the node. */
  readonly attrs: Readonly<Record<string, unknown>>
  /** Of what describes it; undefined: that of what is round it. */
  readonly language?: string
  /** What it is called where it has no words of its own. */
  readonly called: string
}

/** What could not be loaded. */
interface Failed {
  readonly address: string
  readonly why: 'unseen' | 'offline'
}

/** A picture of a page, or words in its place where it cannot be seen. */
export function ShownPicture({ attrs, language, called }: ShownPictureProps) {
  const { t } = useSpeech()
  const [failed, setFailed] = useState<Failed | null>(null)
  const address = fileAddress(attrs)
  const { alt, decorative, width, height } = attrs
  const lost = address === null ? 'unseen' : failed?.address === address ? failed.why : null
  useEffect(() => {
    const again = () => setFailed(null)
    globalThis.addEventListener('online', again)
    return () => globalThis.removeEventListener('online', again)
  }, [])
  const words = typeof alt === 'string' ? alt : null
  if (address === null || lost !== null) {
    return (
      <div className="picture-lost">
        <Icon name="picture" />
        <p>
          {t(lost === 'offline' ? 'picture_offline' : 'picture_unseen')}
          {words === null ? null : <span lang={language}> {words}</span>}
        </p>
      </div>
    )
  }
  return (
    <img
      className="picture-image"
      src={address}
      alt={decorative === true ? '' : (words ?? called)}
      lang={language}
      loading="lazy"
      decoding="async"
      draggable={false}
      {...(typeof width === 'number' && typeof height === 'number' && { width, height })}
      onError={() => setFailed({ address, why: navigator.onLine ? 'unseen' : 'offline' })}
    />
  )
}

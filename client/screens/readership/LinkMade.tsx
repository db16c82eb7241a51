import { useEffect, useRef } from 'react'
import { useReadershipSpeech } from '../../i18n/readership/ReadershipLanguage.tsx'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { download } from '../../ui/download.ts'
import { Icon } from '../../ui/Icon.tsx'
import { qrFile } from '../../ui/qr.ts'
import { QrCode } from '../../ui/QrCode.tsx'
import '../invitations/invitations.css'
import { useMe } from '../me.ts'
import { publishedAddress } from './published-address.ts'

interface LinkMadeProps {
  /** Of the link, with its code. */
  readonly path: string
  /** Of the strategy. */
  readonly name: string
}

/** A link that was just made: to be copied and scanned. It cannot be had again, and this says so. */
export function LinkMade({ path, name }: LinkMadeProps) {
  const { t } = useReadershipSpeech()
  const { organisation } = useMe()
  const heading = useRef<HTMLHeadingElement>(null)
  const link = publishedAddress(organisation, path)
  // It has come in answer to a button that may be far below.
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="link-made">
      <h3 ref={heading} tabIndex={-1}>
        {t('set_linkMade')}
      </h3>
      <div className="link-made-shown">
        <QrCode text={link} name={t('qrOf', { label: name })} />
        <div>
          <p className="invitation-link">{link}</p>
          <div className="actions">
            <CopyButton text={link} label={t('copyLink')} />
            <Button onClick={() => download(`${name}.svg`, 'image/svg+xml', qrFile(link))}>
              <Icon name="download" />
              {t('downloadQr')}
            </Button>
          </div>
        </div>
      </div>
      <p className="invitation-once">{t('set_linkOnce')}</p>
    </div>
  )
}

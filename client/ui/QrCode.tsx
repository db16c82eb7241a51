import { useMemo } from 'react'
import { qrFile } from './qr.ts'

interface QrCodeProps {
  readonly text: string
  /** What it leads to, for those who don't see it. */
  readonly name: string
}

/** A QR code, as wide as its place allows. Black on white in the dark theme too. */
export function QrCode({ text, name }: QrCodeProps) {
  const address = useMemo(() => `data:image/svg+xml,${encodeURIComponent(qrFile(text))}`, [text])
  return <img className="qr" src={address} alt={name} />
}

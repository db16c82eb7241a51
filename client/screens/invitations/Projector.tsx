import { useEffect, useRef } from 'react'
import { useSpeech } from '../../i18n/Language.tsx'
import { Button } from '../../ui/Button.tsx'
import { focusAgain } from '../../ui/focus-again.ts'
import { Icon } from '../../ui/Icon.tsx'
import { QrCode } from '../../ui/QrCode.tsx'
import type { ShownInvitation } from './shown-invitation.ts'

interface ProjectorProps {
  readonly shown: ShownInvitation
  readonly onClose: () => void
}

/** The invitation for a wall: readable from the back of a hall, light whatever the theme is. */
export function Projector({ shown, onClose }: ProjectorProps) {
  const { t } = useSpeech()
  const dialog = useRef<HTMLDialogElement>(null)
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  }, [onClose])

  useEffect(() => {
    const wall = dialog.current
    const before = document.activeElement
    let gone = false
    const onChange = () => {
      if (document.fullscreenElement === null) close.current()
    }
    // First the whole screen, then the dialog: what comes later lies above. Where the browser
    // doesn't give the whole screen, the window is filled all the same.
    const open = () => {
      if (gone) return
      wall?.showModal()
      if (document.fullscreenElement !== null) {
        document.addEventListener('fullscreenchange', onChange)
      }
    }
    if (document.fullscreenEnabled) document.documentElement.requestFullscreen().then(open, open)
    else open()
    return () => {
      gone = true
      document.removeEventListener('fullscreenchange', onChange)
      wall?.close()
      if (document.fullscreenElement !== null) void document.exitFullscreen()
      focusAgain(before)
    }
  }, [])

  const { organisation, label, place, link, typed, code } = shown
  return (
    <dialog
      ref={dialog}
      className="projector"
      data-theme="light"
      aria-label={t('qrOf', { label })}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <QrCode text={link} name={t('qrOf', { label })} />
      <div className="projector-words">
        <p className="projector-organisation">{organisation}</p>
        <p className="projector-label">{label}</p>
        {place === null ? null : <p>{place}</p>}
        <p>{t('invitationScan')}</p>
        <p>{t('invitationType', { address: typed })}</p>
        <p className="projector-code">{code}</p>
      </div>
      <div className="projector-close">
        <Button kind="quiet" onClick={onClose}>
          <Icon name="close" />
          {t('close')}
        </Button>
      </div>
    </dialog>
  )
}

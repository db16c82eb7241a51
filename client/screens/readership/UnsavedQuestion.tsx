import { useEffect, useState } from 'react'
import { useReadershipSpeech } from '../../i18n/readership/ReadershipLanguage.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { askBeforeLeaving } from '../../ui/leaving.ts'

/** Asks before the settings are left while something in them is not saved. */
export function UnsavedQuestion({ unsaved }: { readonly unsaved: boolean }) {
  const { t } = useReadershipSpeech()
  const [going, setGoing] = useState<(() => void) | null>(null)
  useEffect(() => {
    if (!unsaved) return undefined
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    const stop = askBeforeLeaving(
      () => true,
      (go) => setGoing(() => go),
    )
    globalThis.addEventListener('beforeunload', onUnload)
    return () => {
      stop()
      globalThis.removeEventListener('beforeunload', onUnload)
    }
  }, [unsaved])
  if (going === null) return null
  const stay = () => setGoing(null)
  return (
    <Dialog title={t('set_leaveTitle')} onClose={stay}>
      <div className="form">
        <p>{t('set_leaveText')}</p>
        <div className="actions">
          <Button
            kind="danger"
            onClick={() => {
              stay()
              going()
            }}
          >
            {t('set_leaveYes')}
          </Button>
          <Button kind="primary" onClick={stay}>
            {t('set_stay')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

import { useEffect, useState } from 'react'
import { useSpeech } from '../../i18n/Language.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { askBeforeLeaving } from '../../ui/leaving.ts'
import type { Sendings } from './sendings.ts'

/** Asks before the page is left while files are on their way into it: leaving stops them. */
export function LeavingQuestion({ sendings }: { readonly sendings: Sendings }) {
  const { t } = useSpeech()
  const [going, setGoing] = useState<(() => void) | null>(null)
  useEffect(
    () =>
      askBeforeLeaving(
        () => sendings.underway,
        (go) => setGoing(() => go),
      ),
    [sendings],
  )
  if (going === null) return null
  const stay = () => setGoing(null)
  return (
    <Dialog title={t('file_leaveTitle')} onClose={stay}>
      <div className="form">
        <p>{t('file_leaveText')}</p>
        <div className="actions">
          <Button
            kind="danger"
            onClick={() => {
              stay()
              going()
            }}
          >
            {t('file_leave')}
          </Button>
          <Button kind="primary" onClick={stay}>
            {t('file_stay')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

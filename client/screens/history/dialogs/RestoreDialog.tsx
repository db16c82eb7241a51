import { useHistorySpeech } from '../../../i18n/history/HistoryLanguage.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import type { MomentDialogProps } from '../MomentDeeds.tsx'

export default function RestoreDialog({ onClose }: MomentDialogProps) {
  const { t } = useHistorySpeech()
  return (
    <Dialog title={t('restoreMoment')} onClose={onClose}>
      <div className="actions">
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
    </Dialog>
  )
}

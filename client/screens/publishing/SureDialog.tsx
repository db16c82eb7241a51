import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { StrategyId } from '#contract/ids.ts'
import { usePublishingSpeech } from '../../i18n/publishing/PublishingLanguage.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FailureNotice } from '../FailureNotice.tsx'

interface SureDialogProps {
  readonly strategy: StrategyId
  readonly title: string
  readonly text: string
  readonly yes: string
  readonly no: string
  readonly act: () => Promise<unknown>
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Asks once more before something is called off. */
export function SureDialog(props: SureDialogProps) {
  const { strategy, title, text, yes, no, act, onClose, onDone } = props
  const { t } = usePublishingSpeech()
  const queries = useQueryClient()
  const { mutate, isPending, isError, error } = useMutation({
    mutationFn: act,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['publishing', strategy] })
      onDone()
    },
  })
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="form">
        <p>{text}</p>
        <FailureNotice error={error} />
        <div className="actions">
          <Button onClick={onClose}>{no}</Button>
          <Button kind="danger" busy={isPending} onClick={() => mutate()}>
            {isError ? t('tryAgain') : yes}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { StrategyId } from '#contract/ids.ts'
import { useReadershipSpeech } from '../../i18n/readership/ReadershipLanguage.tsx'
import { call } from '../../net/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { FailureNotice } from '../FailureNotice.tsx'
import { type Feedback, feedbackQuery } from './readership-queries.ts'

interface RemoveFeedbackDialogProps {
  readonly strategy: StrategyId
  /** At least one. */
  readonly items: readonly Feedback[]
  readonly onClose: () => void
  readonly onDone: () => void
}

/** It is under way, and how it ended is said here. */
const stay = () => {}

/** Asks whether feedback is to go for good, says what goes with it, and removes it. */
export function RemoveFeedbackDialog(props: RemoveFeedbackDialogProps) {
  const { strategy, items, onClose, onDone } = props
  const { t } = useReadershipSpeech()
  const queries = useQueryClient()
  const ids = items.map(({ id }) => id)
  const answers = items.filter(({ fate }) => fate !== null).length
  const n = items.length
  const remove = useMutation({
    mutationFn: () => call('removeFeedback', { id: strategy, body: { feedback: ids } }),
    onSuccess: () => {
      const { queryKey } = feedbackQuery(strategy)
      const gone = new Set(ids)
      queries.setQueryData(queryKey, (known) => known?.filter(({ id }) => !gone.has(id)))
      onDone()
      return queries.invalidateQueries({ queryKey })
    },
  })
  return (
    <Dialog title={t('fb_removeTitle', { n })} onClose={remove.isPending ? stay : onClose}>
      <div className="form">
        <Notice tone="warn">{t(n === 1 ? 'fb_removeText' : 'fb_removeTextSeveral')}</Notice>
        <p>
          {answers > 0 ? `${t('fb_removeAnswers', { n: answers })} ` : null}
          {t('fb_removeBackups')}
        </p>
        <FailureNotice error={remove.error} />
        <div className="actions">
          <Button busy={remove.isPending} onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            {t('fb_removeYes')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

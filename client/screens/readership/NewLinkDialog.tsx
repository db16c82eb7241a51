import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { StrategyId } from '#contract/ids.ts'
import { useReadershipSpeech } from '../../i18n/readership/ReadershipLanguage.tsx'
import { call } from '../../net/api.ts'
import { publishingQuery } from '../../net/publishing-queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FailureNotice } from '../FailureNotice.tsx'
import type { Publication } from './readership-queries.ts'
import { bodyOf, draftOf } from './settings-draft.ts'

interface NewLinkDialogProps {
  readonly strategy: StrategyId
  readonly saved: Publication
  readonly onClose: () => void
  readonly onLink: (link: string) => void
}

/** Asks before a new link ends the one there is, and makes it. */
export function NewLinkDialog({ strategy, saved, onClose, onLink }: NewLinkDialogProps) {
  const { t } = useReadershipSpeech()
  const queries = useQueryClient()
  const make = useMutation({
    mutationFn: () => {
      const body = { ...bodyOf(draftOf(saved, saved.slug), saved), newLink: true }
      return call('setPublication', { id: strategy, body })
    },
    onSuccess: ({ link }) => {
      onClose()
      if (link !== null) onLink(link)
      return queries.invalidateQueries({ queryKey: publishingQuery(strategy).queryKey })
    },
  })
  return (
    <Dialog title={t('set_linkNewTitle')} onClose={onClose}>
      <div className="form">
        <p>{t('set_linkNewText')}</p>
        <FailureNotice error={make.error} />
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="danger" busy={make.isPending} onClick={() => make.mutate()}>
            {t('set_linkNewYes')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

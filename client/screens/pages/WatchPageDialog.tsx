import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { NoticesLanguage, useNoticesSpeech } from '../../i18n/notices/NoticesLanguage.tsx'
import { call } from '../../net/api.ts'
import { pageWatchQuery, wishesQuery } from '../../net/notice-queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FailureNotice } from '../FailureNotice.tsx'
import type { DialogPage } from './page-deed.ts'

interface WatchPageDialogProps {
  readonly page: DialogPage
  readonly onClose: () => void
}

/** Watches a page, or stops; says what that means, and whether its strategy is watched anyway. */
export function WatchPageDialog(props: WatchPageDialogProps) {
  return (
    <NoticesLanguage>
      <Spoken {...props} />
    </NoticesLanguage>
  )
}

function Spoken({ page, onClose }: WatchPageDialogProps) {
  const { t } = useNoticesSpeech()
  const queries = useQueryClient()
  const watch = useQuery(pageWatchQuery(page.id))
  const wishes = useQuery(wishesQuery)
  const change = useMutation({
    mutationFn: (watching: boolean) => call('watchPage', { id: page.id, body: { watching } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['notices'] })
      onClose()
    },
  })
  const title = page.title === '' ? t('untitled') : page.title
  const watching = watch.data === true
  const byStrategy = wishes.data?.strategies.includes(page.strategy) === true
  return (
    <Dialog
      title={t(watching ? 'watchingPageTitle' : 'watchPageTitle', { title })}
      onClose={onClose}
    >
      <div className="form">
        <p>{t('watchPageText')}</p>
        {byStrategy ? <p className="hint">{t('watchByStrategy')}</p> : null}
        <FailureNotice error={watch.error ?? change.error} />
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          {watch.data === undefined ? null : (
            <Button
              kind={watching ? 'plain' : 'primary'}
              busy={change.isPending}
              onClick={() => change.mutate(!watching)}
            >
              {t(watching ? 'watchStop' : 'watch')}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  )
}

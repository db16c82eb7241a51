import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { StrategyId } from '#contract/ids.ts'
import { NoticesLanguage, useNoticesSpeech } from '../../i18n/notices/NoticesLanguage.tsx'
import { call } from '../../net/api.ts'
import { wishesQuery } from '../../net/notice-queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { FailureNotice } from '../FailureNotice.tsx'

/** Watches all pages of a strategy, or stops. */
export default function WatchStrategy({ id }: { readonly id: StrategyId }) {
  return (
    <NoticesLanguage>
      <Spoken id={id} />
    </NoticesLanguage>
  )
}

function Spoken({ id }: { readonly id: StrategyId }) {
  const { t } = useNoticesSpeech()
  const queries = useQueryClient()
  const wishes = useQuery(wishesQuery)
  const change = useMutation({
    mutationFn: (watching: boolean) => call('watchStrategy', { id, body: { watching } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: wishesQuery.queryKey }),
  })
  // Without a connection there is nothing to be changed here.
  if (wishes.data === undefined) return null
  const watching = wishes.data.strategies.includes(id)
  return (
    <div className="watch-strategy">
      <Button
        aria-pressed={watching}
        title={t('watchStrategyHint')}
        busy={change.isPending}
        onClick={() => change.mutate(!watching)}
      >
        <Icon name={watching ? 'check' : 'watch'} />
        {t('watch')}
      </Button>
      <output className="unseen">{change.isSuccess && watching ? t('watching') : ''}</output>
      <FailureNotice error={change.error} />
    </div>
  )
}

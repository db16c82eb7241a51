import { useQuery } from '@tanstack/react-query'
import type { StrategyId } from '#contract/ids.ts'
import { HistoryLanguage, useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import { call } from '../../net/api.ts'
import { Participation } from '../../participation/Participation.tsx'

/** How many of those invited have written in a strategy; nothing until that is known. */
export default function TakenPart({ strategy }: { readonly strategy: StrategyId }) {
  const facts = useQuery({
    queryKey: ['strategies', strategy, 'participation'],
    queryFn: ({ signal }) => call('getStrategyParticipation', { id: strategy }, signal),
  })
  // It is one part of the screen: without a connection the rest is there all the same.
  if (facts.data === undefined) return null
  return (
    <HistoryLanguage>
      <Section facts={facts.data} />
    </HistoryLanguage>
  )
}

function Section(props: Parameters<typeof Participation>[0]) {
  const { t } = useHistorySpeech()
  return (
    <section aria-labelledby="participation-heading">
      <h2 id="participation-heading">{t('participation')}</h2>
      <Participation {...props} />
    </section>
  )
}

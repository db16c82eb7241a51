import { useQuery } from '@tanstack/react-query'
import { useReadershipSpeech } from '../../i18n/readership/ReadershipLanguage.tsx'
import type { Reply } from '../../net/api.ts'
import { publishingQuery } from '../../net/publishing-queries.ts'
import { AccountSection } from '../account/AccountSection.tsx'
import { useStanding } from '../roles/use-standing.ts'
import { NamedConsent } from './NamedConsent.tsx'
import { PartBones, PartFailure } from './part-states.tsx'
import { PublicationSummary } from './PublicationSummary.tsx'

import { SettingsForm } from './SettingsForm.tsx'

/** How a strategy is published: to be changed by facilitators, to be read by everybody else. */
export function SettingsPart({ strategy }: { readonly strategy: Reply<'getStrategy'> }) {
  const { t } = useReadershipSpeech()
  const { may } = useStanding(strategy)
  const published = useQuery(publishingQuery(strategy.id))
  if (published.isPending) return <PartBones />
  if (published.data === undefined) {
    return <PartFailure error={published.error} onRetry={() => void published.refetch()} />
  }
  return (
    <>
      {may('edition.manage') ? (
        <SettingsForm strategy={strategy} published={published.data} />
      ) : (
        <PublicationSummary publication={published.data.publication} />
      )}
      <AccountSection title={t('consent_title')}>
        <NamedConsent strategy={strategy.id} />
      </AccountSection>
    </>
  )
}

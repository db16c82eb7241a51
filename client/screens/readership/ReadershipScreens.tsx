import { useQuery } from '@tanstack/react-query'
import type { StrategyId } from '#contract/ids.ts'
import {
  ReadershipLanguage,
  useReadershipSpeech,
} from '../../i18n/readership/ReadershipLanguage.tsx'
import type { Reply } from '../../net/api.ts'
import { Failure } from '../../net/failure.ts'
import { membersQuery, strategyQuery } from '../../net/queries.ts'
import { useMe } from '../me.ts'
import { FailureScreen, NotFoundScreen, WaitingScreen } from '../PlainScreens.tsx'
import { PublishingSheet } from '../publishing/PublishingPlace.tsx'
import { useScreenTitle } from '../use-screen-title.ts'
import { FeedbackPart } from './FeedbackPart.tsx'
import { SpokenNav } from './PublishingNav.tsx'
import { ReadingsPart } from './ReadingsPart.tsx'
import type { ReadershipPart } from './readership-parts.ts'
import { SettingsPart } from './SettingsPart.tsx'
import '../account/account.css'
import './readership.css'

interface ReadershipScreensProps {
  readonly strategy: StrategyId
  readonly part: ReadershipPart
}

/** How a strategy is published, what its readers say, and how many they are. */
export default function ReadershipScreens(props: ReadershipScreensProps) {
  return (
    <ReadershipLanguage waiting={<WaitingScreen />}>
      <Spoken {...props} />
    </ReadershipLanguage>
  )
}

function Spoken({ strategy: id, part }: ReadershipScreensProps) {
  const { t } = useReadershipSpeech()
  const { person } = useMe()
  const strategy = useQuery(strategyQuery(person.id, id))
  // What one may do has to be known: a form is not to come in the place of its summary.
  const members = useQuery({ ...membersQuery(id), enabled: person.role !== 'admin' })
  useScreenTitle(t(`pub_${part}`))
  if (strategy.isPending || members.isLoading) return <WaitingScreen />
  if (strategy.isError) {
    return strategy.error instanceof Failure && strategy.error.code === 'not-found' ? (
      <NotFoundScreen />
    ) : (
      <FailureScreen error={strategy.error} onRetry={() => void strategy.refetch()} />
    )
  }
  return (
    <PublishingSheet strategy={strategy.data} title={t(`pub_${part}`)} under>
      <SpokenNav strategy={strategy.data} at={part} />
      <div className="readership account-sheet">
        <Shown strategy={strategy.data} part={part} />
      </div>
    </PublishingSheet>
  )
}

interface ShownProps {
  readonly strategy: Reply<'getStrategy'>
  readonly part: ReadershipPart
}

function Shown({ strategy, part }: ShownProps) {
  switch (part) {
    case 'feedback':
      return <FeedbackPart strategy={strategy} />
    case 'readings':
      return <ReadingsPart strategy={strategy} />
    case 'settings':
      return <SettingsPart strategy={strategy} />
  }
}

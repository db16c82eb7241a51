import { usePublishingSpeech } from '../../i18n/publishing/PublishingLanguage.tsx'
import type { ApprovalView, EditionView } from '../../net/publishing-queries.ts'

/** How an approval stands. */
export function StateMark({ state }: { readonly state: ApprovalView['state'] }) {
  const { t } = usePublishingSpeech()
  return <span className={`state-mark is-${state}`}>{t(`approval_state_${state}`)}</span>
}

/** How an edition stands. */
export function EditionMark({ state }: { readonly state: EditionView['state'] }) {
  const { t } = usePublishingSpeech()
  return <span className={`state-mark is-${state}`}>{t(`publishing_state_${state}`)}</span>
}

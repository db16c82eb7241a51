import type { Seq } from '#contract/ids.ts'
import { useHistoryDeeds } from '../../history/deeds.ts'
import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'

interface MomentDeedsProps {
  /** The moment that is shown. */
  readonly at: Seq
  /** The last one. */
  readonly head: Seq
}

/** What can be done with the moment that is shown, by who may write. */
export function MomentDeeds({ at, head }: MomentDeedsProps) {
  const { t } = useHistorySpeech()
  const { writing } = useHistoryDeeds()
  if (writing === null) return null
  return (
    <>
      <Button aria-haspopup="dialog" title={t('nameMoment')} onClick={() => writing.name(at)}>
        <Icon name="flag" />
        <span>{t('nameMoment')}</span>
      </Button>
      {at < head ? (
        <Button
          aria-haspopup="dialog"
          title={t('restoreMoment')}
          onClick={() => writing.restore(at)}
        >
          <Icon name="history" />
          <span>{t('restoreMoment')}</span>
        </Button>
      ) : null}
    </>
  )
}

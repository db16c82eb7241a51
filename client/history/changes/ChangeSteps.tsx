import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import type { PageChanges } from '../../../server/history/page-changes.ts'
import { useHistoryDeeds } from '../deeds.ts'
import type { HistoryPlace } from '../history-place.ts'
import { StepButton } from '../StepButton.tsx'
import type { useSteps } from '../use-steps.ts'
import type { Writers } from '../writers.ts'
import { tellChange } from './change-words.ts'
import type { ChangedParts } from './changed-parts.ts'

interface ChangeStepsProps {
  readonly made: PageChanges
  readonly order: readonly number[]
  readonly parts: ChangedParts
  readonly selected: number | null
  readonly steps: ReturnType<typeof useSteps>
  readonly writers: Writers
  readonly onGo: (to: Partial<HistoryPlace>) => void
}

/** From one change to the next, and what can be done with the one that is looked at. */
export function ChangeSteps(props: ChangeStepsProps) {
  const { made, order, parts, selected, steps, writers, onGo } = props
  const speech = useHistorySpeech()
  const { t } = speech
  const { writing } = useHistoryDeeds()
  const change = selected === null ? undefined : made.changes[selected]
  const held = selected === null ? undefined : parts.heldBy(selected)
  const told = change && tellChange(change, speech, writers)
  return (
    <div className="changes-steps">
      <StepButton name={t('changesPrevious')} to="previous" onClick={steps.previous} />
      <span className="changes-at">
        {selected === null
          ? t('changesListed', { n: order.length })
          : t('changesAt', { n: order.indexOf(selected) + 1, all: order.length })}
      </span>
      <StepButton name={t('changesNext')} to="next" onClick={steps.next} />
      <output className="unseen">{told === undefined ? '' : `${told.lead} ${told.words}`}</output>
      {change === undefined ? (
        <p className="hint changes-keys keys-hint">{t('changesKeys')}</p>
      ) : (
        <div className="change-deeds">
          {held === undefined || made.from === 0 || writing === null ? null : (
            <Button
              onClick={() =>
                writing.bringBack({
                  seq: made.from,
                  place: held,
                  excerpt: change.before || change.after,
                })
              }
            >
              <Icon name="undo" />
              {t('changesBringBack')}
            </Button>
          )}
          <Button kind="quiet" onClick={() => onGo({ view: 'replay', at: change.seqs[1] })}>
            {t('changesGo')}
          </Button>
        </div>
      )}
    </div>
  )
}

import type { RefObject } from 'react'
import type { Seq } from '#contract/ids.ts'
import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { useHistoryDeeds } from '../deeds.ts'
import type { OpenHistory } from '../open-history.ts'
import { StepButton } from '../StepButton.tsx'
import type { useSteps } from '../use-steps.ts'
import type { Writers } from '../writers.ts'
import type { Passage, Passages } from './passages.ts'
import { selectedRuns } from './selected-runs.ts'

interface PassageFactsProps {
  /** The one that is looked at. */
  readonly passage: Passage | undefined
  /** Its number among all, when it was chosen and not only pointed at. */
  readonly at: { readonly n: number; readonly all: number } | null
  readonly history: OpenHistory
  readonly writers: Writers
  readonly text: RefObject<HTMLElement | null>
  readonly passages: Passages
  readonly steps: ReturnType<typeof useSteps>
  readonly onGo: (seq: Seq) => void
}

/** Who wrote a passage, when and how, and what can be done with it. */
export function PassageFacts(props: PassageFactsProps) {
  const { passage, at, history, writers, text, passages, steps, onGo } = props
  const { engine, moments } = history
  const { t, dateTime } = useHistorySpeech()
  const { redact } = useHistoryDeeds()
  const who = passage && writers.of(passage.by)
  const takeOut = async (act: NonNullable<typeof redact>) => {
    const chosen = (text.current && selectedRuns(text.current, passages)) ?? passage
    if (chosen === undefined) return
    act(await engine.ask('ids', { runs: chosen.runs }), chosen.text)
  }
  return (
    <div className="passage">
      <div className="passage-steps">
        <StepButton name={t('writtenPrevious')} to="previous" onClick={steps.previous} />
        <span className="changes-at">{at === null ? null : t('writtenPassage', at)}</span>
        <StepButton name={t('writtenNext')} to="next" onClick={steps.next} />
      </div>
      <div className="passage-told" aria-live="polite">
        {passage === undefined || who === undefined ? (
          <p className="hint">
            {t('writtenChoose')} <span className="keys-hint">{t('writtenKeys')}</span>
          </p>
        ) : (
          <>
            <p className="passage-who">
              <Avatar id={who.id} name={who.name} />
              <span>
                <strong>{who.name}</strong>
                {who.unit === null ? null : <span className="hint"> {who.unit}</span>}
              </span>
            </p>
            <p>
              <time dateTime={new Date(moments.timeOf(passage.last)).toISOString()}>
                {dateTime(moments.timeOf(passage.last))}
              </time>
              <br />
              {t(`wrote_${passage.how}`)}
            </p>
          </>
        )}
      </div>
      {passage === undefined ? null : (
        <div className="passage-deeds">
          <Button onClick={() => onGo(passage.last)}>{t('writtenGo')}</Button>
        </div>
      )}
      {redact === null || at === null ? null : (
        <div className="passage-deeds">
          <Button
            kind="quiet"
            // What is selected stays so.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => void takeOut(redact)}
          >
            {t('redact')}
          </Button>
        </div>
      )}
    </div>
  )
}

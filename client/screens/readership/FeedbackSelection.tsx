import { useEffect, useRef } from 'react'
import { useReadershipSpeech } from '../../i18n/readership/ReadershipLanguage.tsx'
import { Button } from '../../ui/Button.tsx'

interface FeedbackSelectionProps {
  /** How many are shown, and how many of them are chosen. */
  readonly shown: number
  readonly chosen: number
  readonly onAll: (all: boolean) => void
  readonly onRemove: () => void
  readonly onEnd: () => void
}

/** Stands above the feedback while several are being chosen: all of it, and what to do with it. */
export function FeedbackSelection(props: FeedbackSelectionProps) {
  const { shown, chosen, onAll, onRemove, onEnd } = props
  const { t } = useReadershipSpeech()
  const all = useRef<HTMLInputElement>(null)
  useEffect(() => all.current?.focus(), [])
  useEffect(() => {
    if (all.current) all.current.indeterminate = chosen > 0 && chosen < shown
  }, [chosen, shown])
  return (
    <fieldset className="feedback-selection">
      <legend className="unseen">{t('fb_select')}</legend>
      <label className="check">
        <input
          ref={all}
          type="checkbox"
          checked={shown > 0 && chosen === shown}
          onChange={({ target }) => onAll(target.checked)}
        />
        {t('fb_selectAll', { n: shown })}
      </label>
      <output>{t('fb_selected', { n: chosen })}</output>
      <div className="actions">
        <Button onClick={onEnd}>{t('cancel')}</Button>
        <Button kind="danger" busy={chosen === 0} onClick={onRemove}>
          {t('fb_removeSelected')}
        </Button>
      </div>
    </fieldset>
  )
}

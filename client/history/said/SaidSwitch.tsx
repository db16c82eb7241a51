import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useSaid } from './said-context.ts'

/** Shows what was said among the moments, or leaves it out; nothing where nothing was said. */
export function SaidSwitch() {
  const { t } = useHistorySpeech()
  const there = useSaid()
  if (there === null || there.count === 0) return null
  const { count, shown, show } = there
  return (
    <button
      type="button"
      className="said-switch"
      aria-pressed={shown}
      title={t('saidHow')}
      onClick={() => show(!shown)}
    >
      <Icon name="comment" />
      <span>{t('saidSwitch', { n: count })}</span>
    </button>
  )
}

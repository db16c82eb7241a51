import { useSpeech } from '../../i18n/Language.tsx'
import { daysUntil } from '../pages/day.ts'

/** A day, and how far off it is; late in words and not in colour alone. */
export function When({ on, written }: { readonly on: string; readonly written: string }) {
  const { t } = useSpeech()
  const days = daysUntil(on)
  const words =
    days < 0 ? t('dueLate', { n: -days }) : days === 0 ? t('dueToday') : t('dueIn', { n: days })
  return (
    <span className="due-when">
      <time dateTime={on}>{written}</time>
      <span className={days < 0 ? 'late' : undefined}>{words}</span>
    </span>
  )
}

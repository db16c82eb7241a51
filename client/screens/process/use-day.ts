import { useMemo } from 'react'
import { useSpeech } from '../../i18n/Language.tsx'
import { today } from '../pages/day.ts'

/** Formats a day shortly, as the interface's language does; with the year when it is another one. */
export function useDay(): (day: string) => string {
  const { language } = useSpeech()
  return useMemo(() => {
    const place = language === 'en' ? 'en-GB' : language
    const short = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const
    const within = new Intl.DateTimeFormat(place, short)
    const far = new Intl.DateTimeFormat(place, { ...short, year: 'numeric' })
    const shown = (day: string) => (day.startsWith(today().slice(0, 4)) ? within : far)
    return (day) => shown(day).format(new Date(day))
  }, [language])
}

import type { Language } from '#contract/records.ts'

const options = { dateStyle: 'long', timeZone: 'UTC' } as const
const formats: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat('en-GB', options),
  fi: new Intl.DateTimeFormat('fi', options),
  nb: new Intl.DateTimeFormat('nb', options),
  sv: new Intl.DateTimeFormat('sv', options),
}

/** A day, or the day of a moment in UTC, as the language writes it. What is no day stays as it is. */
export function dayIn(language: Language, day: string): string {
  const date = new Date(day.length === 10 ? `${day}T00:00:00Z` : day)
  return Number.isNaN(date.getTime()) ? day : formats[language].format(date)
}

/** The same, with its number and month on one line. */
export function wholeDayIn(language: Language, day: string): string {
  return dayIn(language, day).replace(' ', '\u00a0')
}

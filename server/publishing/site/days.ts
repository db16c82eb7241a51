import type { Language } from '#contract/records.ts'

type Formats = Readonly<Record<Language, Intl.DateTimeFormat>>

const long = formatsOf('long')
const medium = formatsOf('medium')

function formatsOf(dateStyle: 'long' | 'medium'): Formats {
  const options = { dateStyle, timeZone: 'UTC' } as const
  return {
    en: new Intl.DateTimeFormat('en-GB', options),
    fi: new Intl.DateTimeFormat('fi', options),
    nb: new Intl.DateTimeFormat('nb', options),
    sv: new Intl.DateTimeFormat('sv', options),
  }
}

/** A day, or the day of a moment in UTC, as the language writes it. What is no day stays as it is. */
export const dayIn = (language: Language, day: string) => formatted(long, language, day)

/** The same in fewer characters: for tables. */
export const shortDayIn = (language: Language, day: string) => formatted(medium, language, day)

/** The same as `dayIn`, with its number and month on one line. */
export function wholeDayIn(language: Language, day: string): string {
  return dayIn(language, day).replace(' ', '\u00a0')
}

function formatted(formats: Formats, language: Language, day: string): string {
  const date = new Date(day.length === 10 ? `${day}T00:00:00Z` : day)
  return Number.isNaN(date.getTime()) ? day : formats[language].format(date)
}

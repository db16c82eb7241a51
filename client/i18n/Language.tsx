import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react'
import type { Language } from '#contract/records.ts'
import { type Catalogue, type Translate, translator } from './catalogue.ts'
import { loadCatalogue } from './load-catalogue.ts'
import { once } from './once.ts'

/** The languages of the interface by their own names. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  fi: 'Suomi',
  nb: 'Norsk bokmål',
  sv: 'Svenska',
}

/** Is this one of the four languages? */
export function isLanguage(text: string | null): text is Language {
  return text !== null && Object.hasOwn(languageNames, text)
}

/** The language that the browser prefers among the four. */
export function preferredLanguage(preferences: readonly string[]): Language {
  for (const preference of preferences) {
    const language = preference.toLowerCase().split('-')[0] ?? ''
    if (language === 'no' || language === 'nn') return 'nb'
    if (isLanguage(language)) return language
  }
  return 'en'
}

export interface Speech {
  readonly language: Language
  readonly catalogue: Catalogue
  readonly t: Translate
  /** Formats a date (ISO 8601, or milliseconds since 1970) for people. */
  readonly date: (moment: string | number) => string
  /** Formats a date with its time of day, in the place where the reader is. */
  readonly dateTime: (moment: string | number) => string
  /**
   * How long ago, by the hour or the day: "3 hours ago", "yesterday"; a date when it is long. null:
   * within the last hour.
   */
  readonly ago: (moment: string | number) => string | null
  /** Orders two names as the language does. */
  readonly compare: (a: string, b: string) => number
  /** Changes the language; the catalogue is fetched first. */
  readonly speak: (language: Language) => Promise<void>
}

const SpeechContext = createContext<Speech | null>(null)

interface LanguageProviderProps {
  readonly first: { readonly language: Language; readonly catalogue: Catalogue }
  /** Called with each language chosen, to remember it. */
  readonly onChoice: (language: Language) => void
  readonly children: ReactNode
}

/** Gives the words in one language to everything below. */
export function LanguageProvider({ first, onChoice, children }: LanguageProviderProps) {
  const [current, setCurrent] = useState(first)
  const { language, catalogue } = current
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const speech = useMemo<Speech>(() => {
    // Days come before months in all four languages, as they are written in the Nordic countries.
    const place = language === 'en' ? 'en-GB' : language
    // Made when they are needed: each takes milliseconds, and a page is opened without them.
    const dates = once(() => new Intl.DateTimeFormat(place, { dateStyle: 'long' }))
    const times = once(
      () => new Intl.DateTimeFormat(place, { dateStyle: 'long', timeStyle: 'short' }),
    )
    const spans = once(() => new Intl.RelativeTimeFormat(place, { numeric: 'auto' }))
    const names = once(() => new Intl.Collator(language))
    return {
      language,
      catalogue,
      t: translator(language, catalogue),
      date: (moment) => dates().format(new Date(moment)),
      dateTime: (moment) => times().format(new Date(moment)),
      ago: (moment) => {
        const hours = Math.round((new Date(moment).getTime() - Date.now()) / 3_600_000)
        if (hours >= -1) return null
        if (hours > -24) return spans().format(hours, 'hour')
        const days = Math.round(hours / 24)
        return days > -30 ? spans().format(days, 'day') : dates().format(new Date(moment))
      },
      compare: (a, b) => names().compare(a, b),
      speak: async (next) => {
        const loaded = await loadCatalogue(next)
        onChoice(next)
        setCurrent({ language: next, catalogue: loaded })
      },
    }
  }, [language, catalogue, onChoice])
  return <SpeechContext value={speech}>{children}</SpeechContext>
}

/** The words and dates of the chosen language. */
export function useSpeech(): Speech {
  const speech = use(SpeechContext)
  if (speech === null) throw new Error('There is no LanguageProvider above this component')
  return speech
}

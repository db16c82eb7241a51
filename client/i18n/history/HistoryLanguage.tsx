import { type TranslateOf, translator } from '../catalogue.ts'
import { partWords } from '../part-language.tsx'
import type { HistoryCatalogue, HistoryPattern } from './history-catalogue.ts'

const part = partWords<HistoryCatalogue, TranslateOf<HistoryPattern>>(
  {
    en: async () => (await import('./en.ts')).en,
    fi: async () => (await import('./fi.ts')).fi,
    nb: async () => (await import('./nb.ts')).nb,
    sv: async () => (await import('./sv.ts')).sv,
  },
  (language, words) => translator<HistoryPattern>(language, words),
)

/** Gives the words of the history, beside all others, to everything below; nothing until they are here. */
export const HistoryLanguage = part.PartLanguage

/** The words and dates of the chosen language, those of the history among them. */
export const useHistorySpeech = part.usePartSpeech

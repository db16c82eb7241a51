import { type TranslateOf, translator } from '../catalogue.ts'
import { partWords } from '../part-language.tsx'
import type { TakingCatalogue, TakingPattern } from './taking-catalogue.ts'

const part = partWords<TakingCatalogue, TranslateOf<TakingPattern>>(
  {
    en: async () => (await import('./en.ts')).en,
    fi: async () => (await import('./fi.ts')).fi,
    nb: async () => (await import('./nb.ts')).nb,
    sv: async () => (await import('./sv.ts')).sv,
  },
  (language, words) => translator<TakingPattern>(language, words),
)

/** Gives the words of taking along, beside all others, to everything below; nothing until they are here. */
export const TakingLanguage = part.PartLanguage

/** The words and dates of the chosen language, those of taking along among them. */
export const useTakingSpeech = part.usePartSpeech

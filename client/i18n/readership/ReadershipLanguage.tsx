import { type TranslateOf, translator } from '../catalogue.ts'
import { partWords } from '../part-language.tsx'
import type { ReadershipCatalogue, ReadershipPattern } from './readership-catalogue.ts'

const part = partWords<ReadershipCatalogue, TranslateOf<ReadershipPattern>>(
  {
    en: async () => (await import('./en.ts')).en,
    fi: async () => (await import('./fi.ts')).fi,
    nb: async () => (await import('./nb.ts')).nb,
    sv: async () => (await import('./sv.ts')).sv,
  },
  (language, words) => translator<ReadershipPattern>(language, words),
)

/** Gives the words of how a strategy is published and read, beside all others, to everything below. */
export const ReadershipLanguage = part.PartLanguage

/** The words and dates of the chosen language, those of readership among them. */
export const useReadershipSpeech = part.usePartSpeech

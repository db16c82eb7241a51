import { type TranslateOf, translator } from '../catalogue.ts'
import { partWords } from '../part-language.tsx'
import type { PublishingCatalogue, PublishingPattern } from './publishing-catalogue.ts'

const part = partWords<PublishingCatalogue, TranslateOf<PublishingPattern>>(
  {
    en: async () => (await import('./en.ts')).en,
    fi: async () => (await import('./fi.ts')).fi,
    nb: async () => (await import('./nb.ts')).nb,
    sv: async () => (await import('./sv.ts')).sv,
  },
  (language, words) => translator<PublishingPattern>(language, words),
)

/** Gives the words of publishing, beside all others, to everything below; nothing until they are here. */
export const PublishingLanguage = part.PartLanguage

/** The words and dates of the chosen language, those of publishing among them. */
export const usePublishingSpeech = part.usePartSpeech

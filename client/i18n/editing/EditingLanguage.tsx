import { type TranslateOf, translator } from '../catalogue.ts'
import { partWords } from '../part-language.tsx'
import type { EditingCatalogue, EditingPattern } from './editing-catalogue.ts'

const part = partWords<EditingCatalogue, TranslateOf<EditingPattern>>(
  {
    en: async () => (await import('./en.ts')).en,
    fi: async () => (await import('./fi.ts')).fi,
    nb: async () => (await import('./nb.ts')).nb,
    sv: async () => (await import('./sv.ts')).sv,
  },
  (language, words) => translator<EditingPattern>(language, words),
)

/** Gives the words of editing, beside all others, to everything below; nothing until they are here. */
export const EditingLanguage = part.PartLanguage

/** The words and dates of the chosen language, those of editing among them. */
export const useEditingSpeech = part.usePartSpeech

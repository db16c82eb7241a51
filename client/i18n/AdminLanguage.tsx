import type { AdminCatalogue, AdminPattern } from './admin-catalogue.ts'
import { type TranslateOf, translator } from './catalogue.ts'
import { partWords } from './part-language.tsx'

const part = partWords<AdminCatalogue, TranslateOf<AdminPattern>>(
  {
    en: async () => (await import('./admin-en.ts')).adminEn,
    fi: async () => (await import('./admin-fi.ts')).adminFi,
    nb: async () => (await import('./admin-nb.ts')).adminNb,
    sv: async () => (await import('./admin-sv.ts')).adminSv,
  },
  (language, words) => translator<AdminPattern>(language, words),
)

/** Gives the words of administration, beside all others, to everything below. */
export const AdminLanguage = part.PartLanguage

/** The words and dates of the chosen language, those of administration among them. */
export const useAdminSpeech = part.usePartSpeech

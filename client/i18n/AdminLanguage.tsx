import type { Language } from '#contract/records.ts'
import type { AdminCatalogue, AdminPattern } from './admin-catalogue.ts'
import { translator } from './catalogue.ts'
import { partLanguage } from './part-language.tsx'

const part = partLanguage(async (language) => {
  const words = await load(language)
  return (common) => translator<AdminPattern>(language, { ...common, ...words })
})

/** Gives the words of administration, beside all others, to everything below. */
export const AdminLanguage = part.PartLanguage

/** The words and dates of the chosen language, those of administration among them. */
export const useAdminSpeech = part.usePartSpeech

async function load(language: Language): Promise<AdminCatalogue> {
  switch (language) {
    case 'en':
      return (await import('./admin-en.ts')).adminEn
    case 'fi':
      return (await import('./admin-fi.ts')).adminFi
    case 'nb':
      return (await import('./admin-nb.ts')).adminNb
    case 'sv':
      return (await import('./admin-sv.ts')).adminSv
  }
}

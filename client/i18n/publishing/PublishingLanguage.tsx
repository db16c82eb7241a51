import type { Language } from '#contract/records.ts'
import { translator } from '../catalogue.ts'
import { partLanguage } from '../part-language.tsx'
import type { PublishingCatalogue, PublishingPattern } from './publishing-catalogue.ts'

const part = partLanguage(async (language) => {
  const words = await load(language)
  return (common) => translator<PublishingPattern>(language, { ...common, ...words })
})

/** Gives the words of publishing, beside all others, to everything below; nothing until they are here. */
export const PublishingLanguage = part.PartLanguage

/** The words and dates of the chosen language, those of publishing among them. */
export const usePublishingSpeech = part.usePartSpeech

async function load(language: Language): Promise<PublishingCatalogue> {
  switch (language) {
    case 'en':
      return (await import('./en.ts')).en
    case 'fi':
      return (await import('./fi.ts')).fi
    case 'nb':
      return (await import('./nb.ts')).nb
    case 'sv':
      return (await import('./sv.ts')).sv
  }
}

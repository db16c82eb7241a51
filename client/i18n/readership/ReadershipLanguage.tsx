import type { Language } from '#contract/records.ts'
import { translator } from '../catalogue.ts'
import { partLanguage } from '../part-language.tsx'
import type { ReadershipCatalogue, ReadershipPattern } from './readership-catalogue.ts'

const part = partLanguage(async (language) => {
  const words = await load(language)
  return (common) => translator<ReadershipPattern>(language, { ...common, ...words })
})

/** Gives the words of how a strategy is published and read, beside all others, to everything below. */
export const ReadershipLanguage = part.PartLanguage

/** The words and dates of the chosen language, those of readership among them. */
export const useReadershipSpeech = part.usePartSpeech

async function load(language: Language): Promise<ReadershipCatalogue> {
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

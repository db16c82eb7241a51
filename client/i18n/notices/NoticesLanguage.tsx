import { type TranslateOf, translator } from '../catalogue.ts'
import { partWords } from '../part-language.tsx'
import type { NoticesCatalogue, NoticesPattern } from './notices-catalogue.ts'

const part = partWords<NoticesCatalogue, TranslateOf<NoticesPattern>>(
  {
    en: async () => (await import('./en.ts')).en,
    fi: async () => (await import('./fi.ts')).fi,
    nb: async () => (await import('./nb.ts')).nb,
    sv: async () => (await import('./sv.ts')).sv,
  },
  (language, words) => translator<NoticesPattern>(language, words),
)

/** Gives the words of notices, beside all others, to everything below; nothing until they are here. */
export const NoticesLanguage = part.PartLanguage

/** The words and dates of the chosen language, those of notices among them. */
export const useNoticesSpeech = part.usePartSpeech

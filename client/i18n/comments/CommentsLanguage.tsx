import { type TranslateOf, translator } from '../catalogue.ts'
import { partWords } from '../part-language.tsx'
import type { CommentsCatalogue, CommentsPattern } from './comments-catalogue.ts'

const part = partWords<CommentsCatalogue, TranslateOf<CommentsPattern>>(
  {
    en: async () => (await import('./en.ts')).en,
    fi: async () => (await import('./fi.ts')).fi,
    nb: async () => (await import('./nb.ts')).nb,
    sv: async () => (await import('./sv.ts')).sv,
  },
  (language, words) => translator<CommentsPattern>(language, words),
)

/** Gives the words of comments and proposals, beside all others, to everything below; nothing until they are here. */
export const CommentsLanguage = part.PartLanguage

/** The words and dates of the chosen language, those of comments among them. */
export const useCommentsSpeech = part.usePartSpeech

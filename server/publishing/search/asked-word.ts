import type { Language } from '#contract/records.ts'
import { type Forms, formsOf } from './stems.ts'

/** A word that somebody looks for. */
export interface AskedWord {
  /** 0 = another word; 1 = the very same. */
  closeness(forms: Forms, language: Language): number
}

/** `isLast`: the word that its reader may still be typing. */
export function askedWord(word: string, isLast: boolean): AskedWord {
  const byLanguage = new Map<Language, Forms>()
  const formsIn = (language: Language): Forms => {
    const known = byLanguage.get(language) ?? formsOf(word, language)
    byLanguage.set(language, known)
    return known
  }
  return {
    closeness(forms, language) {
      const asked = formsIn(language)
      if (forms.word === asked.word) return 1
      if (forms.stem === asked.stem) return 0.8
      if (forms.folded === asked.folded) return 0.6
      if (forms.foldedStem === asked.foldedStem) return 0.5
      if (forms.grade !== null && forms.grade === asked.grade) return 0.3
      // Whoever is still typing the last word means all that begin with it.
      if (!isLast || asked.word.length < 2) return 0
      return forms.word.startsWith(asked.word) || forms.folded.startsWith(asked.folded) ? 0.4 : 0
    },
  }
}

/** Where long words may break: few browsers know how to hyphenate Finnish. */
import type { Language } from './records.ts'

const longWord = /\p{L}{14,}/gu

/**
 * Before a consonant with a vowel after it, three letters from either end; not within what may
 * begin a word of foreign origin (`kriisi`, `plus`).
 */
const syllable = /(?<=\p{L}{3})(?<![bdfgkpt](?=[lr]))(?=[bcdfghjklmnpqrstvwxz][aeiouyåäö]\p{L})/giu

/** The text with soft hyphens in its long words, to be shown only; unchanged but in Finnish. */
export function softened(text: string, language: Language): string {
  return language === 'fi'
    ? text.replaceAll(longWord, (word) => word.replaceAll(syllable, '\u00AD'))
    : text
}

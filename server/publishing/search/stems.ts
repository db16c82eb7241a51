/** Words as they are compared: as written, by their stem, and without what stands on letters. */
import { stemmer as en } from '@orama/stemmers/english'
import { stemmer as fi } from '@orama/stemmers/finnish'
import { stemmer as nb } from '@orama/stemmers/norwegian'
import { stemmer as sv } from '@orama/stemmers/swedish'
import type { Language } from '#contract/records.ts'

const stemmers: Readonly<Record<Language, (word: string) => string>> = { en, fi, nb, sv }

/** A word in the forms in which it may meet another. */
export interface Forms {
  readonly word: string
  readonly stem: string
  /** Without diacritics: for whoever has no such keys. */
  readonly folded: string
  readonly foldedStem: string
  /** The stem whichever grade its last consonants have (`aika`, `ajat`); null = they have none. */
  readonly grade: string | null
}

export function formsOf(word: string, language: Language): Forms {
  const stem = stemmers[language](word)
  const grade = language === 'fi' && word.length >= leastGraded ? gradeOf(word, stem) : null
  return { word, stem, folded: folded(word), foldedStem: folded(stem), grade }
}

/** In shorter words too little is left to tell them apart. */
const leastGraded = 5

/** Consonants of Finnish that stand for each other at the end of a stem: kunta, kunnan. */
const grades: readonly (readonly [RegExp, string])[] = [
  // vastaus, vastauksen; naisen, naisten
  [/(?:ks|st)$/, 's'],
  // yhteys, yhteyden
  [/(?<=[uy])[dt]$/, 's'],
  [/(?:nt|nn)$/, 'n'],
  [/(?:mp|mm)$/, 'm'],
  [/(?:nk|ng)$/, 'ng'],
  [/(?:lt|ll)$/, 'l'],
  [/(?:rt|rr)$/, 'r'],
  [/(?:tt|d)$/, 't'],
  [/(?:pp|v)$/, 'p'],
  [/i?(?:kk|k|j)$/, ''],
]

function gradeOf(word: string, stem: string): string {
  const bare = inflected(word, stem).replace(/[aeiouyäö]+$/, '')
  const [shape, common] = grades.find(([one]) => one.test(bare)) ?? []
  return shape === undefined || common === undefined ? bare : bare.replace(shape, common)
}

/** What other forms go on from, where the dictionary's form ends in another way. */
function inflected(word: string, stem: string): string {
  // ihminen, ihmisen
  if (word.endsWith('nen')) return `${word.slice(0, -'nen'.length)}s`
  // asiakas, asiakkaan
  return /[aä]s$/.test(word) ? word.slice(0, -'as'.length) : stem
}

/** Letters and digits in a row are a word; a word in it keeps its place. */
export const wordShape = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu

/** The words of a text as they are compared, in their order. */
export function wordsIn(text: string): string[] {
  return (text.normalize('NFC').match(wordShape) ?? []).map((word) => word.toLowerCase())
}

const strokes: Readonly<Record<string, string>> = { æ: 'ae', đ: 'd', ø: 'o', ß: 'ss', ł: 'l' }

function folded(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[æđøßł]/g, (letter) => strokes[letter] ?? letter)
}

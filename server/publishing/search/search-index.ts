/** Finding words in an edition: exact, inflected, without diacritics, and as they are being typed. */
import type { Language } from '#contract/records.ts'
import type { EditionContent } from '../editions/edition-content.ts'
import { type AskedWord, askedWord } from './asked-word.ts'
import { type Passage, type PassageKind, passagesOf } from './passages.ts'
import { type Snippet, snippetOf } from './snippet.ts'
import { type Forms, formsOf, wordsIn } from './stems.ts'

/** Characters of a question that are looked at. */
export const longestQuery = 200
const mostWords = 12
export const mostResults = 30

const weights: Readonly<Record<PassageKind, number>> = { title: 8, heading: 4, rule: 2.5, text: 1 }

export interface Result {
  readonly passage: Passage
  readonly snippet: Snippet
}

export interface SearchIndex {
  /** The best first; all words are in each, or, where nothing has all, some of them. */
  search(query: string): readonly Result[]
}

interface Entry {
  readonly forms: Forms
  readonly language: Language
  /** Numbers of the passages that have the word. */
  readonly passages: Set<number>
}

export function createSearchIndex(content: Pick<EditionContent, 'pages'>): SearchIndex {
  const passages = passagesOf(content)
  const entries = new Map<string, Entry>()
  passages.forEach(({ language, text }, place) => {
    for (const word of wordsIn(text)) {
      const key = `${language} ${word}`
      const known = entries.get(key) ?? {
        forms: formsOf(word, language),
        language,
        passages: new Set<number>(),
      }
      entries.set(key, known)
      known.passages.add(place)
    }
  })
  const vocabulary = [...entries.values()]

  /** How well a word is met in each passage. */
  function found(asked: AskedWord): ReadonlyMap<number, number> {
    const best = new Map<number, number>()
    for (const { forms, language, passages: has } of vocabulary) {
      const closeness = asked.closeness(forms, language)
      if (closeness === 0) continue
      for (const place of has) best.set(place, Math.max(best.get(place) ?? 0, closeness))
    }
    return best
  }

  return {
    search(query) {
      const words = [...new Set(wordsIn(query.slice(0, longestQuery)))].slice(0, mostWords)
      const asked = words.map((word, place) => askedWord(word, place === words.length - 1))
      const met = asked.map(found)
      const scored = passages.flatMap((passage, place) => {
        const here = met.map((one) => one.get(place) ?? 0)
        const count = here.filter((closeness) => closeness > 0).length
        if (count === 0) return []
        const score = here.reduce((sum, one) => sum + one, 0) * weights[passage.kind]
        return [{ passage, count, score, place }]
      })
      const whole = scored.filter(({ count }) => count === asked.length)
      return (whole.length > 0 ? whole : scored)
        .toSorted((a, b) => b.count - a.count || b.score - a.score || a.place - b.place)
        .slice(0, mostResults)
        .map(({ passage }) => ({ passage, snippet: snippetOf(passage, asked) }))
    },
  }
}

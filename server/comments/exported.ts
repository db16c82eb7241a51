/** What is said about a page, made ready to be written into a file. */
import type { PersonId } from '#contract/ids.ts'
import type { Language } from '#contract/records.ts'
import { mentionPattern } from '#contract/threads.ts'
import { exportWords, type ExportWords } from './export-words.ts'
import type { SeenThread } from './seen-thread.ts'

interface Named {
  readonly people: readonly {
    readonly id: string
    readonly name: string
    readonly unit: string | null
    readonly guest: boolean
    readonly manager: boolean
  }[]
  readonly units: readonly { readonly id: string; readonly name: string }[]
}

/** A discussion as one reader sees it. */
export interface Exported {
  readonly title: string
  readonly language: Language
  readonly threads: readonly SeenThread[]
  readonly named: Named
}

export interface Writing {
  readonly words: ExportWords
  /** Who said something: as they are called now, with their unit and what else is shown of them. */
  readonly nameOf: (id: PersonId) => string
  readonly unitOf: (id: PersonId) => string
  readonly marksOf: (id: PersonId) => readonly string[]
  /** A text with names in the places of mentions. */
  readonly said: (text: string) => string
  /** What stands in the place of a comment's words, or they themselves. */
  readonly wordsOf: (comment: SeenThread['comments'][number]) => {
    readonly text: string
    /** Said by nobody: what became of the comment. */
    readonly instead: boolean
  }
}

export function writingOf({ language, named }: Exported): Writing {
  const words = exportWords[language]
  const people = new Map(named.people.map((one) => [one.id, one]))
  const units = new Map(named.units.map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => people.get(id)?.name ?? '?'
  const said = (text: string) =>
    text.replace(mentionPattern, (_, kind: string, id: string) => {
      return `@${kind === 'person' ? nameOf(id) : (units.get(id) ?? '?')}`
    })
  return {
    words,
    nameOf,
    unitOf: (id) => people.get(id)?.unit ?? '',
    marksOf(id) {
      const one = people.get(id)
      return [one?.manager ? words.manager : [], one?.guest ? words.guest : []].flat()
    },
    said,
    wordsOf({ deletedAt, hidden, text }) {
      if (deletedAt !== null) return { text: words.deleted, instead: true }
      if (hidden !== null && text === '') return { text: words.hidden, instead: true }
      return { text: said(text), instead: false }
    },
  }
}

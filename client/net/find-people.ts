import { plainLetters } from './plain-letters.ts'

/** Whom the words somebody types are meant to find. */
export interface Findable {
  readonly name: string
  readonly email: string | null
  readonly unitName: string | null
}

/**
 * The people that fit every word typed, at the beginning of a word of their name, e-mail address or
 * unit: those first whose name fits, otherwise in the order given. Letters count without case and
 * marks, so that "ake" finds Åke.
 */
export function findPeople<T extends Findable>(people: readonly T[], typed: string): readonly T[] {
  const words = plainLetters(typed).split(/\s+/).filter(Boolean)
  if (words.length === 0) return people
  const byName: T[] = []
  const byOther: T[] = []
  for (const person of people) {
    const name = beginnings(person.name)
    const all = [...name, ...beginnings(person.email ?? ''), ...beginnings(person.unitName ?? '')]
    const fits = (parts: readonly string[]) =>
      words.every((word) => parts.some((part) => part.startsWith(word)))
    if (fits(name)) byName.push(person)
    else if (fits(all)) byOther.push(person)
  }
  return [...byName, ...byOther]
}

/** The text from each of its words on: "Bo Berg" is found by "be", and by "bo berg" as it stands. */
function beginnings(text: string): readonly string[] {
  const whole = plainLetters(text)
  const starts = whole.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)
  return [...starts].map(({ index }) => whole.slice(index))
}

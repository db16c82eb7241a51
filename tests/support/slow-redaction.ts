/** Looking for words in everything that ever stood in a text, the slow way: moment by moment. */
import type { Chronicle, Place } from '../../server/history/chronicle.ts'
import type { TextHistory } from '../../server/history/text-history.ts'

/** The units that are shown after an entry. */
const shownAt = (text: TextHistory, seq: number) =>
  [...text.places.keys()].filter((unit) => text.isVisible(unit, seq))

/** The units of every place where one of the words stood after any entry, or stands in all of it. */
export function slowUnitsOf(
  chronicle: Chronicle,
  text: TextHistory,
  words: readonly string[],
): ReadonlySet<number> {
  const found = new Set<number>()
  const look = (units: readonly number[]) => {
    const whole = units.map((unit) => text.text[unit]).join('')
    for (const each of words) {
      for (let at = whole.indexOf(each); at >= 0; at = whole.indexOf(each, at + 1)) {
        for (const unit of units.slice(at, at + each.length)) found.add(unit)
      }
    }
  }
  look([...text.places.keys()])
  for (let seq = 1; seq <= chronicle.head; seq++) look(shownAt(text, seq))
  return found
}

/** The pieces of a text that are of these places, after every entry; of old ones the longer. */
export function slowPieces(
  chronicle: Chronicle,
  text: TextHistory,
  places: ReadonlySet<Place>,
): ReadonlySet<string> {
  const told = new Set<string>()
  for (let seq = 1; seq <= chronicle.head; seq++) {
    const signs = shownAt(text, seq).map((unit) =>
      places.has(text.places[unit] ?? 0) ? text.text[unit] : '\0',
    )
    for (const piece of signs.join('').split('\0')) {
      const words = piece.trim()
      if (words.length >= (seq === chronicle.head ? 1 : 12)) told.add(words)
    }
  }
  return told
}

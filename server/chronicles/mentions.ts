/** The names in mentions of a person, also those that were deleted. */
import * as Y from 'yjs'
import type { PersonId } from '#contract/ids.ts'
import type { Chronicle } from '../history/chronicle.ts'
import type { IdRange } from '../history/id-ranges.ts'

export interface Mentions {
  /** The clocks of the names. */
  readonly ranges: readonly IdRange[]
  /** The names, as they were when somebody typed them. */
  readonly words: readonly string[]
}

/** All names that are left. */
export function mentionsOf({ doc }: Chronicle, person: PersonId): Mentions {
  const ranges: IdRange[] = []
  const words = new Set<string>()
  for (const structs of doc.store.clients.values()) {
    for (const struct of structs) {
      const content = struct instanceof Y.Item ? struct.content : null
      const type: unknown = content instanceof Y.ContentType ? content.type : null
      if (!(type instanceof Y.XmlElement) || type.nodeName !== 'personMention') continue
      if (!valuesOf(type, 'person').some(({ value }) => value === person)) continue
      for (const { value, range } of valuesOf(type, 'label')) {
        if (typeof value !== 'string') continue
        ranges.push(range)
        words.add(value)
      }
    }
  }
  return { ranges, words: [...words] }
}

/** All values that an attribute ever had. */
function valuesOf(element: Y.XmlElement, name: string): { value: unknown; range: IdRange }[] {
  const values: { value: unknown; range: IdRange }[] = []
  for (let item = element._map.get(name) ?? null; item !== null; item = item.left) {
    if (!(item.content instanceof Y.ContentAny)) continue
    const { client, clock } = item.id
    for (const [at, value] of item.content.arr.entries()) {
      values.push({ value, range: { client, clock: clock + at, length: 1 } })
    }
  }
  return values
}

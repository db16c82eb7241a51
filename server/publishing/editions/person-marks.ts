/**
 * People in what is frozen. Where a page names somebody, a mark with their id is frozen instead; it
 * becomes a name when it is published, if they agree to that by then. Where names stand is kept, so
 * that they can be taken away again and nothing else with them.
 */
import type { JSONContent } from '@tiptap/core'
import { type PersonId, personId } from '#contract/ids.ts'

/** No character of any text (Unicode noncharacters); who puts them into one marks somebody, too. */
const mark = /\ufdd0([a-z2-7]{20})\ufdd1/g

export const markOf = (person: PersonId): string => `\ufdd0${person}\ufdd1`

/** Where a name was put: the way to the text that it stands in. */
export interface NamePlace {
  readonly person: PersonId
  readonly name: string
  readonly at: readonly (string | number)[]
  /** Where in that text it begins. */
  readonly from: number
}

/** How somebody is told of. `isName`: it is theirs, rather than their unit's or nobody's. */
export interface Told {
  readonly text: string
  readonly isName: boolean
}

/** What mentions say in the place of what was written in them. */
export interface Mentions {
  /** The pages that are published together: others are not told by their titles. */
  readonly published: ReadonlySet<string>
  /** For a page that is not among them. */
  readonly otherPage: string
}

/** The page with marks in its mentions of people, and no title of a page that stays unpublished. */
export function withMarkedMentions(node: JSONContent, mentions: Mentions): JSONContent {
  if (node.type === 'personMention') {
    const person = personId.safeParse(node.attrs?.['person'])
    return { ...node, attrs: { ...node.attrs, label: person.success ? markOf(person.data) : '' } }
  }
  if (node.type === 'pageMention' && !mentions.published.has(String(node.attrs?.['page']))) {
    return { ...node, attrs: { ...node.attrs, label: mentions.otherPage } }
  }
  if (node.content === undefined) return node
  return { ...node, content: node.content.map((part) => withMarkedMentions(part, mentions)) }
}

/** Any value with words in the place of marks; `places` gets where names were put. */
export function unmarked<T>(
  value: T,
  tell: (person: PersonId) => Told,
  places: NamePlace[],
  at: NamePlace['at'] = [],
): T {
  const change = (text: string, way: NamePlace['at']) => {
    let moved = 0
    return text.replace(mark, (found, id: string, place: number) => {
      const person = personId.parse(id)
      const told = tell(person)
      const from = place + moved
      if (told.isName) places.push({ person, name: told.text, at: way, from })
      moved += told.text.length - found.length
      return told.text
    })
  }
  return mapTexts(value, change, at)
}

/**
 * Any value with other words in the place of names, and where the names that stay are then. The same
 * word that somebody wrote beside them stays as it is.
 */
export function withOthers<T>(
  value: T,
  names: readonly NamePlace[],
  /** Null: it stays. */
  instead: (place: NamePlace) => string | null,
  at: NamePlace['at'],
): { readonly value: T; readonly names: readonly NamePlace[] } {
  const byText = new Map<string, NamePlace[]>()
  for (const place of names) {
    const key = JSON.stringify(place.at)
    byText.set(key, [...(byText.get(key) ?? []), place])
  }
  const stay: NamePlace[] = []
  const change = (text: string, way: NamePlace['at']) => {
    let [left, moved] = [text, 0]
    const here = byText.get(JSON.stringify(way)) ?? []
    for (const place of here.toSorted((a, b) => a.from - b.from)) {
      const from = place.from + moved
      const other = instead(place)
      if (other === null) stay.push({ ...place, from })
      else if (left.startsWith(place.name, from)) {
        left = `${left.slice(0, from)}${other}${left.slice(from + place.name.length)}`
        moved += other.length - place.name.length
      }
    }
    return left
  }
  return { value: mapTexts(value, change, at), names: stay }
}

/** The same value with other texts. */
export function mapTexts<T>(
  value: T,
  change: (text: string, at: NamePlace['at']) => string,
  at: NamePlace['at'] = [],
): T {
  const walk = (part: unknown, way: NamePlace['at']): unknown => {
    if (typeof part === 'string') return change(part, way)
    if (Array.isArray(part)) return part.map((one, index) => walk(one, [...way, index]))
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(
      Object.entries(part).map(([name, one]) => [name, walk(one, [...way, name])]),
    )
  }
  // Only texts are others; what is around them keeps its shape.
  return walk(value, at) as T
}

/** Keeps what is told of an edition's making from telling of fewer than five people. */
import { leastCounted } from '#contract/editions.ts'
import type { SiteOf } from './site.ts'
import type { Story } from '../story/story.ts'

/** At least one, and fewer than may be told; also null, of which nothing is told. */
export const isFew = (count: number | null) => count === null || (count > 0 && count < leastCounted)

/**
 * The story beside the names of those who agree to be named. Where all but one to four of them are,
 * no figure of people stands beside the names: whoever takes these from it has counted out the rest.
 */
export function besideNames(story: Story, names: SiteOf['names']): Story {
  const named = story.contributors.filter((person) => names.has(person)).length
  const isCountedOut = story.people !== null && isFew(story.contributors.length - named)
  if (!isCountedOut || named === 0) return story
  const untold = <T extends { readonly people: Story['people'] }>(part: T) => ({
    ...part,
    people: part.people === 0 ? 0 : null,
  })
  return {
    ...story,
    people: null,
    weeks: story.weeks.map(untold),
    units: [],
    pages: story.pages.map(untold),
  }
}

import type { Around } from '../html/around.ts'
import type { EditionPage } from '../editions/edition-content.ts'
import { wordsOf } from '../words/words.ts'
import { fileOf, type Plan } from './plan.ts'

/** What the pieces of a page need to know, where they stand in a page of the site. */
export function aroundOf(plan: Plan, page: EditionPage, idPrefix: string): Around {
  return {
    words: wordsOf[page.language],
    language: page.language,
    idPrefix,
    headingsFrom: 2,
    picture: (file) => plan.files.get(file) ?? null,
    fileHref: (file) => plan.files.get(file) ?? null,
    pageHref: (to) => fileOf(plan, to),
  }
}

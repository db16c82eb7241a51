import type { Catalogue } from '../catalogue.ts'
import type { blocks as pattern } from './en.ts'

/** Swedish: questions, rule cards, checklists and what else stands in a page's text. */
export const blocks: Pick<Catalogue, keyof typeof pattern> = {
  person_left: '(har slutat)',
  person_takeOn: 'Jag tar den',
  person_giveBack: 'Lämna ifrån dig',
  person_nobody: 'Ingen',
}

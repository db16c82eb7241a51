import type { Catalogue } from '../catalogue.ts'
import type { blocks as pattern } from './en.ts'

/** Finnish: questions, rule cards, checklists and what else stands in a page's text. */
export const blocks: Pick<Catalogue, keyof typeof pattern> = {
  person_left: '(on lähtenyt)',
  person_takeOn: 'Otan tämän',
  person_giveBack: 'Luovu tästä',
  person_nobody: 'Ei kukaan',
}

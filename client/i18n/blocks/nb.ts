import type { Catalogue } from '../catalogue.ts'
import type { blocks as pattern } from './en.ts'

/** Norwegian Bokmål: questions, rule cards, checklists and what else stands in a page's text. */
export const blocks: Pick<Catalogue, keyof typeof pattern> = {
  person_left: '(har sluttet)',
  person_takeOn: 'Jeg tar denne',
  person_giveBack: 'Gi den fra deg',
  person_nobody: 'Ingen',
}

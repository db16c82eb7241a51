import type { Catalogue } from '../catalogue.ts'
import type { blocks as pattern } from './en.ts'

/** Norwegian Bokmål: questions, rule cards, checklists and what else stands in a page's text. */
export const blocks: Pick<Catalogue, keyof typeof pattern> = {
  person_left: '(har sluttet)',
  person_takeOn: 'Jeg tar denne',
  person_giveBack: 'Gi den fra deg',
  person_nobody: 'Ingen',

  question_required: 'Må besvares',
  question_open: 'Ikke besvart',
  question_answered: 'Besvart',
  question_aside: 'Ikke aktuelt, fordi:',
  'question_aside-open': 'Ikke aktuelt. Begrunnelsen mangler.',
  question_setAside: 'Ikke aktuelt, fordi …',
  question_takeBack: 'Det er aktuelt likevel',
  question_placeholder: 'Hva vil du spørre om?',
  question_reasonPlaceholder: 'Fordi …',
  question_more: { one: 'Vis {n} spørsmål til', other: 'Vis {n} spørsmål til' },
}

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

  callout_tone: 'Type ramme',
  callout_note: 'Merk',
  callout_tip: 'Tips',
  callout_important: 'Viktig',
  callout_warning: 'Advarsel',
  details_content: 'Vis det som hører til: {summary}',
  details_summaryPlaceholder: 'Én linje som sier hva som er brettet sammen',
  internal: 'Internt',
  internal_means: 'Blir aldri publisert. Bare de som kan åpne siden, får lese det.',
  internal_end: 'Ikke lenger internt',
  code_language: 'Kodespråk',
  code_languageNone: 'Språk',

  task_done: 'Gjort: {text}',
  task_unnamed: 'en oppgave uten tekst',
  task_owner: 'Ansvarlig',
  task_due: 'Frist',
  day_late: 'Over fristen:',
  day_today: 'I dag:',

  rule: 'Regel',
  rule_stance: 'Er det noe vi gjør?',
  rule_turn: 'Snu: gjør eller ikke',
  rule_do: 'Gjør',
  rule_dont: 'Ikke',
}

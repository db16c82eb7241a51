import type { Catalogue } from '../catalogue.ts'
import type { blocks as pattern } from './en.ts'

/** Finnish: questions, rule cards, checklists and what else stands in a page's text. */
export const blocks: Pick<Catalogue, keyof typeof pattern> = {
  person_left: '(on lähtenyt)',
  person_takeOn: 'Otan tämän',
  person_giveBack: 'Luovu tästä',
  person_nobody: 'Ei kukaan',

  question_required: 'Pakollinen',
  question_open: 'Avoinna',
  question_answered: 'Vastattu',
  question_aside: 'Ei koske meitä, koska:',
  'question_aside-open': 'Ei koske meitä. Perustelu puuttuu.',
  question_setAside: 'Ei koske meitä, koska…',
  question_takeBack: 'Koskee meitä sittenkin',
  question_placeholder: 'Mitä haluat kysyä?',
  question_reasonPlaceholder: 'Koska…',
  question_more: { one: 'Näytä vielä {n} kysymys', other: 'Näytä vielä {n} kysymystä' },

  callout_tone: 'Nostolaatikon laji',
  callout_note: 'Huomaa',
  callout_tip: 'Vinkki',
  callout_important: 'Tärkeää',
  callout_warning: 'Varoitus',
  details_content: 'Näytä, mitä tähän kuuluu: {summary}',
  details_summaryPlaceholder: 'Yksi rivi, joka kertoo, mitä alta löytyy',
  internal: 'Sisäinen',
  internal_means: 'Tätä ei julkaista koskaan. Sen lukevat vain ne, joille sivu on avoinna.',
  internal_end: 'Ei enää sisäinen',
  code_language: 'Koodin kieli',
  code_languageNone: 'Kieli',

  task_done: 'Valmis: {text}',
  task_unnamed: 'tehtävä ilman tekstiä',
  task_owner: 'Vastuuhenkilö',
  task_due: 'Määräpäivä',
  day_late: 'Myöhässä:',
  day_today: 'Tänään:',

  rule: 'Sääntö',
  rule_stance: 'Teemmekö näin?',
  rule_turn: 'Vaihda: tee tai älä',
  rule_do: 'Tee',
  rule_dont: 'Älä',
}

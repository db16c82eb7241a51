import type { Catalogue } from '../catalogue.ts'
import type { blocks as pattern } from './en.ts'

/** Swedish: questions, rule cards, checklists and what else stands in a page's text. */
export const blocks: Pick<Catalogue, keyof typeof pattern> = {
  person_left: '(har slutat)',
  person_takeOn: 'Jag tar den',
  person_giveBack: 'Lämna ifrån dig',
  person_nobody: 'Ingen',

  question_required: 'Måste besvaras',
  question_open: 'Obesvarad',
  question_answered: 'Besvarad',
  question_aside: 'Inte aktuellt, eftersom:',
  'question_aside-open': 'Inte aktuellt. Motiveringen saknas.',
  question_setAside: 'Inte aktuellt, eftersom …',
  question_takeBack: 'Det är aktuellt ändå',
  question_placeholder: 'Vad vill du fråga?',
  question_reasonPlaceholder: 'Eftersom …',
  question_more: { one: 'Visa {n} fråga till', other: 'Visa {n} frågor till' },

  callout_tone: 'Typ av ruta',
  callout_note: 'Obs',
  callout_tip: 'Tips',
  callout_important: 'Viktigt',
  callout_warning: 'Varning',
  details_content: 'Visa det som hör till: {summary}',
  details_summaryPlaceholder: 'En rad som säger vad som är hopfällt',
  internal: 'Internt',
  internal_means: 'Publiceras aldrig. Bara de som får öppna sidan läser det.',
  internal_end: 'Inte längre internt',
  code_language: 'Kodens språk',
  code_languageNone: 'Språk',

  task_done: 'Gjort: {text}',
  task_unnamed: 'en uppgift utan text',
  task_owner: 'Ansvarig',
  task_due: 'Senast',
  day_late: 'Försenat:',
  day_today: 'I dag:',

  rule: 'Regel',
  rule_stance: 'Är det något vi gör?',
  rule_turn: 'Vänd: gör eller gör inte',
  rule_do: 'Gör',
  rule_dont: 'Gör inte',
}

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
}

/** English: questions, rule cards, checklists and what else stands in a page's text. */
export const blocks = {
  // Choosing a person
  person_left: '(has left)',
  person_takeOn: 'I’ll take it',
  person_giveBack: 'Give it back',
  person_nobody: 'Nobody',

  // Guiding questions
  question_required: 'Required',
  question_open: 'Open',
  question_answered: 'Answered',
  question_aside: 'Not relevant, because:',
  'question_aside-open': 'Not relevant; the reason is missing.',
  question_setAside: 'Not relevant, because…',
  question_takeBack: 'It is relevant after all',
  question_placeholder: 'What do you want to ask?',
  question_reasonPlaceholder: 'Because…',
  question_more: { one: 'Show {n} more question', other: 'Show {n} more questions' },
} as const

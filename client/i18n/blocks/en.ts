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

  // Callouts, details, internal blocks, code
  callout_tone: 'Kind of callout',
  callout_note: 'Note',
  callout_tip: 'Tip',
  callout_important: 'Important',
  callout_warning: 'Warning',
  details_content: 'Show what belongs to: {summary}',
  details_summaryPlaceholder: 'One line that says what is folded away',
  internal: 'Internal',
  internal_means: 'Never published. Only those who may open this page read it.',
  internal_end: 'Not internal any more',
  code_language: 'Language of the code',
  code_languageNone: 'Language',

  // Checklists
  task_done: 'Done: {text}',
  task_unnamed: 'a task without words',
  task_owner: 'Owner',
  task_due: 'Due',
  day_late: 'Overdue:',
  day_today: 'Today:',

  // Rule cards
  rule: 'Rule',
  rule_stance: 'Is it something to do?',
  rule_turn: 'Turn it round: do or don’t',
  rule_do: 'Do',
  rule_dont: 'Don’t',
} as const

/** English: questions, rule cards, checklists and what else stands in a page's text. */
export const blocks = {
  // Choosing a person
  person_left: '(has left)',
  person_takeOn: 'I’ll take it',
  person_giveBack: 'Give it back',
  person_nobody: 'Nobody',
} as const

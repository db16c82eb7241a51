import { fates } from '../../fates/en.ts'

/** English: what was said about a page, at the moments of its history. */
export const said = {
  ...fates,
  said: 'Said about the page',
  saidSwitch: { one: '{n} comment', other: '{n} comments' },
  saidHow: 'Show among the moments what was said about the page',
  saidNotYet: 'Nothing had been said by then.',
  saidMore: { one: 'Show {n} more', other: 'Show {n} more' },
  saidGo: 'Go to this moment: {when}',
  saidOpen: 'Open the conversation',
  saidOpenOf: 'Open the conversation: {what}, {when}',
  saidLastThere: 'Where its passage stood last',
  saidLast: 'Said last',
  said_begun: '{name} began a conversation',
  said_proposed: '{name} proposed other words',
  said_answered: '{name} answered',
  said_ended: '{name} closed a conversation: {fate}',
  said_accepted: '{name} put a proposal into the text',
  said_reopened: '{name} opened a conversation again',
} as const

import { changes } from './changes/en.ts'
import { said } from './said/en.ts'

/** English: the pattern for the other catalogues of a page's history. Fetched with its screen. */
export const en = {
  ...changes,
  ...said,

  // The screen
  historyOf: 'History of {title}',
  historyViews: 'Views of the history',
  view_changes: 'What changed',
  view_written: 'Who wrote this',
  view_replay: 'Replay',
  backToPage: 'Back to page',
  nameMoment: 'Name this moment',
  restoreMoment: 'Restore…',
  historyMenu: 'More to do with this moment',
  historyFetching: 'Fetching the history…',
  historyFetched: '{size} fetched',
  historyFailedTitle: 'The history could not be opened',
  historyFailedText: 'The page itself is safe. Try again in a moment.',
  historyHiddenTitle: 'The history of this page is not open to you',
  historyHiddenText: 'You can read the page as it is now.',
  historyEmptyTitle: 'Nothing has been written here yet',
  historyEmptyText: 'As soon as somebody writes on the page, its history begins.',

  // A moment
  momentWrote: '{name} wrote',
  momentValue: '{when}, {name} wrote',
  momentPage: 'The page on {when}',
  momentBefore: 'Before anything was written',
  authorTalkoot: 'Talkoot',
  authorUnknown: 'Somebody',

  // Time
  timeline: 'Time',
  timelineMoment: 'Moment',
  timelineFrom: 'Compare with',
  timelineHow: 'Arrow keys go through time, Page Up and Page Down to the next mark.',
  river: 'How the page grew, by unit',
  play: 'Play',
  pause: 'Pause',
  markBefore: 'Previous mark',
  markAfter: 'Next mark',
  answersToday: 'The answers are those of today: earlier ones are not kept.',
  playMinutes: { one: '{n} minute in 30 seconds', other: '{n} minutes in 30 seconds' },
  playHours: { one: '{n} hour in 30 seconds', other: '{n} hours in 30 seconds' },
  playDays: { one: '{n} day in 30 seconds', other: '{n} days in 30 seconds' },
  playWeeks: { one: '{n} week in 30 seconds', other: '{n} weeks in 30 seconds' },
  playMonths: { one: '{n} month in 30 seconds', other: '{n} months in 30 seconds' },
  playing: 'Playing',
  bandTemplate: 'Template',
  bandOthers: 'Others',
  versionBeforeRestore: 'Before a restore',
  versionPublication: 'Published',
  versionAt: 'Version “{name}”, {when}',
} as const

import { tables } from './tables/en.ts'
import { roles } from './roles/en.ts'
import { rows } from './rows/en.ts'
import { accountEn } from './account-en.ts'
import { blocks } from './blocks/en.ts'
import { screens } from './screens/en.ts'
import { files } from './files/en.ts'

/** English: the pattern for the other catalogues. */
export const en = {
  ...accountEn,
  // General
  cancel: 'Cancel',
  close: 'Close',
  tryAgain: 'Try again',
  reload: 'Reload',
  loading: 'Loading…',
  skipToContent: 'Skip to the content',
  language: 'Language',
  theme: 'Appearance',
  themeSystem: 'As on this device',
  themeLight: 'Light',
  themeDark: 'Dark',
  menu: 'Menu',
  account: 'Your account',
  inbox: 'Inbox',
  inboxUnread: { one: 'Inbox, {n} unread', other: 'Inbox, {n} unread' },
  home: 'All strategies',
  name: 'Name',
  email: 'E-mail',
  password: 'Password',
  showPassword: 'Show the password',
  updateReady: 'A new version of Talkoot is ready.',
  reloadToUpdate: 'Reload to update',
  offlineNote: 'No connection to the server. You see what this browser remembers.',
  noOfflineHere:
    'This address is not encrypted (http), so Talkoot can’t be opened here without a connection. Text you write during a break is kept as long as this page stays open or can be loaded again.',

  // Set-up
  setupTitle: 'Set up Talkoot',
  setupIntro:
    'One organisation, one place for its strategy. You become the first administrator; you can add others afterwards.',
  setupOrganisation: 'Your organisation',
  setupOrganisationName: 'Name of the organisation',
  setupLanguageHint:
    'New strategies begin in this language. Everyone chooses their own for the interface.',
  setupYou: 'You',
  setupSubmit: 'Set up',
  setupWaiting: 'This installation has not been set up yet',
  setupWaitingText:
    'Open the one-time link that the server printed in its terminal when it started. It leads back here.',
  passwordHint: 'At least 12 characters. A few words that only you would put together work well.',
  passwordTooShort: { one: '{n} more character', other: '{n} more characters' },
  passwordLongEnough: 'Long enough',

  // Signing in and out
  signIn: 'Sign in',
  signInTitle: 'Sign in',
  signInAgain: 'You have been signed out. Sign in again to go on where you were.',
  signOut: 'Sign out',
  signOutTitle: 'Sign out of this browser?',
  signOutPlain: 'The copies of your pages in this browser are deleted.',
  signOutUnsent: {
    one: '{n} change has not reached the server. Signing out deletes it for good.',
    other: '{n} changes have not reached the server. Signing out deletes them for good.',
  },
  signOutAsides: {
    one: 'One text that was not accepted is kept in this browser. Signing out deletes it too.',
    other:
      '{n} texts that were not accepted are kept in this browser. Signing out deletes them too.',
  },
  signOutComments: {
    one: 'One comment that was not sent is kept in this browser. Signing out deletes it too.',
    other:
      '{n} comments that were not sent are kept in this browser. Signing out deletes them too.',
  },
  signOutAnyway: 'Delete and sign out',
  stay: 'Stay signed in',

  // Strategies
  strategies: 'Strategies',
  strategiesEmptyTitle: 'A place to write your strategy together',
  strategiesEmpty:
    'A strategy begins with six pages of questions that its people answer together: for whom, why, how, where, by which rules, and what to do when it gets hard.',
  strategiesEmptyReader:
    'You have not been invited to any strategy yet. Ask whoever leads the work.',
  makeStrategy: 'Make a strategy',
  newStrategy: 'New strategy',
  strategyName: 'Name of the strategy',
  strategyNameExample: 'For example: Communication strategy 2027',
  whoMayWrite: 'Who may do what in it',
  whoMayWriteHint:
    'This goes for everyone in the organisation. You can give single people another role later.',
  everyoneEditor: 'Everyone writes',
  everyoneCommenter: 'Everyone reads and comments',
  everyoneReader: 'Everyone reads',
  everyoneNothing: 'Only people named',
  strategyBegins: 'A strategy begins with six pages. They are made for you, with their questions.',
  pagesCount: { one: '{n} page', other: '{n} pages' },

  // One strategy
  pages: 'Pages',
  addPage: 'Add a page',
  newPage: 'New page',
  pageTitle: 'Title of the page',
  roleChanged: '{name}: {role}',
  rights: 'People and roles',
  role_facilitator: 'Facilitator',
  role_editor: 'Writes',
  role_commenter: 'Comments',
  role_reader: 'Reads',
  role_none: 'No access',
  role_admin: 'Administrator',
  role_member: 'Member',
  role_guest: 'Guest',
  addPerson: 'Add a person',
  firstPassword: 'First password',
  firstPasswordHint: 'Hand it over yourself. At least 12 characters.',
  organisationRole: 'Role in the organisation',
  personAdded: '{name} has been added.',
  you: 'you',

  // A page
  untitled: 'Untitled page',
  pageText: 'Text of the page',
  titlePlaceholder: 'Title',
  textPlaceholder: 'Write here',
  answerPlaceholder: 'Answer, or: not for us, because…',
  pagesOf: 'Pages of {name}',
  openMenu: 'Open the list of pages',
  hereNow: { one: '{n} person here', other: '{n} people here' },
  onlyYou: 'Only you are here',
  createdOn: 'Begun {date}',
  factRole_facilitator: 'You lead this strategy',
  factRole_editor: 'You write here',
  factRole_commenter: 'You read and comment here',
  factRole_reader: 'You read here',

  // Save state
  save_saved: 'Saved',
  save_saving: 'Saving…',
  save_connecting: 'Connecting…',
  save_reading: 'Up to date',
  save_offline: 'No connection',
  save_kept: { one: '{n} change kept in this browser', other: '{n} changes kept in this browser' },
  save_notKept: {
    one: 'Not saved: {n} change. Keep this tab open.',
    other: 'Not saved: {n} changes. Keep this tab open.',
  },
  save_notSaving: 'Not saved: the server can’t store just now',
  save_blocked: 'Not connected: the network blocks live connections',
  save_signedOut: 'Not saved: you are signed out',
  save_revoked: 'You no longer have access',
  save_refused: 'Not saved: the server did not accept it',
  save_outdated: 'Reload to go on writing',
  save_broken: 'Not saved: the connection broke off',
  save_gone: 'This page is no longer here',
  saveExplain_offline:
    'You can go on writing. Your text is kept in this browser and sent as soon as there is a connection.',
  saveExplain_notKept:
    'There is no connection and this browser can’t keep text. It exists only in this tab until the connection is back.',
  saveExplain_notSaving:
    'The server has trouble with its disk. Your text is kept in this browser and stored as soon as the server can.',
  saveExplain_blocked:
    'The server answers, but live connections (WebSockets) don’t get through, probably because of a proxy or firewall. Your text is kept in this browser. Ask whoever runs the network to let them through.',
  saveExplain_signedOut: 'Your text is kept in this browser. Sign in again to send it.',
  saveExplain_broken: 'Your text is kept in this browser. Reload the page to try again.',

  // Read only
  outdatedTitle: 'Talkoot has been updated',
  outdatedText:
    'This tab still runs the older version and can only read the page. Reload to write.',
  outdatedKept: {
    one: '{n} change is kept in this browser and sent after that.',
    other: '{n} changes are kept in this browser and sent after that.',
  },
  readOnlyNow: 'You may read this page but not change it.',
  lockedNow: 'Nobody writes here until a facilitator unlocks it. You can read it as before.',
  goneTitle: 'This page is not open to you any more',
  goneText: 'It was moved away, or somebody changed who may read it.',
  unknownBlock: 'Content of a newer version',

  // Refused text
  refusedTitle: 'This was not accepted',
  refusedBecause:
    'Your text is safe here until you have dealt with it. It was not accepted because {reason}',
  refusedSince: 'Written by {date}',
  refusedNothing:
    'There is no text in it that the page lacks; only deletions or formatting were not accepted.',
  refused_1: 'the change could not be read.',
  refused_2: 'you may read this page but no longer change it.',
  refused_3: 'it was written under somebody else’s name.',
  refused_4: 'it builds on text that is not here any more.',
  refused_5: 'the page cannot contain something in it.',
  refused_6: 'it is too large to be sent at once.',
  refused_7: 'the page is full.',
  refused_8: 'this version of Talkoot is too old for the page.',
  refused_9: 'an earlier change was not accepted.',
  refused_0: 'the page is not open to you any more.',
  refused_other: 'the server refused it.',
  copyText: 'Copy the text',
  copied: 'Copied',
  download: 'Download',
  putIn: 'Put it at the end of the page',
  putInDone: 'Put at the end of the page',
  discard: 'Discard…',
  discardTitle: 'Discard this text?',
  discardText: 'It exists nowhere else.',
  discardYes: 'Discard',

  // Toolbar
  toolbar: 'Formatting',
  tool_comment: 'Comment',
  tool_insert: 'Insert',
  tool_bold: 'Bold',
  tool_italic: 'Italic',
  tool_underline: 'Underline',
  tool_strike: 'Strikethrough',
  tool_code: 'Code',
  tool_h2: 'Heading',
  tool_h3: 'Subheading',
  tool_h4: 'Small heading',
  tool_bulletList: 'List',
  tool_orderedList: 'Numbered list',
  tool_taskList: 'Checklist',
  tool_block: 'Move or change the block',
  tool_quote: 'Quote',
  tool_codeBlock: 'Code block',
  tool_link: 'Link',
  tool_table: 'Table',
  tool_divider: 'Divider',
  tool_undo: 'Undo',
  tool_redo: 'Redo',
  textStyle: 'Text style',
  style_paragraph: 'Text',
  linkTitle: 'Link',
  linkAddress: 'Address',
  linkHint: 'https://…, an e-mail address (mailto:…), a phone number (tel:…) or a place here (/…)',
  linkUnsafe: 'This address can’t be used. Begin with https://, mailto:, tel: or /.',
  linkSet: 'Set the link',
  linkRemove: 'Remove the link',
  tableTitle: 'Insert a table',
  tableRows: 'Rows',
  tableColumns: 'Columns',
  tableHeader: 'First row is a heading',
  tableInsert: 'Insert',
  tableMenu: 'Change the table',
  table_rowAbove: 'Row above',
  table_rowBelow: 'Row below',
  table_rowDelete: 'Delete the row',
  table_columnBefore: 'Column before',
  table_columnAfter: 'Column after',
  table_columnDelete: 'Delete the column',
  table_headerRow: 'Heading row on or off',
  table_delete: 'Delete the table',

  // Not found, errors
  notFoundTitle: 'There is nothing here',
  notFoundText: 'The address may be wrong, or what was here is not open to you.',
  toHome: 'To all strategies',
  crashTitle: 'Something broke on this screen',
  crashText:
    'The fault is ours. Text that said “Saved” is on the server, and what was not sent yet is kept in this browser.',
  crashDetail: 'What happened',
  offlineTitle: 'No connection to the server',
  offlineText:
    'This page has not been opened in this browser before, so there is no copy of it here.',
  error_unreachable: 'The server can’t be reached just now. Check the connection and try again.',
  error_unexpected: 'The server did something unexpected. Try again in a moment.',
  'error_invalid-input': 'Something is missing or not as it should be.',
  'error_not-signed-in': 'You are not signed in.',
  'error_link-not-valid': 'This link is not valid, or no longer.',
  'error_confirmation-needed': 'Nothing was changed: it takes your password once more.',
  error_locked: 'This page is locked. Nobody can change it for the moment.',
  'error_wrong-credentials': 'The e-mail address or the password is not right.',
  'error_set-up-token-wrong':
    'The set-up link is no longer valid. Use the one that the server printed last.',
  'error_foreign-origin':
    'The request came from another address than the one Talkoot is set up for.',
  error_forbidden: 'You may not do this.',
  'error_not-found': 'There is nothing here, or it is not open to you.',
  error_conflict: 'Somebody was quicker, or there is already one like it.',
  'error_already-set-up': 'Talkoot has already been set up. Sign in instead.',
  'error_too-large': 'This is too large.',
  'error_schema-outdated': 'This version of Talkoot is too old. Reload the page.',
  'error_too-many-requests': 'Too many attempts. Wait a moment and try again.',
  'error_not-set-up': 'Talkoot has not been set up yet.',
  'error_storage-unavailable':
    'The server can’t store anything just now. Nothing was changed; try again later.',
  'error_shutting-down': 'The server is restarting. Try again in a moment.',
  emailTaken: 'There is already somebody with this e-mail address.',

  // Links and invitations, shown once
  administration: 'Administration',
  copyLink: 'Copy the link',
  copyByHand: 'This browser doesn’t let Talkoot copy. Select the text and copy it yourself.',
  invitationLink: 'Link',
  invitationCode: 'Code',
  invitationUntil: 'Valid until {date}.',
  invitationFor: { one: 'For one person.', other: 'For {n} people.' },
  qrOf: 'QR code: {label}',
  showBig: 'Show on a screen',
  print: 'Print',
  downloadQr: 'Download the QR code',
  invitationOnce:
    'The link and its code are shown only now. If they get lost, give the invitation a new code; the old one then lets nobody in any more.',
  invitationScan: 'Point your phone’s camera at the square.',
  invitationType: 'Or go to {address} and type the code:',
  // People and rights in a strategy and on a page
  ...roles,
  ...tables,
  // Questions, cards, lists and what else stands in a page's text
  ...blocks,
  // The screens round the pages
  ...screens,
  ...files,
  ...rows,
} as const

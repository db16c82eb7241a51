import { fates } from '../fates/en.ts'

/** English: how a strategy is published, and what its readers say. */
export const en = {
  ...fates,
  pub_editions: 'Editions',
  pub_feedback: 'Feedback',
  pub_readings: 'Readings',
  pub_settings: 'Settings',

  // Settings
  set_lead: 'Where the editions are, who reaches them, and what readers are asked.',
  set_firstLead:
    'The strategy has no address yet. Nothing is published by saving this: it only says where editions will be.',
  set_address: 'Address',
  set_slug: 'Name in the address',
  set_slugHint: 'Small letters a–z, digits, and hyphens between words.',
  set_whole: 'Readers find it at',
  set_slugMissing: 'Give it a name.',
  set_slugWrong:
    'Only small letters a–z and digits, with single hyphens between them: “communication-strategy”.',
  set_slugTaken: 'Another strategy has this address. Choose another one.',
  set_slugChanges:
    'Links that people have saved to {old} stop working. Tell those who link to it before you save.',

  set_reach: 'Who may read',
  set_reach_network: 'Everybody who reaches this server',
  set_reachMeans_network:
    'No signing in. On an intranet: everybody on the organisation’s network. On the open internet: everybody.',
  set_reach_signedIn: 'Those who are signed in',
  set_reachMeans_signedIn: 'Everybody who has an account in Talkoot here, whatever their role.',
  set_reach_link: 'Those who have the link',
  set_reachMeans_link: 'No account is needed. Whoever passes the link on lets others in too.',
  set_drafts: 'Only editions are open this way: drafts and comments never are.',

  set_link: 'The link',
  set_linkNone: 'The link is made when you save. One that was made before works again.',
  set_linkIs:
    'The link works. It was shown when it was made and cannot be shown again; if it is lost, make a new one.',
  set_linkEnded: 'The link’s time is over. Give it a later day, or make a new one.',
  set_linkNew: 'Make a new link…',
  set_linkNewTitle: 'Make a new link?',
  set_linkNewText:
    'The present link stops working at once, also for those who have opened it before. Send the new one to everybody who should read on.',
  set_linkNewYes: 'Make a new link',
  set_linkSaveFirst: 'Save the other changes first.',
  set_linkMade: 'The link is ready',
  set_linkOnce:
    'The link is shown only now. If it gets lost, make a new one; this one then lets nobody in any more.',
  set_linkUntil: 'Until',
  set_linkUntilHint: 'The link works to the end of that day. Leave empty for no end.',
  set_linkOver: 'This day has passed: the link lets nobody in.',

  set_password: 'Password for the link',
  set_passwordNone: 'No password: the link is enough.',
  set_passwordIs: 'A password is asked for beside the link.',
  set_passwordSet: 'Set a password',
  set_passwordChange: 'Change the password',
  set_passwordRemove: 'Remove the password',
  set_passwordKeep: 'Leave it as it is',
  set_passwordGoes: 'The password is removed when you save.',
  set_passwordHint: 'At least 8 characters. Tell it in another way than the link.',
  set_passwordShort: 'At least 8 characters.',

  set_embedding: 'On other pages',
  set_embeddingLead:
    'Addresses whose pages may show the editions in a frame: an intranet, for example.',
  set_embeddingNone: 'No other page may show them.',
  set_origin: 'Address that may show them',
  set_originHint:
    'For example https://intranet.example.org, or https://*.example.org for all below it.',
  set_originAdd: 'Add',
  set_originAdded: '{origin} is added. Save to make it so.',
  set_remove: 'Remove',
  set_originRemove: 'Remove {origin}',
  set_originRemoved: '{origin} is removed. Save to make it so.',
  set_originMissing: 'Write an address.',
  set_originWrong: 'This is no address of a site. It begins with https:// and has a name after it.',
  set_originTwice: 'It is in the list already.',
  set_originMost: { one: 'At most {n} address.', other: 'At most {n} addresses.' },
  set_frameReach:
    'In a frame on another site most browsers forget who has signed in or opened the link. What is open to everybody on the network works in every frame.',
  set_snippets: 'Code to paste into a page',
  set_snippetAll: 'The whole edition',
  set_snippetRules: 'Only the rules',
  set_snippetCopy: 'Copy the code',
  set_snippetUnsaved: 'It has the saved address: save first.',
  set_sharepoint:
    'In SharePoint, whoever looks after the site must first add {host} to the addresses that it may show in a frame (HTML field security).',

  set_readers: 'What readers are asked',
  set_feedback: 'Ask for feedback',
  set_feedbackMeans:
    'A form on every page. Readers get an address where they see what became of what they wrote.',
  set_feedbackDays: 'Promised answer, working days',
  set_feedbackDaysHint: 'Readers see the promise. Choose one that you can keep.',
  set_feedbackDaysWrong: 'From 1 to 60 working days.',
  set_confirmation: 'Ask readers to say that they have read it',
  set_confirmationMeans:
    'Only those who are signed in can. They are counted by unit, never listed by name.',

  set_save: 'Save',
  set_drop: 'Undo the changes',
  set_unsaved: 'Not saved yet',
  set_notSaved: 'Not saved: see what is marked.',
  set_leaveTitle: 'Leave without saving?',
  set_leaveText: 'What you changed in the settings has not been saved.',
  set_leaveYes: 'Leave without saving',
  set_stay: 'Stay here',

  // For those who do not lead the strategy
  set_notYet: 'The strategy has no published address yet. Whoever leads it chooses one.',
  set_feedbackOn: {
    one: 'Readers are asked for feedback, and promised an answer in {n} working day.',
    other: 'Readers are asked for feedback, and promised an answer in {n} working days.',
  },
  set_feedbackOff: 'Readers are not asked for feedback.',
  set_confirmationOn: 'Readers are asked to say that they have read it.',
  set_confirmationOff: 'Readers are not asked to say that they have read it.',

  // Being named
  consent_title: 'Your name',
  consent_switch: 'Name me in “How this was made”',
  consent_means:
    'What you wrote counts either way. Without this you are only one of a number, and numbers below five are not shown.',
  consent_back:
    'You can take it back at any time. Your name then goes from earlier editions on this server too.',
  consent_on: 'You are named in what is published.',
  consent_off: 'You are not named in what is published.',

  // Feedback
  fb_lead: 'What readers of the editions wrote. What you decide about it, they read.',
  fb_empty: 'Nobody has written yet',
  fb_emptyText:
    'When readers write, it comes here: to those who lead the strategy all of it, to others what is about pages that they answer for.',
  fb_emptyOff: 'Readers are not asked for feedback.',
  fb_emptySettings: 'Ask for feedback in the settings',
  fb_filters: 'Choose what is shown',
  fb_state: 'State',
  fb_state_all: 'All',
  fb_state_open: 'Waiting for an answer',
  fb_state_late: 'Late',
  fb_state_answered: 'Answered',
  fb_page: 'Page',
  fb_page_all: 'All pages',
  fb_page_whole: 'The whole',
  fb_open: { one: '{n} waits for an answer', other: '{n} wait for an answer' },
  fb_answered: { one: '{n} answered', other: '{n} answered' },
  fb_noneOpen: 'Nothing waits for an answer.',
  fb_none: 'Nothing here with this choice.',
  fb_clear: 'Show all',
  fb_of: 'Feedback from {name}',
  fb_nobody: 'Without a name',
  fb_signedIn: 'signed in',
  fb_edition: 'Edition {number}',
  fb_by: 'Answer promised by {date}',
  fb_late: 'Late: promised by {date}',
  fb_more: 'Show all of it',
  fb_less: 'Show less',
  fb_answer: 'Say what became of it',
  fb_change: 'Change',
  fb_changeOf: 'Change what became of the feedback from {name}',
  fb_answerOf: 'Say what became of it: feedback from {name}',
  fb_answeredBy: '{name}, {date}',
  fb_title: 'What became of the feedback?',
  fb_reason: 'Answer and reason',
  fb_reasonHint: 'The reader sees it, and so does whoever has the address of their feedback.',
  fb_reasonMissing: 'Say why, in a sentence. The reader was promised an answer.',
  fb_send: 'Save the answer',
  fb_saved: 'The answer is saved. The reader sees it.',
  fb_notMine: 'Those who lead the strategy or answer for the page answer this.',
  fb_means_answered: 'It was a question or a remark. The answer is below.',
  fb_means_adopted: 'The text says it, or will in the next edition.',
  'fb_means_adopted-changed': 'The text says it, or will, in other words.',
  fb_means_merged: 'It is handled with other feedback.',
  fb_means_parked: 'Good, but not now.',
  fb_means_declined: 'It is not taken up.',

  // Readings
  rd_lead: 'How many of the organisation’s people say that they have read the current edition.',
  rd_none: 'Nothing is published yet',
  rd_noneText: 'When an edition is out, you see here how many have read it.',
  rd_off: 'Readers are not asked to say that they have read it.',
  rd_offSettings: 'Ask them in the settings',
  rd_all: '{read} of {all} people have said that they have read edition {number}.',
  rd_few:
    'Fewer than five of {all} people have said that they have read edition {number}, or all but fewer than five have.',
  rd_table: 'Readings of edition {number} by unit',
  rd_unit: 'Unit',
  rd_read: 'Have read',
  rd_people: 'People',
  rd_share: 'Share',
  rd_fewRead: 'Not shown: it would tell of fewer than five',
  rd_noUnits: 'No unit has five people yet, so nothing is counted by unit.',
  rd_why: 'Why small groups are not counted',
  rd_whyText:
    'Nobody is to be found out by a figure. Units with fewer than five people are left out. A figure is not shown either where it would tell of fewer than five: of those who have read it, of those who have not, or of those who remain when the others are taken away. Nobody is shown who has read it.',
  rd_notYours: 'Who leads the strategy sees how many have read it.',
} as const

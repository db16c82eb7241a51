import type { MailWords } from './words-of-mail.ts'

/** English. */
export const en: MailWords = {
  somebody: 'Somebody',
  untitled: 'Untitled page',
  mention: '{name} mentioned you on “{title}”',
  reply: '{name} answered in a conversation on “{title}”',
  'my-page': '{name} commented on “{title}”, which you answer for',
  watched: '{name} commented on “{title}”, which you watch',
  proposed: '{name} proposed other words on “{title}”',
  review: '“{title}” is due to be looked at again',
  ended: '{name} closed a conversation on “{title}”: {fate}',
  reopened: '{name} opened a conversation on “{title}” again',
  mine: {
    answered: '{name} answered what you said on “{title}”',
    adopted: '{name} adopted your contribution on “{title}”',
    'adopted-changed': '{name} adopted your contribution on “{title}”, changed',
    merged: '{name} merged your contribution on “{title}” with another',
    parked: '{name} parked your contribution on “{title}” for later',
    declined: '{name} declined your contribution on “{title}”',
  },
  mineReopened: '{name} opened your contribution on “{title}” again',
  fates: {
    answered: 'answered',
    adopted: 'adopted',
    'adopted-changed': 'adopted, changed',
    merged: 'merged',
    parked: 'parked',
    declined: 'declined',
  },
  several: { one: '{n} notice from {organisation}', other: '{n} notices from {organisation}' },
  digest: {
    one: 'Today in {organisation}: {n} notice',
    other: 'Today in {organisation}: {n} notices',
  },
  more: { one: '{n} more is in your inbox', other: '{n} more are in your inbox' },
  open: 'Open the conversation',
  openPage: 'Open the page',
  why: 'You get this e-mail because {organisation} writes its strategy in Talkoot and your settings say so.',
  stop: 'Stop this kind of e-mail',
  settings: 'Choose what you are sent',
}

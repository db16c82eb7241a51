import type { MailWords } from './words-of-mail.ts'

/** Swedish. */
export const sv: MailWords = {
  somebody: 'Någon',
  untitled: 'Sida utan rubrik',
  mention: '{name} nämnde dig på ”{title}”',
  reply: '{name} svarade i en diskussion på ”{title}”',
  'my-page': '{name} kommenterade ”{title}”, som du ansvarar för',
  watched: '{name} kommenterade ”{title}”, som du bevakar',
  proposed: '{name} föreslog andra ord på ”{title}”',
  review: 'Det är dags att se över ”{title}” igen',
  ended: '{name} avslutade en diskussion på ”{title}”: {fate}',
  reopened: '{name} öppnade en diskussion på ”{title}” igen',
  mine: {
    answered: '{name} besvarade ditt inspel på ”{title}”',
    adopted: '{name} antog ditt inspel på ”{title}”',
    'adopted-changed': '{name} antog ditt inspel på ”{title}” i ändrad form',
    merged: '{name} slog ihop ditt inspel på ”{title}” med ett annat',
    parked: '{name} lät ditt inspel på ”{title}” vila tills vidare',
    declined: '{name} avböjde ditt inspel på ”{title}”',
  },
  mineReopened: '{name} öppnade ditt inspel på ”{title}” igen',
  fates: {
    answered: 'besvarat',
    adopted: 'antaget',
    'adopted-changed': 'antaget i ändrad form',
    merged: 'sammanslaget',
    parked: 'vilande',
    declined: 'avböjt',
  },
  several: {
    one: '{n} avisering från {organisation}',
    other: '{n} aviseringar från {organisation}',
  },
  digest: {
    one: 'Dagen i {organisation}: {n} avisering',
    other: 'Dagen i {organisation}: {n} aviseringar',
  },
  more: { one: '{n} till finns i din inkorg', other: '{n} till finns i din inkorg' },
  open: 'Öppna diskussionen',
  openPage: 'Öppna sidan',
  why: 'Du får det här mejlet för att {organisation} gör sin strategi i Talkoot och dina inställningar säger det.',
  stop: 'Sluta skicka sådana mejl',
  settings: 'Välj vad du får skickat',
}

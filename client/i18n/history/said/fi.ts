import type { CatalogueOf } from '../../catalogue.ts'
import { fates } from '../../fates/fi.ts'
import type { said as en } from './en.ts'

/** Finnish: what was said about a page, at the moments of its history. */
export const said: CatalogueOf<typeof en> = {
  ...fates,
  said: 'Mitä sivusta sanottiin',
  saidSwitch: { one: '{n} kommentti', other: '{n} kommenttia' },
  saidHow: 'Näytä hetkien joukossa, mitä sivusta sanottiin',
  saidNotYet: 'Mitään ei ollut vielä sanottu.',
  saidMore: { one: 'Näytä vielä {n}', other: 'Näytä vielä {n}' },
  saidGo: 'Siirry tähän hetkeen: {when}',
  saidOpen: 'Avaa keskustelu',
  saidOpenOf: 'Avaa keskustelu: {what}, {when}',
  saidLastThere: 'Missä sen kohta viimeksi oli',
  saidLast: 'Viimeksi sanottu',
  said_begun: '{name} aloitti keskustelun',
  said_proposed: '{name} ehdotti toisia sanoja',
  said_answered: '{name} vastasi',
  said_ended: '{name} päätti keskustelun: {fate}',
  said_accepted: '{name} vei ehdotuksen tekstiin',
  said_reopened: '{name} avasi keskustelun uudelleen',
}

import type { CatalogueOf } from '../../catalogue.ts'
import { fates } from '../../fates/nb.ts'
import type { said as en } from './en.ts'

/** Norwegian Bokmål: what was said about a page, at the moments of its history. */
export const said: CatalogueOf<typeof en> = {
  ...fates,
  said: 'Sagt om siden',
  saidSwitch: { one: '{n} kommentar', other: '{n} kommentarer' },
  saidHow: 'Vis blant øyeblikkene hva som ble sagt om siden',
  saidNotYet: 'Ingenting var sagt da.',
  saidMore: { one: 'Vis {n} til', other: 'Vis {n} til' },
  saidGo: 'Gå til dette øyeblikket: {when}',
  saidOpen: 'Åpne samtalen',
  saidOpenOf: 'Åpne samtalen: {what}, {when}',
  saidLastThere: 'Der stedet sist stod',
  saidLast: 'Sagt sist',
  said_begun: '{name} begynte en samtale',
  said_proposed: '{name} foreslo andre ord',
  said_answered: '{name} svarte',
  said_ended: '{name} avsluttet en samtale: {fate}',
  said_accepted: '{name} satte et forslag inn i teksten',
  said_reopened: '{name} åpnet en samtale på nytt',
}

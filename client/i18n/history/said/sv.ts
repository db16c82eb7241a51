import type { CatalogueOf } from '../../catalogue.ts'
import { fates } from '../../fates/sv.ts'
import type { said as en } from './en.ts'

/** Swedish: what was said about a page, at the moments of its history. */
export const said: CatalogueOf<typeof en> = {
  ...fates,
  said: 'Vad som sagts om sidan',
  saidSwitch: { one: '{n} kommentar', other: '{n} kommentarer' },
  saidHow: 'Visa bland ögonblicken vad som sades om sidan',
  saidNotYet: 'Inget hade sagts då.',
  saidMore: { one: 'Visa {n} till', other: 'Visa {n} till' },
  saidGo: 'Gå till det här ögonblicket: {when}',
  saidOpen: 'Öppna diskussionen',
  saidOpenOf: 'Öppna diskussionen: {what}, {when}',
  saidLastThere: 'Där stället senast stod',
  saidLast: 'Sagt senast',
  said_begun: '{name} började en diskussion',
  said_proposed: '{name} föreslog andra ord',
  said_answered: '{name} svarade',
  said_ended: '{name} avslutade en diskussion: {fate}',
  said_accepted: '{name} satte in ett förslag i texten',
  said_reopened: '{name} öppnade en diskussion igen',
}

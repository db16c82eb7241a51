import type { CatalogueOf } from '../catalogue.ts'
import type { fates as en } from './en.ts'

/** Swedish: what became of a contribution. */
export const fates: CatalogueOf<typeof en> = {
  fate_answered: 'Besvarat',
  fate_adopted: 'Antaget',
  'fate_adopted-changed': 'Antaget med ändringar',
  fate_merged: 'Sammanslaget',
  fate_parked: 'Vilande',
  fate_declined: 'Avböjt',
}

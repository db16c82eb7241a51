import type { CatalogueOf } from '../catalogue.ts'
import type { fates as en } from './en.ts'

/** Norwegian Bokmål: what became of a contribution. */
export const fates: CatalogueOf<typeof en> = {
  fate_answered: 'Besvart',
  fate_adopted: 'Tatt inn',
  'fate_adopted-changed': 'Tatt inn med endringer',
  fate_merged: 'Slått sammen',
  fate_parked: 'Satt på vent',
  fate_declined: 'Ikke tatt inn',
}

import type { CatalogueOf } from '../catalogue.ts'
import type { fates as en } from './en.ts'

/** Finnish: what became of a contribution. */
export const fates: CatalogueOf<typeof en> = {
  fate_answered: 'Vastattu',
  fate_adopted: 'Otettu mukaan',
  'fate_adopted-changed': 'Otettu mukaan muutettuna',
  fate_merged: 'Yhdistetty',
  fate_parked: 'Siirretty myöhemmäksi',
  fate_declined: 'Ei otettu mukaan',
}

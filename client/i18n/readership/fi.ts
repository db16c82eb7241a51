import { fates } from '../fates/fi.ts'
import type { ReadershipCatalogue } from './readership-catalogue.ts'

/** Finnish: how a strategy is published, and what its readers say. */
export const fi: ReadershipCatalogue = {
  ...fates,
  pub_title: 'Julkaiseminen',
  pub_editions: 'Versiot',
  pub_feedback: 'Palaute',
  pub_readings: 'Lukeneet',
  pub_settings: 'Asetukset',
}

import { fates } from '../fates/sv.ts'
import type { ReadershipCatalogue } from './readership-catalogue.ts'

/** Swedish: how a strategy is published, and what its readers say. */
export const sv: ReadershipCatalogue = {
  ...fates,
  pub_title: 'Publicering',
  pub_editions: 'Utgåvor',
  pub_feedback: 'Återkoppling',
  pub_readings: 'Läst av',
  pub_settings: 'Inställningar',
}

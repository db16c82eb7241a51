import { fates } from '../fates/nb.ts'
import type { ReadershipCatalogue } from './readership-catalogue.ts'

/** Norwegian Bokmål: how a strategy is published, and what its readers say. */
export const nb: ReadershipCatalogue = {
  ...fates,
  pub_title: 'Publisering',
  pub_editions: 'Utgaver',
  pub_feedback: 'Tilbakemeldinger',
  pub_readings: 'Lest av',
  pub_settings: 'Innstillinger',
}

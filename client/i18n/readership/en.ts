import { fates } from '../fates/en.ts'

/** English: how a strategy is published, and what its readers say. */
export const en = {
  ...fates,
  pub_title: 'Publishing',
  pub_editions: 'Editions',
  pub_feedback: 'Feedback',
  pub_readings: 'Readings',
  pub_settings: 'Settings',
} as const

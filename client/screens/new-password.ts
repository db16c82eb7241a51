import type { Translate } from '../i18n/catalogue.ts'

/** Shortest password that the server takes, in characters. */
export const shortestPassword = 12

/** What to say about a password while it is being typed. */
export function passwordGuidance(t: Translate, password: string): string {
  const missing = shortestPassword - [...password].length
  if (password === '') return t('passwordHint')
  return missing > 0 ? t('passwordTooShort', { n: missing }) : t('passwordLongEnough')
}

import { useSpeech } from '../../i18n/Language.tsx'

/** What stands between the cells of a CSV file that the reader's office program opens by itself. */
export function useSeparator(): ',' | ';' {
  return useSpeech().language === 'en' ? ',' : ';'
}

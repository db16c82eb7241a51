import type { HistoryTranslate } from '../i18n/history/history-catalogue.ts'
import type { Version } from './open-history.ts'

/** What a named moment is called: by people, or by what Talkoot marked it for. */
export function versionName(
  t: HistoryTranslate,
  { name, why }: Pick<Version, 'name' | 'why'>,
): string {
  if (name !== '') return name
  switch (why) {
    case 'before-restore':
      return t('versionBeforeRestore')
    case 'publication':
      return t('versionPublication')
    case 'named':
      return t('untitled')
  }
}

import type { BlockLabels } from '../../editor/drawn.tsx'
import type { Translate } from '../../i18n/catalogue.ts'

/** The words that stand in a page where it is drawn to be read. */
export function blockLabels(t: Translate): BlockLabels {
  return { untitled: t('untitled'), unknown: t('unknownBlock'), table: t('tool_table') }
}

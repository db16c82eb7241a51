/** How each block of a page looks in the editor, by the name of its node. */
import { fileViews } from '../files/views.tsx'
import { mentionViews } from '../mentions/Mention.tsx'
import type { BlockView } from './block-view.ts'
import { textViews } from './text-views.ts'
import { thinkingViews } from './thinking-views.ts'

export const blockViews: Readonly<Record<string, BlockView>> = {
  ...fileViews,
  ...mentionViews,
  ...textViews,
  ...thinkingViews,
}

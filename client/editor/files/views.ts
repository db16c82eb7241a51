/** How pictures and attachments look in the editor. */
import type { BlockView } from '../blocks/block-view.ts'
import { FilePart } from './FilePart.tsx'
import { PicturePart } from './PicturePart.tsx'

export const fileViews: Readonly<Record<'image' | 'file', BlockView>> = {
  image: {
    tag: 'figure',
    className: 'picture',
    contentTag: 'figcaption',
    before: PicturePart,
  },
  file: { className: 'file', contentTag: null, before: FilePart },
}

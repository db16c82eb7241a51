/** How pictures and attachments look in the editor. */
import { lazy, Suspense } from 'react'
import { QuietBoundary } from '../../ui/QuietBoundary.tsx'
import type { BlockView } from '../blocks/block-view.ts'
import type { BlockProps } from '../blocks/slots.ts'

// Most pages have neither.
const PicturePart = lazy(() => import('./PicturePart.tsx'))
const FilePart = lazy(() => import('./FilePart.tsx'))

function Picture(props: BlockProps) {
  return (
    <QuietBoundary>
      <Suspense>
        <PicturePart {...props} />
      </Suspense>
    </QuietBoundary>
  )
}

function Attachment(props: BlockProps) {
  return (
    <QuietBoundary>
      <Suspense>
        <FilePart {...props} />
      </Suspense>
    </QuietBoundary>
  )
}

export const fileViews: Readonly<Record<'image' | 'file', BlockView>> = {
  image: { tag: 'figure', className: 'picture', contentTag: 'figcaption', before: Picture },
  file: { className: 'file', contentTag: null, before: Attachment },
}

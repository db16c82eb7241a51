/** How pictures and attachments look for those who read. */
import { type ComponentType, lazy, Suspense } from 'react'
import { QuietBoundary } from '../../ui/QuietBoundary.tsx'
import type { ReadingProps } from '../blocks/reading.ts'

// Most pages have neither.
const PictureReading = lazy(() => import('./PictureReading.tsx'))
const FileReading = lazy(() => import('./FileReading.tsx'))

function Picture(props: ReadingProps) {
  return (
    <QuietBoundary>
      <Suspense>
        <PictureReading {...props} />
      </Suspense>
    </QuietBoundary>
  )
}

function Attachment(props: ReadingProps) {
  return (
    <QuietBoundary>
      <Suspense>
        <FileReading {...props} />
      </Suspense>
    </QuietBoundary>
  )
}

export const fileReadings: Readonly<Record<'image' | 'file', ComponentType<ReadingProps>>> = {
  image: Picture,
  file: Attachment,
}

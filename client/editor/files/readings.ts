/** How pictures and attachments look for those who read. */
import type { ComponentType } from 'react'
import type { ReadingProps } from '../blocks/reading.ts'
import { FileReading } from './FileReading.tsx'
import { PictureReading } from './PictureReading.tsx'

export const fileReadings: Readonly<Record<'image' | 'file', ComponentType<ReadingProps>>> = {
  image: PictureReading,
  file: FileReading,
}

/** How each block of a page is drawn for those who only read, by the name of its node. */
import type { ComponentType } from 'react'
import { fileReadings } from '../files/readings.tsx'
import { mentionReadings } from '../mentions/Mention.tsx'
import type { ReadingProps } from './reading.ts'
import { textReadings } from './text-views.ts'
import { thinkingReadings } from './thinking-views.ts'

export const blockReadings: Readonly<Record<string, ComponentType<ReadingProps>>> = {
  ...fileReadings,
  ...mentionReadings,
  ...textReadings,
  ...thinkingReadings,
}

/** How each block of a page is drawn for those who only read, by the name of its node. */
import type { ComponentType, ReactNode } from 'react'
import type { Branch, TextPart } from '../../net/page-tree.ts'
import { fileReadings } from '../files/readings.ts'
import { mentionReadings } from '../mentions/Mention.tsx'

export interface ReadingProps {
  readonly part: Branch
  /** Draws what is inside, a child at a time. */
  readonly draw: (child: Branch | TextPart) => ReactNode
}

export const blockReadings: Readonly<Record<string, ComponentType<ReadingProps>>> = {
  ...fileReadings,
  ...mentionReadings,
}

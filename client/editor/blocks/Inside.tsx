import { Fragment } from 'react'
import type { ReadingProps } from './reading.ts'

/** What is inside a block, as readers see it. */
export function Inside({ part, draw }: ReadingProps) {
  return part.content.map((child, place) => <Fragment key={place}>{draw(child)}</Fragment>)
}

/** Rows of a block as they stand in a page's tree, for those who read. */
import type { ReactNode } from 'react'
import type { FieldName } from '#contract/page-blocks.ts'
import { type Branch, isText, plainText } from '../../net/page-tree.ts'
import type { ReadingProps } from './reading.ts'

/** The rows of a block in which there is anything, words or choices. */
export function rowsOf(block: Branch): readonly Branch[] {
  return branchesOf(block).filter(
    (row) => plainText(row).trim() !== '' || Object.keys(row.attrs).some((name) => name !== 'id'),
  )
}

const branchesOf = ({ content }: Branch) => content.filter((part): part is Branch => !isText(part))

function fieldOf(row: Branch, name: FieldName): Branch | undefined {
  return branchesOf(row).find(({ type }) => type === name)
}

/** The plain words of a field, '' where there are none. */
export function wordsOf(row: Branch, name: FieldName): string {
  const field = fieldOf(row, name)
  return field === undefined ? '' : plainText(field).trim()
}

/** A field drawn with all that is in it; null where there is nothing. */
export function drawField(row: Branch, name: FieldName, draw: ReadingProps['draw']): ReactNode {
  const field = fieldOf(row, name)
  if (field === undefined || field.content.length === 0) return null
  if (plainText(field).trim() === '' && field.content.every(isText)) return null
  return field.content.map((part, place) => (
    // What stands in a field has no other name than its place.
    // oxlint-disable-next-line react/no-array-index-key
    <span key={place}>{draw(part)}</span>
  ))
}

/** The first of several values of an attribute that it is, or null. */
export function oneOf<Value extends string>(
  values: readonly Value[],
  attribute: unknown,
): Value | null {
  return values.find((value) => value === attribute) ?? null
}

/** Each on a line of its own; null where there is none. */
export function lines(parts: readonly ReactNode[]): ReactNode {
  const told = parts.filter((part) => part !== null && part !== undefined && part !== '')
  if (told.length === 0) return null
  return told.map((part, place) => (
    // oxlint-disable-next-line react/no-array-index-key
    <span key={place} className="rows-line">
      {part}
    </span>
  ))
}

/**
 * Which attributes and marks a page may have, value by value: what the gate asks. Apart from the
 * schema itself, so that the editor loads without the validator.
 */
import { z } from 'zod'
import { isSafeHref } from './href.ts'
import { pageSchema } from './page-schema.ts'

const span = z.int().min(1).max(100)
const cell = {
  colspan: span,
  rowspan: span,
  colwidth: z.array(z.int().min(0).max(10_000)).max(100).nullable(),
  align: z.enum(['left', 'center', 'right']).nullable(),
}

/** Allowed attribute values by node; a node or attribute that is not named here has none. */
const nodeAttributes: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  heading: { level: z.literal([2, 3, 4]) },
  orderedList: {
    start: z.int().min(0).max(1_000_000),
    type: z.enum(['1', 'a', 'A', 'i', 'I']).nullable(),
  },
  codeBlock: { language: z.string().max(40).nullable() },
  tableCell: cell,
  tableHeader: cell,
}

const markValues: Readonly<Record<string, z.ZodType>> = {
  link: z.strictObject({ href: z.custom<string>(isSafeHref) }),
}
const plainMark = z.union([z.strictObject({}), z.literal(true)])

/** Is this a value which the attribute of that node may have? */
export function isNodeAttribute(node: string, name: string, value: unknown): boolean {
  return nodeAttributes[node]?.[name]?.safeParse(value).success === true
}

/**
 * Is this a value with which the mark may be set? Yjs keeps marks as formatting: a key, which may
 * carry a hash (`link--a1b2c3d4`) where marks of one type overlap, and a value, null to unset.
 */
export function isMarkValue(key: string, value: unknown): boolean {
  const name = markName(key)
  if (pageSchema.marks[name] === undefined) return false
  return value === null || (markValues[name] ?? plainMark).safeParse(value).success
}

/** The mark's name in a formatting key. */
export function markName(key: string): string {
  return key.replace(/--[a-zA-Z0-9+/=]{8}$/, '')
}

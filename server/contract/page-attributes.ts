/** Which marks a page's text may have, and with which values: what the gate asks. */
import { isSafeHref } from './href.ts'
import { markName } from './page-names.ts'
import { pageSchema } from './page-schema.ts'

export { markName }

/**
 * Is this a value with which the mark may be set? Yjs keeps marks as formatting: a key, which may
 * carry a hash (`link--a1b2c3d4`) where marks of one type overlap, and a value, null to unset.
 */
export function isMarkValue(key: string, value: unknown): boolean {
  const name = markName(key)
  if (pageSchema.marks[name] === undefined) return false
  if (value === null) return true
  if (name !== 'link') return value === true || hasOnly(value, [])
  return hasOnly(value, ['href']) && isSafeHref(value['href'])
}

function hasOnly(value: unknown, keys: readonly string[]): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.keys(value).every((key) => keys.includes(key))
}

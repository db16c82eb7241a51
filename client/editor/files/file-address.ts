import { isId } from '#contract/page-values.ts'
import { addressOf } from '../../net/place.ts'

/** Where a file of a page is; null where the attributes of a node name none. */
export function fileAddress({ page, file }: Readonly<Record<string, unknown>>): string | null {
  if (!isId(page) || !isId(file)) return null
  return addressOf(`/api/pages/${String(page)}/files/${String(file)}`).href
}

import type * as Y from 'yjs'
import type { Seq } from '#contract/ids.ts'
import type { PlaceTable } from './place-table.ts'

/** An element's attributes after an entry. */
export function valuesAt(
  places: PlaceTable,
  element: Y.XmlElement,
  seq: Seq,
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [name, newest] of element._map) {
    const value = valueAt(places, newest, seq)
    if (value !== undefined) values[name] = value
  }
  return values
}

/**
 * The newest value that was there, if it was not deleted. Clock by clock: one client's values one
 * after another may be one item, and only whether the newest was deleted tells anything.
 */
function valueAt(places: PlaceTable, newest: Y.Item, seq: Seq): unknown {
  const { inserted, deleted } = places
  for (let item: Y.Item | null = newest; item !== null; item = item.left) {
    for (let i = item.length - 1; i >= 0; i--) {
      const place = places.of(item.id.client, item.id.clock + i)
      const from = inserted[place] ?? 0
      if (from === 0 || from > seq) continue
      const to = deleted[place] ?? 0
      if (to !== 0 && to <= seq) return undefined
      const value: unknown = item.content.getContent()[i]
      return value
    }
  }
  return undefined
}

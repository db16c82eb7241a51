/**
 * Ids of rows stay one of a kind. To move a row is to delete it and to make it anew, so a row that
 * two people move at the same time comes twice: as it was, then one is enough; or each with words
 * of its own, then both stay and the second gets another id, for what hangs on an id, answers and
 * links, belongs to one row.
 */
import * as Y from 'yjs'
import { newPlainId } from '#contract/id-shape.ts'
import { rowBlocks } from '#contract/page-blocks.ts'
import { pageRoot, pageSchema } from '#contract/page-schema.ts'
import { nodeOf } from './content.ts'

const withIds = rowBlocks.filter(({ row }) => pageSchema.nodes[row]?.spec.attrs?.['id'])
const blocks: readonly (string | null)[] = withIds.map(({ block }) => block)
const rows: readonly string[] = withIds.map(({ row }) => row)

/** Can a change of this part have brought a row with an id? */
export function mayHoldIds(part: Y.XmlFragment): boolean {
  if (!(part instanceof Y.XmlElement)) return true
  return blocks.includes(part.nodeName) || rows.includes(part.nodeName)
}

/** Must run inside a transaction. Says whether anything had to be changed. */
export function settleIds(doc: Y.Doc): boolean {
  const first = new Map<string, Y.XmlElement>()
  let changed = false
  for (const block of doc.getXmlFragment(pageRoot).toArray()) {
    if (!(block instanceof Y.XmlElement) || !blocks.includes(block.nodeName)) continue
    for (const row of block.toArray()) {
      if (!(row instanceof Y.XmlElement)) continue
      const id = row.getAttribute('id')
      if (id === undefined) continue
      const known = first.get(id)
      if (known === undefined) {
        first.set(id, row)
        continue
      }
      changed = true
      if (block.length > 1 && isSame(known, row)) block.delete(block.toArray().indexOf(row), 1)
      else row.setAttribute('id', newPlainId())
    }
  }
  return changed
}

const isSame = (one: Y.XmlElement, other: Y.XmlElement) =>
  JSON.stringify(inOrder(nodeOf(one))) === JSON.stringify(inOrder(nodeOf(other)))

/** Attributes come in the order in which they were set. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (!(value instanceof Object)) return value
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => [name, inOrder(inner)])
}

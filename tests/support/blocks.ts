/** Blocks that tests put on pages. */
import type { JSONContent } from '@tiptap/core'
import * as Y from 'yjs'
import { pageId, type PersonId } from '#contract/ids.ts'
import { pageRoot } from '#contract/page-schema.ts'
import { elementFor } from '../../server/rooms/content.ts'
import type { Storage } from '../../server/storage/storage.ts'
import type { Member, Wiki } from './wiki.ts'

/** A node of JSON: what it holds is text or other nodes. */
export function node(
  type: string,
  attrs: JSONContent['attrs'] | null = null,
  ...content: (JSONContent | string)[]
): JSONContent {
  return {
    type,
    ...(attrs && { attrs }),
    ...(content.length > 0 && {
      content: content.map((part) =>
        typeof part === 'string' ? { type: 'text', text: part } : part,
      ),
    }),
  }
}

/** A block of scales with these ids. */
export function scalesBlock(ids: readonly string[], points = 'five'): JSONContent {
  const scale = (id: string) =>
    node(
      'scale',
      { id },
      node('scaleStatement', null, 'We talk openly'),
      node('scaleLow', null, 'no'),
      node('scaleHigh', null, 'yes'),
    )
  return node('scales', { points }, ...ids.map(scale))
}

/** Writes blocks at the end of a page as somebody; stored when it resolves. */
export async function writeBlocks(
  wiki: Wiki,
  page: string,
  blocks: readonly JSONContent[],
  who: Member = wiki.aino,
): Promise<void> {
  const client = await wiki.client(page, who, { ack: true }).untilSynced()
  client.root.push(blocks.map(elementFor))
  await client.until(() => client.complete, 'stored')
  client.destroy()
}

/** Puts blocks at the end of a page that nobody has open, straight into its log. */
export async function appendBlocks(
  { log }: Pick<Storage, 'log'>,
  id: string,
  blocks: readonly JSONContent[],
  by: { readonly author: PersonId; readonly at: number },
): Promise<void> {
  const page = pageId.parse(id)
  const doc = new Y.Doc()
  for await (const { update } of log.read(page, 1)) Y.applyUpdate(doc, update)
  const before = Y.encodeStateVector(doc)
  doc.getXmlFragment(pageRoot).push(blocks.map(elementFor))
  const update = Y.encodeStateAsUpdate(doc, before)
  await log.append(page, [{ ...by, kind: 'edit', update }])
}

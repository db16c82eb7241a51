/** Threads of comments on a page of a wiki. */
import * as Y from 'yjs'
import type { z } from 'zod'
import type { threadEndpoints } from '#contract/api/threads.ts'
import type { Spot } from '#contract/threads.ts'
import { pageRoot } from '#contract/page-schema.ts'
import { elementFor } from '../../server/rooms/content.ts'
import { type AppOverrides, startApp } from './app.ts'
import { node } from './blocks.ts'
import { type Member, Wiki } from './wiki.ts'

/** What the text of the page of `beginThreads` is. */
export const lines = ['We answer within a day.', 'We say what we do not know.'] as const

/** A server with a page of two paragraphs. */
export async function beginThreads(overrides: AppOverrides = {}) {
  const app = await startApp(overrides)
  const wiki = await Wiki.begin(app)
  const page = await wiki.page('How we answer')
  const client = await wiki.client(page, wiki.aino, { ack: true }).untilSynced()
  client.root.push(lines.map((line) => elementFor(node('paragraph', null, line))))
  await client.until(() => client.complete, 'stored')
  const params = { id: page }
  return {
    app,
    wiki,
    page,
    params,
    client,
    /** Begins a thread as somebody. */
    begins: (who: Pick<Member, 'browser'>, body: NewThread) =>
      who.browser.does('beginThread', { params, body }),
    answers: (who: Pick<Member, 'browser'>, thread: string, text: string) =>
      who.browser.does('addComment', { params: { ...params, thread }, body: { text } }),
    /** The threads as somebody sees them. */
    seen: async (who: Pick<Member, 'browser'>) =>
      (await who.browser.does('listThreads', { params })).threads,
  }
}

type NewThread = z.input<(typeof threadEndpoints)['beginThread']['body']>

/** Every character that stands on the page, with its id. */
function charactersOf(doc: Y.Doc): { readonly unit: string; readonly id: Y.ID }[] {
  const found: { unit: string; id: Y.ID }[] = []
  const walk = (parent: Y.XmlFragment | Y.XmlText) => {
    for (let item = parent._start; item !== null; item = item.right) {
      if (item.deleted) continue
      const { content, id } = item
      if (content instanceof Y.ContentString) {
        for (const [at, unit] of content.str.split('').entries()) {
          found.push({ unit, id: Y.createID(id.client, id.clock + at) })
        }
      } else if (content instanceof Y.ContentType) {
        const { type } = content
        if (type instanceof Y.XmlElement || type instanceof Y.XmlText) walk(type)
      }
    }
  }
  walk(doc.getXmlFragment(pageRoot))
  return found
}

/** The spot of words that stand on the page once, perhaps in several blocks. */
export function spotOf(doc: Y.Doc, words: string): Spot {
  const units = charactersOf(doc)
  const at = units
    .map(({ unit }) => unit)
    .join('')
    .indexOf(words)
  const [first, last] = [units[at], units[at + words.length - 1]]
  if (!first || !last) throw new Error(`"${words}" is not on the page`)
  return { first: plain(first.id), last: plain(last.id) }
}

/** The spot of a block of the page, counted from 0. */
export function spotOfBlock(doc: Y.Doc, index: number): Spot {
  const block: unknown = doc.getXmlFragment(pageRoot).get(index)
  const id = block instanceof Y.XmlElement ? block._item?.id : undefined
  if (!id) throw new Error('there is no such block')
  return { first: plain(id), last: plain(id) }
}

const plain = ({ client, clock }: Y.ID) => ({ client, clock })

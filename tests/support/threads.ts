/** Threads of comments on a page of a wiki. */
import * as Y from 'yjs'
import type { z } from 'zod'
import type { threadEndpoints } from '#contract/api/threads.ts'
import { type Happening, happening } from '#contract/notices.ts'
import type { Spot } from '#contract/threads.ts'
import { pageRoot } from '#contract/page-schema.ts'
import { elementFor } from '../../server/rooms/content.ts'
import { type AppOverrides, startApp } from './app.ts'
import { node } from './blocks.ts'
import type { Storage } from '../../server/storage/storage.ts'
import { openFolder, temporaryFolder } from './temporary.ts'
import { type Member, Wiki } from './wiki.ts'

/** What the text of the page of `beginThreads` is. */
export const lines = ['We answer within a day.', 'We say what we do not know.'] as const

/** A server with a page of two paragraphs. */
export async function beginThreads(overrides: AppOverrides = {}) {
  const data = await temporaryFolder()
  const told: Told[] = []
  const storage = telling(await openFolder(data), told)
  const app = await startApp({ storage, ...overrides, config: { ...overrides.config, data } })
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
    /** What people were to be told of, in its order; it may have been told and be gone. */
    told: told as readonly Told[],
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

/** What was put into the outbox, and the ids of the threads that were stored with it. */
interface Told extends Happening {
  readonly with: readonly string[]
}

/** A storage that takes down what is to be told. */
function telling(storage: Storage, told: Told[]): Storage {
  const { catalogue } = storage
  return {
    ...storage,
    catalogue: {
      get: (...of) => catalogue.get(...of),
      list: (...of) => catalogue.list(...of),
      find: (...of) => catalogue.find(...of),
      partitions: () => catalogue.partitions(),
      async transact(partition, changes) {
        const revisions = await catalogue.transact(partition, changes)
        const stored = changes.filter(({ collection }) => collection === 'threads')
        for (const change of changes) {
          if (change.do !== 'put' || change.collection !== 'outbox') continue
          told.push({ ...happening.parse(change.value), with: stored.map(({ id }) => id) })
        }
        return revisions
      },
    },
  }
}

type NewThread = z.input<(typeof threadEndpoints)['beginThread']['body']>

/** The spot of a block of the page, counted from 0. */
export function spotOfBlock(doc: Y.Doc, index: number): Spot {
  const block: unknown = doc.getXmlFragment(pageRoot).get(index)
  const id = block instanceof Y.XmlElement ? block._item?.id : undefined
  if (!id) throw new Error('there is no such block')
  return { first: plain(id), last: plain(id) }
}

const plain = ({ client, clock }: Y.ID) => ({ client, clock })

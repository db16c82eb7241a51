/** A page in memory that is talked about, on the real pieces of the server but its sockets. */
import type { JSONContent } from '@tiptap/core'
import * as Y from 'yjs'
import { must } from '#contract/asserts.ts'
import { newId, pageId, type Seq, strategyId, talkootAuthor, type ThreadId } from '#contract/ids.ts'
import type { Page } from '#contract/records.ts'
import type { StrategyRole } from '#contract/permissions.ts'
import { processBus } from '../../server/bus/bus.ts'
import { createChronicles } from '../../server/chronicles/chronicles.ts'
import { createAccepting } from '../../server/comments/accepting.ts'
import { createAnchoring } from '../../server/comments/anchoring.ts'
import { createDiscussion } from '../../server/comments/discussion.ts'
import { createEndings } from '../../server/comments/endings.ts'
import { createFirstLook } from '../../server/comments/first-look.ts'
import type { Speaker } from '../../server/comments/kept-thread.ts'
import { createThreads } from '../../server/comments/threads.ts'
import { createRooms } from '../../server/rooms/rooms.ts'
import { strategyPartition } from '../../server/storage/records.ts'
import type { Catalogue } from '../../server/storage/storage.ts'
import { type MemoryStorage, memoryStorage } from './memory-storage.ts'
import { node } from './blocks.ts'
import { aPerson } from './people.ts'
import { lineWith, spotOf, wordsAt } from './spots.ts'

const usual = [
  node('title', null, 'Plan'),
  node('paragraph', null, 'We always listen before we talk to anybody.'),
  node('paragraph', null, 'Nobody hears of a change from the news.'),
]

const at = '2026-01-01T00:00:00.000Z'

/** A page's record. */
export function aPage(): Page {
  return {
    id: newId(pageId),
    strategy: newId(strategyId),
    title: 'Plan',
    template: null,
    language: 'en',
    parent: null,
    status: 'draft',
    owner: null,
    deputy: null,
    reviewOn: null,
    source: null,
    trashed: null,
    narrowed: null,
    locked: null,
    createdAt: at,
    createdBy: aPerson('Aino').id,
  }
}

/** What runs between two starts of the server. */
export type Running = ReturnType<typeof run>

function run(storage: MemoryStorage, catalogue: Catalogue, reported: unknown[]) {
  const report = (error: unknown) => void reported.push(error)
  const clock = () => Date.parse(at)
  const bus = processBus(report)
  const { log } = storage
  const threads = createThreads({ bus, catalogue })
  const histories = createChronicles({ log, report })
  const asked: number[] = []
  const chronicles: Pick<typeof histories, 'anchors'> = {
    anchors(page, anchors) {
      asked.push(anchors.length)
      return histories.anchors(page, anchors)
    },
  }
  const rooms = createRooms({
    log,
    clock,
    report,
    onTitle: () => {},
    onOpened: (page) => firstLook.at(page),
    onStored: (page, kinds) => anchoring.stored(page, kinds),
  })
  const times = { rest: 5, longest: 20 }
  const anchoring = createAnchoring({ bus, chronicles, report, rooms, threads, times })
  const accepting = createAccepting({ anchoring, catalogue, clock, log, report, rooms, threads })
  const firstLook = createFirstLook({ accepting, anchoring, report })
  const perPerson = { take: () => {} }
  return {
    threads,
    rooms,
    anchoring,
    accepting,
    firstLook,
    discussion: createDiscussion({ clock, log, perPerson, rooms, threads }),
    endings: createEndings({ clock, threads }),
    /** How many anchors the history was asked for, each time it was. */
    asked,
    async close() {
      await rooms.close()
      const resting = [firstLook.close(), anchoring.close()]
      await histories.close()
      await Promise.all(resting)
    },
  }
}

export class TalkedAbout {
  readonly storage = memoryStorage()
  readonly page = aPage()
  /** What went wrong and was told of. */
  readonly reported: unknown[] = []
  /** Throws when a transaction is not to be made. */
  onTransact: (changes: Parameters<Catalogue['transact']>[1]) => void = () => {}
  now: Running

  private constructor() {
    this.now = this.#run()
  }

  static async begin(content: readonly JSONContent[] = usual): Promise<TalkedAbout> {
    const made = new TalkedAbout()
    const { id, strategy } = made.page
    await made.storage.catalogue.transact(strategyPartition(strategy), [
      { do: 'put', collection: 'pages', id, value: made.page },
    ])
    await made.now.rooms.begin(id, content, talkootAuthor)
    return made
  }

  speaker(name = 'Aino', role: StrategyRole = 'editor'): Speaker {
    return { page: this.page, person: aPerson(name), role }
  }

  /** The server stops and starts again. */
  async restart(): Promise<void> {
    await this.now.close()
    this.now = this.#run()
  }

  /** Says something about words, or proposes others for them. */
  async says(words: string, proposal?: string, speaker = this.speaker()): Promise<ThreadId> {
    const spot = await this.look((doc) => spotOf(doc, words))
    const given = { text: 'Really?', spot, proposal }
    return (await this.now.discussion.begin(speaker, given, async () => {})).value.id
  }

  /** Somebody changes the page; gives the entry. */
  async edit(change: (doc: Y.Doc) => void): Promise<Seq> {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, await this.look((live) => Y.encodeStateAsUpdate(live)))
    const before = Y.encodeStateVector(doc)
    doc.transact(() => change(doc))
    const update = Y.encodeStateAsUpdate(doc, before)
    const entry = { author: aPerson('Bo').id, kind: 'edit', update } as const
    return must(await this.now.rooms.put(this.page.id, entry), 'it changed something')
  }

  /** Puts text before words, as letters of their line. */
  insert(before: string, text: string): Promise<Seq> {
    return this.edit((doc) => {
      const { index, line } = lineWith(doc, before)
      line.insert(index, text)
    })
  }

  delete(words: string): Promise<Seq> {
    return this.edit((doc) => {
      const { index, line } = lineWith(doc, words)
      line.delete(index, words.length)
    })
  }

  look<T>(look: (doc: Y.Doc) => T): Promise<T> {
    return this.now.rooms.peek(this.page.id, look)
  }

  async thread(id: ThreadId) {
    return (await this.now.threads.get(this.page.id, id)).value
  }

  /** What stands where a thread is; `gone`. */
  async told(id: ThreadId): Promise<string | null> {
    const { anchor } = await this.thread(id)
    if (anchor === null || anchor.lastThere !== null) return 'gone'
    return this.look((doc) => wordsAt(doc, anchor))
  }

  #run(): Running {
    const { catalogue } = this.storage
    const watched: Catalogue = {
      get: (...given) => catalogue.get(...given),
      list: (...given) => catalogue.list(...given),
      find: (...given) => catalogue.find(...given),
      partitions: () => catalogue.partitions(),
      transact: async (partition, changes) => {
        this.onTransact(changes)
        return catalogue.transact(partition, changes)
      },
    }
    return run(this.storage, watched, this.reported)
  }
}

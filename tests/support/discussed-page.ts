/** A page of a few paragraphs that is written on and talked about, over sockets and HTTP. */
import type { JSONContent } from '@tiptap/core'
import { expect, vi } from 'vitest'
import { pageId, type PageId } from '#contract/ids.ts'
import type { ThreadAnchor } from '#contract/threads.ts'
import { type AppOverrides, type RunningApp, startApp } from './app.ts'
import { node, writeBlocks } from './blocks.ts'
import { soon } from './collab-client.ts'
import { SocketPen } from './socket-pen.ts'
import { wordsAt } from './spots.ts'
import { type Member, Wiki } from './wiki.ts'

const usual = [
  node('paragraph', null, 'It begins with a line of its own.'),
  node('paragraph', null, 'We always listen before we talk to anybody.'),
  node('paragraph', null, 'Nobody hears of a change from the news.'),
]

/** Anchors are looked after at once. */
export const quick = { rest: 10, longest: 50 }

export class DiscussedPage {
  readonly app: RunningApp
  readonly wiki: Wiki
  readonly page: PageId
  readonly pen: SocketPen

  private constructor(app: RunningApp, wiki: Wiki, page: PageId, pen: SocketPen) {
    this.app = app
    this.wiki = wiki
    this.page = page
    this.pen = pen
  }

  static async begin(
    blocks: readonly JSONContent[] = usual,
    overrides: AppOverrides = {},
  ): Promise<DiscussedPage> {
    const app = await startApp({ anchoringTimes: quick, ...overrides })
    const wiki = await Wiki.begin(app)
    const page = pageId.parse(await wiki.page())
    await writeBlocks(wiki, page, blocks)
    return new DiscussedPage(app, wiki, page, await SocketPen.begin(wiki, page))
  }

  get params() {
    return { id: this.page }
  }

  /** Begins a thread about words; gives its id. */
  async says(words: string, { who = this.wiki.aino }: { readonly who?: Member } = {}) {
    const body = { text: 'Really?', spot: this.pen.spot(words) }
    return (await who.browser.does('beginThread', { params: this.params, body })).id
  }

  /** Proposes other words; gives the thread's id. */
  async proposes(words: string, proposal: string, { who = this.wiki.aino } = {}): Promise<string> {
    const body = { spot: this.pen.spot(words), proposal }
    return (await who.browser.does('beginThread', { params: this.params, body })).id
  }

  async thread(id: string) {
    const { threads } = await this.wiki.aino.browser.does('listThreads', { params: this.params })
    const found = threads.find((thread) => thread.id === id)
    if (!found) throw new Error('there is no such thread')
    return found
  }

  async anchor(id: string): Promise<ThreadAnchor> {
    const { anchor } = await this.thread(id)
    if (anchor === null) throw new Error('it is about the whole page')
    return anchor
  }

  /** What stands where a thread is; `gone`; or null where its ends are not on the page. */
  async told(id: string): Promise<string | null> {
    const anchor = await this.anchor(id)
    return anchor.lastThere === null ? wordsAt(this.pen.client.doc, anchor) : 'gone'
  }

  /** Waits until a thread is on these words, or `gone`. */
  async until(id: string, words: string): Promise<void> {
    await vi.waitFor(async () => expect(await this.told(id)).toBe(words), {
      timeout: soon,
      interval: 20,
    })
  }

  /** The page's last entry. */
  async head(): Promise<number> {
    return (await this.app.storage.log.head(this.page)).seq
  }
}

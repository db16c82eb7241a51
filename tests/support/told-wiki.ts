/** A wiki whose people are told things, by a clock that the test moves, with a mail server. */
import { pageId } from '#contract/ids.ts'
import type { Notice } from '#contract/notices.ts'
import { notice } from '#contract/notices.ts'
import { expect, vi } from 'vitest'
import { noticesPartition, threadsPartition } from '../../server/storage/records.ts'
import { openEmbedded } from '../../server/storage/embedded/open.ts'
import type { Storage } from '../../server/storage/storage.ts'
import { type AppOverrides, type RunningApp, startApp } from './app.ts'
import { soon } from './collab-client.ts'
import { MailServer } from './mail-server.ts'
import { type Member, Wiki } from './wiki.ts'

export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

export class ToldWiki {
  /** The one that runs now. */
  app: RunningApp
  readonly wiki: Wiki
  readonly #clock: { now: number }
  readonly #overrides: AppOverrides

  private constructor(
    app: RunningApp,
    wiki: Wiki,
    clock: { now: number },
    overrides: AppOverrides,
  ) {
    this.app = app
    this.wiki = wiki
    this.#clock = clock
    this.#overrides = overrides
  }

  /** At 8 o'clock UTC on a Monday. */
  static async begin(overrides: AppOverrides = {}, now = Date.UTC(2026, 2, 2, 8)) {
    const clock = { now }
    const all = { mailTimes: quick, clock: () => clock.now, ...overrides }
    const app = await startApp(all)
    return new ToldWiki(app, await Wiki.begin(app), clock, all)
  }

  /** Starts once more on the same port and data, after it was closed and something was done. */
  static async again(told: ToldWiki, meanwhile?: (storage: Storage) => Promise<void>) {
    const { config } = told.app
    if (meanwhile) {
      const storage = await openEmbedded(config.data, { clock: Date.now, report: () => {} })
      await meanwhile(storage)
      await storage.close()
    }
    told.app = await startApp({ ...told.#overrides, config: { ...config, port: told.app.port } })
    return told
  }

  /** With a mail server, and an address for links. */
  static async withMail(overrides: AppOverrides = {}) {
    const server = await MailServer.start()
    const mail = { url: server.url, from: { name: 'Talkoot', address: 'talkoot@example.org' } }
    const told = await ToldWiki.begin({ ...overrides, config: { mail, ...overrides.config } })
    // It looks at a start whether its mail server is there, and that is over.
    await vi.waitFor(() => expect(server.ended).toBeGreaterThan(0), { timeout: soon })
    const address = 'https://wiki.example.org'
    await told.wiki.aino.browser.does('changeOrganisation', { body: { address } })
    return { told, server, mail, wiki: told.wiki, app: told.app }
  }

  get now(): number {
    return this.#clock.now
  }

  passes(ms: number): void {
    this.#clock.now += ms
  }

  /** A day passes, and what is done once a day has been done. */
  async dayGoesBy(): Promise<void> {
    this.passes(day)
    await this.app.app.daily()
  }

  /** Says something about a page, or answers in a thread; resolves when everybody was told. */
  async says(by: Member, page: string, text: string, thread?: string): Promise<string> {
    const made =
      thread === undefined
        ? await by.browser.does('beginThread', { params: { id: page }, body: { text } })
        : await by.browser.does('addComment', { params: { id: page, thread }, body: { text } })
    await this.delivered(page)
    return made.id
  }

  /** Everything that waits of a page has been told. */
  async delivered(page: string, timeout = 20_000): Promise<void> {
    const partition = threadsPartition(pageId.parse(page))
    await expect
      .poll(() => this.app.storage.catalogue.list(partition, 'outbox'), { timeout })
      .toEqual([])
  }

  /** What lies in somebody's inbox, as it is stored. */
  async stored({ person }: Member): Promise<Notice[]> {
    const { catalogue } = this.app.storage
    const all = await catalogue.list(noticesPartition(person.id), 'notices')
    return all.map(({ value }) => notice.parse(value))
  }

  /** Nothing of theirs is to go by e-mail any more. */
  async settled(who: Member): Promise<void> {
    const waiting = async () => (await this.stored(who)).filter(({ mail }) => mail !== null)
    await expect.poll(waiting, { timeout: 20_000 }).toEqual([])
  }
}

const quick = { look: 20 }

/** A mention in a comment. */
export const at = ({ person }: Member) => `@{person:${person.id}}`

export type Begun = Awaited<ReturnType<typeof ToldWiki.withMail>>

/** Everything that is due has gone, and nothing more than so many letters ever came. */
export async function letters({ server, told }: Begun, many: number, who: Member) {
  await expect.poll(() => server.letters.length, { timeout: 20_000 }).toBe(many)
  await told.settled(who)
  expect(server.letters).toHaveLength(many)
  return server.letters
}

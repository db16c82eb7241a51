/** A strategy whose pages are approved and published, by a clock that the test moves. */
import type { z } from 'zod'
import type { editionEndpoints } from '#contract/api/publishing.ts'
import type { Storage } from '../../server/storage/storage.ts'
import { type AppOverrides, type RunningApp, startApp } from './app.ts'
import { node, writeBlocks } from './blocks.ts'
import { writerOf } from './page-history.ts'
import { type Member, Wiki } from './wiki.ts'

type Asked = z.input<typeof editionEndpoints.askApproval.body>
type Published = z.input<typeof editionEndpoints.publishEdition.body>

/** Nothing but the person is to say yes to. */
export const yes = { what: 'approved', despite: 'We know of it', named: false } as const

export class EditionWiki {
  /** The one that runs now. */
  app: RunningApp
  readonly wiki: Wiki
  readonly #clock: { now: number }
  readonly #overrides: AppOverrides

  private constructor(app: RunningApp, wiki: Wiki, clock: { now: number }, all: AppOverrides) {
    this.app = app
    this.wiki = wiki
    this.#clock = clock
    this.#overrides = all
  }

  /** At 8 o'clock UTC on a Monday; the strategy has the address `ours`, unless that is null. */
  static async begin(
    overrides: AppOverrides = {},
    address: 'ours' | null = 'ours',
    /** For the first start alone. */
    storage: Storage | null = null,
  ) {
    const clock = { now: Date.UTC(2026, 2, 2, 8) }
    const all = { clock: () => clock.now, ...overrides }
    const app = await startApp({ ...all, ...(storage && { storage }) })
    const made = new EditionWiki(app, await Wiki.begin(app), clock, all)
    if (address !== null) await made.address()
    return made
  }

  get aino(): Member {
    return this.wiki.aino
  }

  get params(): { readonly id: string } {
    return { id: this.wiki.strategy }
  }

  get now(): number {
    return this.#clock.now
  }

  passes(ms: number): void {
    this.#clock.now += ms
  }

  iso(inMs = 0): string {
    return new Date(this.#clock.now + inMs).toISOString()
  }

  /** Gives the strategy an address. */
  async address(reach: 'network' | 'link' = 'network'): Promise<void> {
    const settings = { slug: 'ours', reach, linkUntil: null, embedding: [] }
    const body = { ...settings, feedbackDays: null, confirmation: false }
    await this.aino.browser.does('setPublication', { params: this.params, body })
  }

  /** Closes and starts once more, on the same port and data. */
  async again(): Promise<void> {
    this.wiki.leave()
    const { config, port } = this.app
    await this.app.close()
    this.app = await startApp({ ...this.#overrides, config: { ...config, port } })
  }

  /** A page with a paragraph, written by the administrator. */
  async page(title: string, text = 'We answer within a day.'): Promise<string> {
    const page = await this.wiki.page(title)
    await this.writes(page, text)
    return page
  }

  /** A new paragraph at the end. */
  async writes(page: string, text: string, who: Member = this.aino): Promise<void> {
    await writeBlocks(this.wiki, page, [node('paragraph', null, text)], who)
  }

  /** Text at the end of the last paragraph. */
  async types(page: string, text: string): Promise<void> {
    const { client, types } = await writerOf(this.wiki, page)
    await types(text)
    client.destroy()
  }

  ask(pages: readonly string[], approvers: readonly Member[], more: Partial<Asked> = {}) {
    const body: Asked = {
      pages: pages.map((page) => ({ page, ownerRole: 'Head of communications' })),
      approvers: approvers.map(({ person }) => ({ person: person.id, role: 'Management group' })),
      note: 'Please look at it.',
      reasons: true,
      ...more,
    }
    return this.aino.browser.does('askApproval', { params: this.params, body })
  }

  approves(who: Member, approval: string, more: { despite?: string; named?: boolean } = {}) {
    const params = { ...this.params, approval }
    return who.browser.does('answerApproval', { params, body: { ...yes, ...more } })
  }

  publish(approval: string, more: Partial<Published> = {}) {
    const params = { ...this.params, approval }
    return this.aino.browser.does('publishEdition', { params, body: { ...publication, ...more } })
  }

  /** Asked, approved by the administrator and published. */
  async edition(pages: readonly string[], more: Partial<Published> = {}) {
    const { id } = await this.ask(pages, [this.aino])
    await this.approves(this.aino, id)
    return this.publish(id, more)
  }

  list(who: Member = this.aino) {
    return who.browser.does('listEditions', { params: this.params })
  }
}

export const publication = {
  step: 'minor',
  changeNote: 'The first one.',
  validFrom: '2026-04-01',
  publishAt: null,
} as const

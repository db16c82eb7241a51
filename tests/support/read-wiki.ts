/** A wiki with an edition that readers may read and answer to, by a clock that the test moves. */
import { personId } from '#contract/ids.ts'
import type { AppOverrides } from './app.ts'
import { type Answer, Browser, emailOf } from './person.ts'
import { ToldWiki } from './told-wiki.ts'
import type { Member } from './wiki.ts'

export interface Published {
  readonly id: string
  readonly number: string
}

export class ReadWiki {
  readonly told: ToldWiki
  /** Two pages, “Tone” and “Goals”. */
  readonly tone: string
  readonly goals: string
  /** Somebody in the house whom nobody knows. */
  readonly reader: Browser

  private constructor(told: ToldWiki, tone: string, goals: string) {
    this.told = told
    this.tone = tone
    this.goals = goals
    this.reader = new Browser(told.app)
  }

  /** On Monday, 23 November 2026. Nothing is published yet. */
  static async begin(
    settings: Readonly<Record<string, unknown>> = {},
    overrides: AppOverrides = {},
  ): Promise<ReadWiki> {
    const told = await ToldWiki.begin(overrides, Date.UTC(2026, 10, 23, 8))
    const { wiki } = told
    const [tone, goals] = [await wiki.page('Tone'), await wiki.page('Goals')]
    const made = new ReadWiki(told, tone, goals)
    await made.settings(settings)
    return made
  }

  get wiki() {
    return this.told.wiki
  }

  async settings(changed: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const usual = { slug: 'our-strategy', reach: 'network' as const, linkUntil: null }
    const { aino, strategy } = this.wiki
    // Their password was typed lately, however far the clock has been moved.
    await aino.browser.signIn(emailOf('Aino'))
    await aino.browser.does('setPublication', {
      params: { id: strategy },
      body: { ...usual, embedding: [], feedbackDays: 5, confirmation: true, ...changed },
    })
  }

  /** Asks the administrator alone, who approves, and publishes. */
  async publish(
    step: 'major' | 'minor' = 'minor',
    pages: readonly string[] = [this.tone, this.goals],
    approver: Member = this.wiki.aino,
  ): Promise<Published> {
    const { aino, strategy } = this.wiki
    await aino.browser.signIn(emailOf('Aino'))
    const asked = await aino.browser.does('askApproval', {
      params: { id: strategy },
      body: {
        pages: pages.map((page) => ({
          page,
          ownerRole: page === this.tone ? 'Head of care' : '',
        })),
        approvers: [{ person: approver.person.id, role: 'Management' }],
        note: 'Before the summer',
        reasons: false,
      },
    })
    const params = { id: strategy, approval: asked.id }
    const answer = { what: 'approved', despite: 'We begin with this', named: false } as const
    await approver.browser.does('answerApproval', { params, body: answer })
    return aino.browser.does('publishEdition', {
      params,
      body: { step, changeNote: 'Shorter', validFrom: '2026-11-23', publishAt: null },
    })
  }

  /** What a browser gets that is sent there. */
  async page(path: string, browser = this.reader): Promise<Answer> {
    return browser.ask('GET', `/published/our-strategy/${path}`)
  }

  /** Posts a form as a browser does. */
  async posts(
    path: string,
    fields: Readonly<Record<string, string>>,
    browser = this.reader,
    headers: Readonly<Record<string, string | null>> = {},
  ): Promise<Answer> {
    const body = String(new URLSearchParams(fields))
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' }
    return browser.ask('POST', `/published/our-strategy/${path}`, body, { ...type, ...headers })
  }

  /** Opens the form, writes for a minute and sends it. */
  async writes(
    text: string,
    more: Readonly<Record<string, string>> = {},
    browser = this.reader,
  ): Promise<Answer> {
    const stamp = stampIn((await this.page('feedback', browser)).text)
    this.told.passes(60_000)
    return this.posts(
      'feedback',
      { text, page: '', name: '', website: '', stamp, ...more },
      browser,
    )
  }

  async feedback(who: Member = this.wiki.aino) {
    const params = { id: this.wiki.strategy }
    return (await who.browser.does('listFeedback', { params })).feedback
  }

  /** Somebody else answers for a page from now on. */
  async owns(page: string, change: { owner?: Member | null; deputy?: Member | null }) {
    const idOf = (one: Member | null | undefined) => one && personId.parse(one.person.id)
    const body = {
      ...(change.owner !== undefined && { owner: idOf(change.owner) ?? null }),
      ...(change.deputy !== undefined && { deputy: idOf(change.deputy) ?? null }),
    }
    await this.wiki.aino.browser.does('changePage', { params: { id: page }, body })
  }
}

/** The stamp that a form holds. */
export function stampIn(html: string): string {
  return /name="stamp" value="([^"]*)"/.exec(html)?.[1] ?? ''
}

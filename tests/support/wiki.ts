/** An organisation on a running server, with people of every role and as many pages as needed. */
import type { StrategyRole } from '#contract/permissions.ts'
import { type ClientOptions, CollabClient } from './collab-client.ts'
import { join, type Served, setUp, type SignedIn, tokenOf } from './person.ts'

export interface Member extends SignedIn {
  readonly token: string
}

export class Wiki {
  readonly served: Served
  readonly strategy: string
  /** The administrator. */
  readonly aino: Member
  readonly #clients: CollabClient[] = []

  private constructor(served: Served, aino: Member, strategy: string) {
    this.served = served
    this.aino = aino
    this.strategy = strategy
  }

  /** Sets the organisation up, with a strategy that only those named may see. */
  static async begin(served: Served): Promise<Wiki> {
    const aino = await withToken(await setUp(served))
    const body = { name: 'Our strategy', everyone: null }
    const { id } = await aino.browser.does('makeStrategy', { body })
    return new Wiki(served, aino, id)
  }

  /** A new person, who has the role in the strategy. */
  async person(name: string, role: StrategyRole): Promise<Member> {
    const member = await withToken(await join(this.aino, name))
    await this.setRole(member, role)
    return member
  }

  async setRole({ person }: SignedIn, role: StrategyRole | null): Promise<void> {
    const params = { id: this.strategy, person: person.id }
    if (role === null) await this.aino.browser.does('removeMember', { params })
    else await this.aino.browser.does('setMember', { params, body: { role } })
  }

  /** A new page with a title and an empty paragraph. */
  async page(title = 'A page'): Promise<string> {
    const params = { id: this.strategy }
    return (await this.aino.browser.does('makePage', { params, body: { title } })).id
  }

  /** A client of the page; gone at the test's end. */
  client(page: string, who: Member, options: Partial<ClientOptions> = {}): CollabClient {
    const client = new CollabClient({ url: this.served.url, page, token: who.token, ...options })
    this.#clients.push(client)
    return client
  }

  /** The page as somebody sees it who has never been there. */
  async fresh(page: string, who: Member = this.aino): Promise<CollabClient> {
    return this.client(page, who).untilSynced()
  }

  /** Closes all clients. */
  leave(): void {
    for (const client of this.#clients.splice(0)) client.destroy()
  }
}

async function withToken(signedIn: SignedIn): Promise<Member> {
  return { ...signedIn, token: await tokenOf(signedIn) }
}

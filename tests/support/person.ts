/** A person with a browser's habits: keeps the cookie, names its origin, speaks JSON. */
import type { z } from 'zod'
import { type EndpointName, endpoints, errorReply } from '../../server/contract/api.ts'
import type { OrganisationRole } from '../../server/contract/permissions.ts'
import type { Language, Person } from '../../server/contract/records.ts'

/** A server to talk to, in this process or in one of its own. */
export interface Served {
  readonly url: string
  readonly setupToken: string
  readonly config: { readonly publicUrl: URL | null }
}

export const password = 'a long enough password'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly bytes: Buffer
  /** The parsed body, or undefined when it is not JSON. */
  readonly body: unknown
  /** What an error answer says; null when it is none of our shape. */
  readonly error: z.infer<typeof errorReply>['error'] | null
}

type Endpoints = typeof endpoints
interface Given<Name extends EndpointName> {
  readonly params?: Readonly<Record<string, string>>
  readonly body?: z.input<Endpoints[Name]['body']>
}

export class Browser {
  readonly app: Served
  /** The cookie of the session, or null. */
  cookie: string | null = null
  /** The cookie that a browser keeps beyond the session, or null. */
  device: string | null = null

  constructor(app: Served) {
    this.app = app
  }

  get origin(): string {
    return this.app.config.publicUrl?.origin ?? this.app.url
  }

  /**
   * Asks anything; keeps what Set-Cookie says. A body that is a string or bytes is sent as it is;
   * headers that are null are left out.
   */
  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string | null>> = {},
  ): Promise<Answer> {
    const all: Record<string, string | null> = {
      Origin: method === 'GET' ? null : this.origin,
      Cookie: [this.cookie, this.device].filter((one) => one !== null).join('; '),
      'Content-Type': body === undefined ? null : 'application/json',
      ...headers,
    }
    const sent = Object.entries(all).filter((header): header is [string, string] => !!header[1])
    const response = await fetch(this.app.url + path, {
      method,
      headers: sent,
      redirect: 'manual',
      ...(body !== undefined && { body: asItIs(body) ?? JSON.stringify(body) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const kept = /max-age=0/i.test(line) ? null : pair
      if (/^[\w-]*talkoot-device=/.test(line)) this.device = kept
      else this.cookie = kept
    }
    const bytes = Buffer.from(await response.arrayBuffer())
    const text = bytes.toString()
    const json = text !== '' && /json/.test(response.headers.get('content-type') ?? '')
    const parsed: unknown = json ? JSON.parse(text) : undefined
    return {
      status: response.status,
      headers: response.headers,
      text,
      bytes,
      body: parsed,
      error: response.status < 400 ? null : (errorReply.safeParse(parsed).data?.error ?? null),
    }
  }

  get = (path: string) => this.ask('GET', path)

  /** Calls an endpoint and takes any answer. */
  tries<Name extends EndpointName>(
    name: Name,
    given: Given<Name> = {},
    headers: Readonly<Record<string, string | null>> = {},
  ): Promise<Answer> {
    const { method, path } = endpoints[name]
    const full = path.replace(/:(\w+)/g, (_, param: string) => given.params?.[param] ?? '')
    return this.ask(method, full, given.body, headers)
  }

  /** Calls an endpoint, which must succeed and answer as its schema says. */
  async does<Name extends EndpointName>(
    name: Name,
    given: Given<Name> = {},
    headers: Readonly<Record<string, string | null>> = {},
  ): Promise<z.output<Endpoints[Name]['reply']>> {
    const answer = await this.tries(name, given, headers)
    if (answer.status !== endpoints[name].status) {
      throw new Error(`${name}: ${answer.status} ${answer.text}`)
    }
    return endpoints[name].reply.parse(answer.body) as z.output<Endpoints[Name]['reply']>
  }

  /** Signs in, which must work. */
  async signIn(email: string): Promise<Person> {
    return (await this.does('signIn', { body: { email, password } })).person
  }
}

/** What is sent as it is; null for what is sent as JSON. */
function asItIs(body: unknown): string | Uint8Array<ArrayBuffer> | null {
  if (typeof body === 'string') return body
  return body instanceof Uint8Array ? new Uint8Array(body) : null
}

/** Somebody who is signed in. */
export interface SignedIn {
  readonly browser: Browser
  readonly person: Person
}

/** Sets the organisation up; the administrator is signed in. */
export async function setUp(
  app: Served,
  name = 'Aino',
  language: Language = 'en',
): Promise<SignedIn> {
  const browser = new Browser(app)
  const { person } = await browser.does('setUp', {
    body: {
      token: app.setupToken,
      organisation: 'Karelia',
      language,
      person: { name, email: emailOf(name), password },
    },
  })
  return { browser, person }
}

/** Adds a person to the organisation and signs them in. */
export async function join(
  admin: SignedIn,
  name: string,
  role: OrganisationRole = 'member',
): Promise<SignedIn> {
  const email = emailOf(name)
  await admin.browser.does('addPerson', { body: { name, email, password, role } })
  const browser = new Browser(admin.browser.app)
  return { browser, person: await browser.signIn(email) }
}

/** A bearer token of the person. */
export async function tokenOf({ browser }: SignedIn): Promise<string> {
  return (await browser.does('makeToken', { body: { name: 'for a test' } })).token
}

export function emailOf(name: string): string {
  return `${name.toLowerCase()}@example.org`
}

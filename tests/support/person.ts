/** A person with a browser's habits: keeps the cookie, names its origin, speaks JSON. */
import { expect } from 'vitest'
import type { Person } from '../../server/contract/records.ts'
import type { RunningApp } from './app.ts'

export const password = 'a long enough password'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** The parsed body; undefined when there is none. */
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any
}

export class Browser {
  readonly app: RunningApp
  #cookie: string | null = null

  constructor(app: RunningApp) {
    this.app = app
  }

  /** The Cookie header, or null. */
  get cookie(): string | null {
    return this.#cookie
  }

  set cookie(value: string | null) {
    this.#cookie = value
  }

  get origin(): string {
    return this.app.config.publicUrl?.origin ?? this.app.url
  }

  /** Asks; keeps what Set-Cookie says. `headers` with null are left out. */
  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string | null>> = {},
  ): Promise<Answer> {
    const all: Record<string, string | null> = {
      Origin: method === 'GET' ? null : this.origin,
      Cookie: this.#cookie,
      'Content-Type': body === undefined ? null : 'application/json',
      ...headers,
    }
    const sent = Object.entries(all).filter((header): header is [string, string] => !!header[1])
    const response = await fetch(this.app.url + path, {
      method,
      headers: sent,
      redirect: 'manual',
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      this.#cookie = /max-age=0/i.test(line) ? null : pair
    }
    const text = await response.text()
    const json = /json/.test(response.headers.get('content-type') ?? '')
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : json ? JSON.parse(text) : text,
    }
  }

  get = (path: string) => this.ask('GET', path)
  post = (path: string, body?: unknown) => this.ask('POST', path, body)
  put = (path: string, body?: unknown) => this.ask('PUT', path, body)
  patch = (path: string, body?: unknown) => this.ask('PATCH', path, body)
  delete = (path: string) => this.ask('DELETE', path)

  /** Signs in and expects it to work. */
  async signIn(email: string, secret = password): Promise<Person> {
    const answer = await this.post('/api/session', { email, password: secret })
    expect(answer.status).toBe(201)
    return answer.body.person
  }
}

/** Somebody who is signed in. */
export interface SignedIn {
  readonly browser: Browser
  readonly person: Person
}

/** Sets the organisation up; the administrator is signed in. */
export async function setUp(app: RunningApp, name = 'Aino', language = 'en'): Promise<SignedIn> {
  const browser = new Browser(app)
  const answer = await browser.post('/api/setup', {
    token: app.setupToken,
    organisation: 'Karelia',
    language,
    person: { name, email: emailOf(name), password },
  })
  expect(answer.status).toBe(201)
  return { browser, person: answer.body.person }
}

/** Adds a person to the organisation and signs them in. */
export async function join(
  admin: SignedIn,
  name: string,
  role: 'admin' | 'member' | 'guest' = 'member',
): Promise<SignedIn> {
  const email = emailOf(name)
  const added = await admin.browser.post('/api/people', { name, email, password, role })
  expect(added.status).toBe(201)
  const browser = new Browser(admin.browser.app)
  return { browser, person: await browser.signIn(email) }
}

/** A bearer token of the person. */
export async function tokenOf({ browser }: SignedIn): Promise<string> {
  const answer = await browser.post('/api/tokens', { name: 'for a test' })
  expect(answer.status).toBe(201)
  return answer.body.token
}

export function emailOf(name: string): string {
  return `${name.toLowerCase()}@example.org`
}

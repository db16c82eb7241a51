/** A mail server that keeps what it takes, and fails as it is told to. */
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'
import { onTestFinished } from 'vitest'

/** A letter as it arrived. */
export interface Arrived {
  readonly from: string
  readonly to: string
  readonly secure: boolean
  readonly user: string | undefined
  /** By their names in small letters, decoded. */
  readonly headers: ReadonlyMap<string, string>
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly raw: string
}

/** The answer with which it refuses: a code and words; null = it takes what comes. */
type Refusal = { readonly code: number; readonly text: string } | null

export class MailServer {
  readonly letters: Arrived[] = []
  /** Asked for each recipient, and for each letter once it has come. */
  refuse: (at: 'MAIL' | 'RCPT' | 'DATA', to: string) => Refusal = () => null
  /** The letter has come and is kept, but its sender is not told before this resolves. */
  answer: () => Promise<void> = async () => {}
  connections = 0
  /** Connections that have ended. */
  ended = 0
  #server: SMTPServer | null = null
  #port = 0
  readonly #options: SMTPServerOptions

  private constructor(options: SMTPServerOptions) {
    this.#options = options
  }

  /** Listens on a free port; stops with the test. */
  static async start(options: SMTPServerOptions = {}): Promise<MailServer> {
    const server = new MailServer(options)
    await server.listen()
    onTestFinished(() => server.stop())
    return server
  }

  get url(): URL {
    return new URL(`smtp://localhost:${this.#port}`)
  }

  /** Listens, on the same port as before. */
  async listen(): Promise<void> {
    const server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      authOptional: true,
      closeTimeout: 100,
      disableReverseLookup: true,
      onConnect: (_session, done) => {
        this.connections += 1
        done()
      },
      onClose: () => {
        this.ended += 1
      },
      onMailFrom: ({ address }, _session, done) => done(this.#refusal('MAIL', address)),
      onRcptTo: ({ address }, _session, done) => done(this.#refusal('RCPT', address)),
      onData: (stream, session, done) => {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => void this.#take(Buffer.concat(parts).toString(), session, done))
      },
      ...this.#options,
    })
    // Of clients that go away in the middle.
    server.on('error', () => {})
    await new Promise<void>((listening) => {
      server.listen(this.#port, 'localhost', () => listening())
    })
    const at = server.server.address()
    if (typeof at === 'object' && at !== null) this.#port = at.port
    this.#server = server
  }

  /** Nobody answers any more. */
  async stop(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (server) await new Promise<void>((stopped) => server.close(() => stopped()))
  }

  #refusal(at: 'MAIL' | 'RCPT' | 'DATA', to: string): Error | null {
    const refusal = this.refuse(at, to)
    return refusal && Object.assign(new Error(refusal.text), { responseCode: refusal.code })
  }

  async #take(
    raw: string,
    session: SMTPServerSession,
    done: (error?: Error | null) => void,
  ): Promise<void> {
    const { mailFrom, rcptTo } = session.envelope
    const to = rcptTo.map(({ address }) => address).join()
    const refusal = this.#refusal('DATA', to)
    if (refusal) {
      done(refusal)
      return
    }
    const from = mailFrom ? mailFrom.address : ''
    this.letters.push({ ...parsed(raw), from, to, secure: session.secure, user: session.user })
    await this.answer()
    done()
  }
}

function parsed(raw: string): Pick<Arrived, 'headers' | 'subject' | 'text' | 'html' | 'raw'> {
  const { body, headers } = split(raw)
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1] ?? ''
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => split(part.trimStart()))
  const of = (type: string): string => {
    const part = parts.find((one) => one.headers.get('content-type')?.startsWith(type))
    return part ? decoded(part.body, part.headers.get('content-transfer-encoding') ?? '') : ''
  }
  const subject = headers.get('subject') ?? ''
  return { raw, headers, subject, text: of('text/plain'), html: of('text/html') }
}

function split(text: string): { headers: ReadonlyMap<string, string>; body: string } {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  const headers = new Map(
    lines.map((line): [string, string] => {
      const at = line.indexOf(':')
      return [line.slice(0, at).toLowerCase(), words(line.slice(at + 1).trim())]
    }),
  )
  return { headers, body: rest.join('\r\n\r\n') }
}

/** Encoded words of headers, as RFC 2047 has them. */
function words(text: string): string {
  return text
    .replace(/(\?=)\s+(=\?)/g, '$1$2')
    .replace(/(?:=\?utf-8\?q\?[^?]*\?=)+/gi, (all) =>
      quoted(all.replace(/=\?utf-8\?q\?([^?]*)\?=/gi, '$1').replaceAll('_', ' ')),
    )
    .replace(/(?:=\?utf-8\?b\?[^?]*\?=)+/gi, (all) =>
      Buffer.concat(
        [...all.matchAll(/=\?utf-8\?b\?([^?]*)\?=/gi)].map(([, one = '']) =>
          Buffer.from(one, 'base64'),
        ),
      ).toString(),
    )
}

function decoded(body: string, encoding: string): string {
  if (/base64/i.test(encoding)) return Buffer.from(body, 'base64').toString()
  const text = /quoted/i.test(encoding) ? quoted(body.replace(/=\r\n/g, '')) : body
  return text.replaceAll('\r\n', '\n').trim()
}

const quoted = (text: string) =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString()

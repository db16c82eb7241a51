/** Hands e-mail to an SMTP server, over connections that are kept, and says what became of it. */
import { createTransport } from 'nodemailer'
import { z } from 'zod'
import type { Letter } from './letter.ts'

/** Where e-mail goes out, and in whose name. */
export interface PostOffice {
  /** `smtp:` or `smtps:`, with user and password where the server wants them. */
  readonly url: URL
  readonly from: { readonly name: string; readonly address: string }
}

/** What became of a letter. */
export type Handed =
  | { readonly outcome: 'accepted' }
  /** For good: the server will never take this letter for this address. */
  | { readonly outcome: 'refused'; readonly error: unknown }
  /** It may take this one another time. */
  | { readonly outcome: 'later'; readonly error: unknown }
  /** Nothing can be sent at present. */
  | { readonly outcome: 'unreachable'; readonly error: unknown }

export interface Post {
  /** Never rejects. */
  hand(letter: Letter): Promise<Handed>
  /** Is somebody there who takes letters from us? Rejects with what the server said. */
  check(): Promise<void>
  /** Ends it; what is on its way then is not known to have arrived. */
  close(): void
}

const connections = 2
const lettersPerSecond = 10

/** How the mail server is reached. `trusted`: certificates to be believed beside the machine's, PEM. */
export function connectionOf({ url }: Pick<PostOffice, 'url'>, trusted?: string) {
  const secure = url.protocol === 'smtps:'
  const user = decodeURIComponent(url.username)
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  return {
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    // A password goes out in the clear to nobody but this machine.
    requireTLS: !secure && user !== '' && !isHere(host),
    ...(user !== '' && { auth: { user, pass: decodeURIComponent(url.password) } }),
    tls: { minVersion: 'TLSv1.2', ...(trusted !== undefined && { ca: trusted }) },
  } as const
}

/** As `connectionOf`. */
export function createPost({ from, url }: PostOffice, trusted?: string): Post {
  const transport = createTransport({
    ...connectionOf({ url }, trusted),
    pool: true,
    maxConnections: connections,
    maxMessages: 100,
    rateDelta: 1_000,
    rateLimit: lettersPerSecond,
    // When to try again is ours to say.
    maxRequeues: 0,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    idleTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })

  return {
    async hand({ headers, html, inReplyTo, messageId, subject, text, to }) {
      try {
        await transport.sendMail({
          from,
          to,
          subject,
          text,
          html,
          messageId,
          ...(inReplyTo !== null && { inReplyTo, references: inReplyTo }),
          headers: Object.entries(headers).map(([key, value]) => ({
            key,
            // A link must stay in one piece.
            value: { prepared: true, foldLines: false, value },
          })),
        })
        return { outcome: 'accepted' }
      } catch (error) {
        return { outcome: outcomeOf(error), error }
      }
    },

    async check() {
      await transport.verify()
    },

    close: () => transport.close({ force: true }),
  }
}

const isHere = (host: string) => /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host)

const smtpError = z.object({
  code: z.string().optional(),
  command: z.string().optional(),
  responseCode: z.number().optional(),
})

/** A fault of our settings is nobody's who should have got a letter: that one waits. */
function outcomeOf(error: unknown): 'refused' | 'later' | 'unreachable' {
  const { code, command, responseCode } = smtpError.safeParse(error).data ?? {}
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return 'unreachable'
  if (command === 'MAIL FROM' || responseCode === 421) return 'unreachable'
  // Without a number it is the address itself that cannot be written to.
  if (responseCode === undefined) return 'refused'
  return responseCode >= 500 && responseCode !== 503 ? 'refused' : 'later'
}

/** What a failure says, in one line and without what a server adds at length. */
export function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 300)
}

/** Coming in by a link: its code, perhaps a password, then a cookie for this publication alone. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { AppError } from '#contract/errors.ts'
import type { Identify } from '../../people/identify.ts'
import type { Passwords } from '../../people/passwords.ts'
import { addressKey, type Throttle } from '../../people/throttle.ts'
import { escaped } from '../../publishing/html/escaped.ts'
import { hashOfCode, type Publication } from '../../publishing/publications.ts'
import { hasEnded, type LinkCookie } from './link-cookie.ts'
import {
  type Answering,
  notThere,
  paragraph,
  type SendSmallPage,
  type SmallPage,
} from './small-page.ts'

/** Passwords typed wrong within a quarter of an hour: from one address, and for one link. */
const wrongEach = 10
const wrongAll = 200
const mostBody = 2_000
const bodyWithinMs = 20_000

export interface EnterDeps {
  readonly basePath: string
  readonly clock: () => number
  readonly identify: Pick<Identify, 'refuseForeign'>
  readonly linkCookie: LinkCookie
  readonly passwords: Pick<Passwords, 'verify'>
  readonly send: SendSmallPage
  readonly throttle: Throttle
}

/** Answers `/published/<slug>/enter/<code>`. */
export type Enter = (
  publication: Publication,
  code: string,
  answering: Answering & { readonly address: string },
) => Promise<void>

const linkEnded: SmallPage = {
  status: 403,
  title: 'linkEnded',
  body: (words) => paragraph(words.linkEndedText),
}

const tooMany = (retryAfter: string): SmallPage => ({
  status: 429,
  title: 'tooMany',
  body: (words) => paragraph(words.tooManyText),
  headers: { 'Retry-After': retryAfter },
})

/** Posts to its own address, which stays out of the page. */
const passwordPage = (wrong: boolean): SmallPage => ({
  status: wrong ? 403 : 200,
  title: 'password',
  body: (words) => `${paragraph(words.passwordText)}
<form method="post">
<label for="password">${escaped(words.passwordLabel)}</label>
<input id="password" name="password" type="password" autocomplete="off" required maxlength="200"${wrong ? ' aria-invalid="true" aria-describedby="wrong"' : ''}>
${wrong ? `<p id="wrong" class="wrong" role="alert">${escaped(words.passwordWrong)}</p>\n` : ''}<button>${escaped(words.passwordOpen)}</button>
</form>`,
})

export function createEnterPublication(deps: EnterDeps): Enter {
  const { basePath, clock, identify, linkCookie, passwords, send, throttle } = deps

  async function isPassword(publication: Publication, address: string, typed: string) {
    const key = `published ${publication.strategy}`
    const attempt = throttle.attempt([
      { key: `${key} ${addressKey(address)}`, limit: wrongEach },
      { key, limit: wrongAll },
    ])
    const right = await passwords.verify(publication.passwordHash, typed)
    if (right) attempt.succeeded()
    return right
  }

  return async (publication, code, answering) => {
    const { address, request, response } = answering
    const { embedding, passwordHash, slug } = publication
    const say = (page: SmallPage) => send(answering, page, embedding)
    const { method = 'GET' } = request
    if (publication.reach !== 'link' || !isCode(code, publication)) {
      send(answering, notThere)
      return
    }
    if (hasEnded(publication, clock())) return say(linkEnded)
    if (passwordHash !== null) {
      if (method !== 'POST') return say(passwordPage(false))
      try {
        identify.refuseForeign(request)
        const typed = new URLSearchParams(await bodyOf(request)).get('password') ?? ''
        if (!(await isPassword(publication, address, typed))) return say(passwordPage(true))
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        if (error.code !== 'too-many-requests') return say(passwordPage(true))
        return say(tooMany(error.details?.['retryAfter'] ?? '900'))
      }
    }
    response
      .writeHead(303, {
        Location: `${basePath}/published/${slug}/`,
        'Set-Cookie': linkCookie.set(publication, clock()),
        'Cache-Control': 'no-store',
        'Referrer-Policy': 'no-referrer',
        'Content-Length': 0,
      })
      .end()
  }
}

/** Takes as long whether or not. */
function isCode(code: string, { codeHash }: Publication): boolean {
  const given = Buffer.from(hashOfCode(code))
  const right = Buffer.from(codeHash ?? createHash('sha256').digest('hex'))
  return timingSafeEqual(given, right) && codeHash !== null
}

/** What a form posts. AppError too-large, invalid-input. */
async function bodyOf(request: IncomingMessage): Promise<string> {
  const late = setTimeout(() => request.destroy(), bodyWithinMs)
  try {
    const parts: Buffer[] = []
    let size = 0
    for await (const part of request) {
      if (!Buffer.isBuffer(part)) throw new AppError('invalid-input', 'The form cannot be read.')
      size += part.length
      if (size > mostBody) throw new AppError('too-large', 'The form is too large.')
      parts.push(part)
    }
    return Buffer.concat(parts).toString('utf8')
  } finally {
    clearTimeout(late)
  }
}

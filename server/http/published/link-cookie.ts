/** The cookie of those who came by a link: good for one publication, signed by its key. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Publication } from '../../publishing/publications.ts'

/** Then the link is to be opened again. */
const longestMs = 30 * 24 * 3_600_000

export interface LinkCookie {
  /** Does the Cookie header have one that lets in now? `now` in milliseconds since 1970. */
  letsIn(header: string | undefined, publication: Publication, now: number): boolean
  /** The Set-Cookie line for who has opened the link now. */
  set(publication: Publication, now: number): string
}

/** Has the link run out? */
export const hasEnded = ({ linkUntil }: Pick<Publication, 'linkUntil'>, now: number) =>
  linkUntil !== null && Date.parse(linkUntil) <= now

export function createLinkCookie(publicUrl: URL | null, basePath: string): LinkCookie {
  const secure = publicUrl?.protocol === 'https:'
  const name = `${secure ? '__Secure-' : ''}talkoot-edition`

  return {
    letsIn(header, publication, now) {
      if (hasEnded(publication, now)) return false
      return (header?.split(';') ?? []).some((pair) => {
        const [key = '', value = ''] = pair.split('=', 2)
        return key.trim() === name && isRight(value.trim(), publication, now)
      })
    },

    set(publication, now) {
      const { linkUntil, slug } = publication
      const latest = now + longestMs
      const until = linkUntil === null ? latest : Math.min(latest, Date.parse(linkUntil))
      const value = `${until}.${signed(until, publication)}`
      const life = Math.max(0, Math.floor((until - now) / 1_000))
      const path = `${basePath}/published/${slug}/`
      return `${name}=${value}; Max-Age=${life}; Path=${path}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
    },
  }
}

function isRight(value: string, publication: Publication, now: number): boolean {
  const [, digits, signature = ''] = /^([0-9]{1,16})\.([\w-]{43})$/.exec(value) ?? []
  if (digits === undefined) return false
  const right = timingSafeEqual(
    Buffer.from(signature),
    Buffer.from(signed(Number(digits), publication)),
  )
  return right && Number(digits) > now
}

/** With the link and its password in it: another one of either ends the cookie, too. */
function signed(until: number, publication: Publication): string {
  const { codeHash, key, passwordHash, strategy } = publication
  return createHmac('sha256', Buffer.from(key, 'base64url'))
    .update(JSON.stringify([strategy, until, codeHash, passwordHash]))
    .digest('base64url')
}

/** Cookies: out of reach for scripts, never sent by other sites' forms. */

export interface Cookie {
  /** The secret in a request's Cookie header, or null. */
  read(header: string | undefined): string | null
  /** The Set-Cookie line; `lifeMs` in milliseconds. */
  set(secret: string, lifeMs: number): string
  /** The Set-Cookie line that removes it. */
  clear(): string
}

/**
 * Over https the name begins with `__Host-`, so that no neighbouring domain can plant one; under a
 * path prefix, which such a cookie cannot have, with `__Secure-`, so that no plain http can.
 */
function createCookie(plainName: string, publicUrl: URL | null, basePath: string): Cookie {
  const secure = publicUrl?.protocol === 'https:'
  const prefix = secure ? (basePath === '' ? '__Host-' : '__Secure-') : ''
  const name = `${prefix}${plainName}`
  const attributes = `; Path=${basePath || '/'}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  return {
    read(header) {
      for (const pair of header?.split(';') ?? []) {
        const [key = '', value = ''] = pair.split('=', 2)
        if (key.trim() === name && value.trim() !== '') return value.trim()
      }
      return null
    },
    set: (secret, lifeMs) =>
      `${name}=${secret}; Max-Age=${Math.floor(lifeMs / 1_000)}${attributes}`,
    clear: () => `${name}=; Max-Age=0${attributes}`,
  }
}

/** The cookie of a session. */
export const sessionCookie = (publicUrl: URL | null, basePath: string): Cookie =>
  createCookie('talkoot', publicUrl, basePath)

/** The cookie of a browser that somebody has signed in with (see `enter.ts`). */
export const deviceCookie = (publicUrl: URL | null, basePath: string): Cookie =>
  createCookie('talkoot-device', publicUrl, basePath)

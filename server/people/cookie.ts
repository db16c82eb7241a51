/** The session cookie: out of reach for scripts, never sent by other sites' forms. */

export interface SessionCookie {
  /** The secret in a request's Cookie header, or null. */
  read(header: string | undefined): string | null
  /** The Set-Cookie line; `lifeMs` in milliseconds. */
  set(secret: string, lifeMs: number): string
  /** The Set-Cookie line that removes it. */
  clear(): string
}

/**
 * Over https without a path prefix the name begins with `__Host-`, so that no neighbouring domain
 * can plant a session.
 */
export function sessionCookie(publicUrl: URL | null, basePath: string): SessionCookie {
  const secure = publicUrl?.protocol === 'https:'
  const name = secure && basePath === '' ? '__Host-talkoot' : 'talkoot'
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

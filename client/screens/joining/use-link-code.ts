/**
 * The code of a link, `/join#<code>` or `/link#<code>`. It leaves the address bar at once, so that
 * it is neither seen over a shoulder nor shared with the address; in the history entry's state it
 * outlives a reload.
 */
import { useEffect, useState } from 'react'

/** The code that this place was opened with ('' for none), and what takes another. */
export function useLinkCode(): readonly [string, (code: string) => void] {
  const [code, setCode] = useState(() => codeInFragment() || codeInState())
  useEffect(() => {
    const hide = () => {
      const given = codeInFragment()
      if (given === '') return
      keep(given)
      setCode(given)
    }
    hide()
    globalThis.addEventListener('hashchange', hide)
    return () => globalThis.removeEventListener('hashchange', hide)
  }, [])
  const take = (next: string) => {
    keep(next)
    setCode(next)
  }
  return [code, take]
}

/** What to leave a place with so that it finds the code. */
export const stateWith = (code: string) => ({ code })

function keep(code: string): void {
  const { pathname, search } = globalThis.location
  globalThis.history.replaceState(stateWith(code), '', pathname + search)
}

function codeInFragment(): string {
  const fragment = globalThis.location.hash.slice(1)
  try {
    return decodeURIComponent(fragment).trim()
  } catch {
    // Not percent-encoded after all: it is what it looks like.
    return fragment
  }
}

function codeInState(): string {
  const state: unknown = globalThis.history.state
  const code = state !== null && typeof state === 'object' && 'code' in state ? state.code : ''
  return typeof code === 'string' ? code : ''
}

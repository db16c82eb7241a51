import { useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { useSpeech } from '../i18n/Language.tsx'
import type { Reply } from '../net/api.ts'
import { addressOf } from '../net/place.ts'
import { enter } from '../net/enter.ts'

/**
 * Takes somebody in who has just signed in: in their language, to where they wanted to go, with
 * what that place was left with.
 */
export function useEnter() {
  const queries = useQueryClient()
  const { language, speak } = useSpeech()
  const [, travel] = useLocation()
  return async (session: Reply<'getSession'>, to: string, left: unknown = null) => {
    const chosen = session.person.language
    // Without that catalogue one is in all the same, in the language spoken so far.
    if (chosen !== null && chosen !== language) await speak(chosen).catch(reportError)
    enter(queries, session)
    // Editions are pages of the server's, and no screens.
    if (to.startsWith('/published/')) return globalThis.location.replace(addressOf(to).href)
    travel(to, { replace: true, state: left })
  }
}

import { createContext, use } from 'react'
import type { Reply } from '../net/api.ts'

/** Who is signed in, for every screen inside. */
export const Me = createContext<Reply<'getSession'> | null>(null)

/** Who is signed in. */
export function useMe(): Reply<'getSession'> {
  const session = use(Me)
  if (session === null) throw new Error('Nobody is signed in here')
  return session
}

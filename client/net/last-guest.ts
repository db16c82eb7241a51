import type { Person } from '#contract/records.ts'
import { recall, remember } from './stored.ts'

/** Remembers that a guest is here, who has no password to come back with; forgets it for others. */
export function noteGuest(person: Person | null): void {
  remember('guest', person?.role === 'guest' ? person.name : null)
}

/** The name of the guest who was here last and has not signed out, or null. */
export const lastGuest = (): string | null => recall('guest')

import type { invitationEndpoints } from '#contract/api/invitations.ts'
import type { HandlersOf } from '../handlers.ts'
import type { Note } from '../note.ts'

/** Invitations by link, and coming in by one. */
export function invitationRoutes(_deps: {
  readonly note: Note
}): Partial<HandlersOf<typeof invitationEndpoints>> {
  return {}
}

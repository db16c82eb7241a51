import type { invitationEndpoints } from '#contract/api/invitations.ts'
import { AppError, notFound } from '#contract/errors.ts'
import type { Access } from '../../people/access.ts'
import type { Accept } from '../../people/accepting.ts'
import type { Invitations, TellingInvitation } from '../../people/invitations.ts'
import type { Arrived, Joining } from '../../people/joining.ts'
import type { People } from '../../people/people.ts'
import type { Sessions } from '../../people/sessions.ts'
import type { Enter } from '../enter.ts'
import type { HandlersOf } from '../handlers.ts'
import type { Moments } from '../moments.ts'
import type { Note } from '../note.ts'

/** Invitations by link, and coming in by one. */
export function invitationRoutes(deps: {
  readonly accept: Accept
  readonly access: Access
  readonly enter: Enter
  readonly invitations: Invitations
  readonly joining: Joining
  readonly moments: Pick<Moments, 'now'>
  readonly note: Note
  readonly people: People
  readonly sessions: Sessions
}): HandlersOf<typeof invitationEndpoints> {
  const { accept, access, enter, invitations, joining, moments, note, people, sessions } = deps

  const made = (invitation: TellingInvitation) => {
    const { as, createdBy: by, id, strategy } = invitation
    note('invitation made', { by, invitation: id, as, strategy: strategy?.id ?? 'none' })
    return invitation
  }
  const noted = (event: string, { person, invitation }: Arrived) => {
    note(event, { person: person.id, invitation, role: person.role })
  }

  return {
    listInvitations: async () => ({ invitations: [...(await invitations.list())] }),

    makeInvitation: async ({ grant, body }) =>
      made(await invitations.make(grant.person, body, null)),

    listStrategyInvitations: async ({ grant }) => ({
      invitations: [...(await invitations.list(grant.strategy.id))],
    }),

    makeStrategyInvitation: async ({ grant, body }) => {
      const { person, strategy } = grant
      const readable = new Set((await access.pages(grant)).map(({ page }) => page.id))
      const { pages, role } = body
      if (pages?.some((page) => !readable.has(page))) throw notFound()
      return made(await invitations.make(person, body, { strategy, role, pages }))
    },

    endInvitation: async ({ grant: { person, invitation } }) => {
      await invitations.end(invitation)
      note('invitation ended', { by: person.id, invitation: invitation.id })
    },

    renewCode: async ({ grant: { person, invitation } }) => {
      const renewed = await invitations.renew(person, invitation)
      note('invitation given a new code', { by: person.id, invitation: invitation.id })
      return renewed
    },

    lookAtInvitation: ({ body, address }) => joining.look(body.code, address),

    join: async ({ body, ...call }) => {
      const arrived = await joining.join(body, call.address)
      noted('joined', arrived)
      const { strategy, page } = arrived
      return { ...(await enter.enter(arrived, call)), strategy, page }
    },

    acceptInvitation: async ({ grant: { person, identity }, body, ...call }) => {
      // A password chosen by a token would outlive it.
      if (identity.by === 'token' && (body.email ?? body.password) !== undefined) {
        throw new AppError('forbidden', 'A token cannot choose a password.')
      }
      const arrived = await accept(person, body, call.address)
      if (arrived.counted) noted('invitation accepted', arrived)
      const { proof, strategy, page } = arrived
      if (proof === null) {
        const moment = moments.now()
        const organisation = await people.founded()
        return { moment, organisation, page, person: arrived.person, strategy }
      }
      // With a password of their own everything begins anew, as it does with another one.
      await sessions.endAll(person.id)
      return { ...(await enter.enter(arrived, call)), strategy, page }
    },
  }
}

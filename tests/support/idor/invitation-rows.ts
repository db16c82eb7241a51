/** Invitations: who gets what for which of them. */
import type { invitationEndpoints } from '#contract/api/invitations.ts'
import {
  administrators,
  anybody,
  everybodySignedIn,
  type IdPlace,
  plain,
  type Row,
  type Target,
} from './row.ts'
import { inStrategies, pageOfA } from './strategy-rows.ts'
import type { World } from './world.ts'

const invitation: IdPlace = { of: 'invitation' }
const unit: IdPlace = { of: 'unit' }

const nextWeek = ({ clock }: World) => new Date(clock() + 7 * 24 * 3_600_000).toISOString()
const given = (world: World, as: 'member' | 'guest', unitId: string | null = null) => ({
  label: 'Workshop',
  as,
  unit: unitId,
  endsAt: nextWeek(world),
})

/** A new invitation to a strategy, or into the organisation alone. */
async function invite(world: World, id: string | null) {
  const { browser } = world.admin
  const body = given(world, 'guest')
  return id === null
    ? browser.does('makeInvitation', { body })
    : browser.does('makeStrategyInvitation', { params: { id }, body: { ...body, role: 'reader' } })
}

/** The same call to invitations of each kind. */
function toInvitations(): Row['targets'] {
  const to = (gets: string, where: (world: World) => string | null): Target => ({
    gets,
    call: async (world) => ({ params: { id: (await invite(world, where(world))).id } }),
  })
  return {
    'an invitation to A': to('ooo o--- -- !!!', ({ a }) => a.id),
    'an invitation to B': to('ooo ---- -- !!!', ({ b }) => b.id),
    'an invitation into the organisation': to('ooo ---- -- !!!', () => null),
  }
}

export const invitationRows: Readonly<Record<keyof typeof invitationEndpoints, Row>> = {
  listInvitations: plain(administrators),
  makeInvitation: {
    ids: { 'body.unit': unit },
    targets: {
      'into a unit': {
        gets: administrators,
        call: async (world) => ({ body: given(world, 'member', await world.unit()) }),
      },
    },
  },
  listStrategyInvitations: {
    ids: { 'params.id': { of: 'strategy' } },
    targets: inStrategies('ooo oxxx -x !!!'),
  },
  makeStrategyInvitation: {
    ids: { 'params.id': { of: 'strategy' }, 'body.unit': unit, 'body.pages[]': pageOfA },
    targets: {
      'some pages of A': {
        gets: 'ooo oxxx -x !!!',
        call: async (world) => ({
          params: { id: world.a.id },
          body: {
            ...given(world, 'guest', await world.unit()),
            role: 'editor',
            pages: [world.a.plain],
          },
        }),
      },
      ...inStrategies('ooo oxxx -x !!!', (world) => ({
        body: { ...given(world, 'guest'), role: 'reader' },
      })),
      // Facilitators invite guests; who becomes a member is for administrators to say.
      'new members to A': {
        gets: 'ooo xxxx -x !!!',
        call: (world) => ({
          params: { id: world.a.id },
          body: { ...given(world, 'member'), role: 'reader' },
        }),
      },
    },
  },
  endInvitation: { ids: { 'params.id': invitation }, targets: toInvitations() },
  renewCode: { ids: { 'params.id': invitation }, targets: toInvitations() },
  lookAtInvitation: plain(anybody, async (world: World) => ({
    code: (await invite(world, world.a.id)).code,
  })),
  join: {
    spendsSession: true,
    ids: { 'body.unit': unit },
    targets: {
      'with a unit of my choice': {
        gets: anybody,
        call: async (world) => ({
          body: {
            code: (await invite(world, world.a.id)).code,
            name: 'A new guest',
            unit: await world.unit(),
          },
        }),
      },
    },
  },
  acceptInvitation: {
    ...plain(everybodySignedIn, async (world: World) => ({
      code: (await invite(world, world.elsewhere)).code,
    })),
    spendsSession: true,
  },
}

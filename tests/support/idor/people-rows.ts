/** Sessions, people, units and the organisation: who gets what. */
import type { organisationEndpoints } from '#contract/api/organisation.ts'
import type { peopleEndpoints } from '#contract/api/people.ts'
import type { sessionEndpoints } from '#contract/api/session.ts'
import { newId, sessionId, tokenId } from '#contract/ids.ts'
import { Browser, emailOf, password } from '../person.ts'
import {
  administrators,
  administratorsWhoConfirmed,
  anybody,
  everybodySignedIn,
  type IdPlace,
  plain,
  type Row,
} from './row.ts'
import type { Actor, Call, World } from './world.ts'

const somebody: IdPlace = { of: 'person' }
const unit: IdPlace = { of: 'unit' }

/** A call to the person who is there to be looked after. */
function toSubject(gets: string, body?: (world: World) => unknown): Row['targets'] {
  return {
    somebody: {
      gets,
      call: (world) => ({ params: { id: world.subject.person.id }, body: body?.(world) }),
    },
  }
}

/** A call with a unit in its body. */
const withUnit = (
  gets: string,
  body: (world: World, unit: string) => Record<string, unknown>,
  params: (world: World) => Call['params'] = () => ({}),
): Row['targets'] => ({
  'in a unit': {
    gets,
    call: async (world) => ({ params: params(world), body: body(world, await world.unit()) }),
  },
})

/** A session of the actor, beside the one by which they ask. */
async function anotherSession(world: World, { person }: Actor): Promise<string> {
  if (!person) return ''
  const browser = new Browser(world.app)
  await browser.signIn(emailOf(person.name))
  const { sessions } = await browser.does('listSessions')
  return sessions.find(({ current }) => current)?.id ?? ''
}

async function makeToken(world: World, { person }: Actor): Promise<string> {
  const browser = new Browser(world.app)
  if (person) await browser.signIn(emailOf(person.name))
  return (await browser.does('makeToken', { body: { name: 'To be revoked' } })).id
}

/** May the actor sign in? */
const comesIn = ({ name, person }: Actor) =>
  person !== null && name !== 'guest past their end' && name !== 'deactivated editor of A'

/** The code of a one-time link for somebody new. */
async function linkCode({ admin, number }: World): Promise<string> {
  const name = `Linked ${number()}`
  const email = `linked${number()}@example.org`
  const { link } = await admin.browser.does('addPerson', { body: { name, email } })
  return link?.code ?? ''
}

export const sessionRows: Readonly<Record<keyof typeof sessionEndpoints, Row>> = {
  getSetup: plain(anybody),
  setUp: plain('=== ==== == ===', ({ app }: World) => ({
    token: app.setupToken,
    organisation: 'Another',
    language: 'en',
    person: { name: 'Somebody', email: 'somebody@example.org', password },
  })),
  signIn: { ...plain(anybody, { email: emailOf('Subject'), password }), spendsSession: true },
  getSession: plain(everybodySignedIn),
  signOut: { ...plain('oox oooo oo !!!'), spendsSession: true },
  confirmPassword: { ...plain('oox oooo oo !!!', { password }), spendsSession: true },
  listTokens: plain(everybodySignedIn),
  makeToken: plain('ocx oooo oo !!!', { name: 'Another token' }),
  deleteToken: {
    ids: {
      'params.id': { of: 'token', foreign: ({ known }) => [known.token] },
    },
    targets: {
      'a token of mine': {
        gets: everybodySignedIn,
        call: async (world, actor) => ({
          params: { id: comesIn(actor) ? await makeToken(world, actor) : newId(tokenId) },
        }),
      },
    },
  },
  listSessions: plain(everybodySignedIn),
  endSession: {
    ids: {
      'params.id': { of: 'session', foreign: ({ known }) => [known.session] },
    },
    targets: {
      'a session of mine': {
        gets: everybodySignedIn,
        call: async (world, actor) => ({
          params: { id: comesIn(actor) ? await anotherSession(world, actor) : newId(sessionId) },
        }),
      },
    },
  },
  endOtherSessions: { ...plain('oox oooo oo !!!'), spendsSession: true },
  changeMe: plain(everybodySignedIn, { language: 'fi' }),
  changeMyEmail: {
    ids: {},
    targets: {
      mine: {
        gets: 'ocx oooo oo !!!',
        call: (_world, { person }) => ({ body: { email: emailOf(person?.name ?? '') } }),
      },
    },
  },
  changeMyPassword: {
    ...plain('oox oooo oo !!!', { current: password, password }),
    spendsSession: true,
  },
  getMyData: plain(everybodySignedIn),
  lookAtLink: plain(anybody, async (world: World) => ({ code: await linkCode(world) })),
  useLink: {
    ...plain(anybody, async (world: World) => ({
      code: await linkCode(world),
      password: 'quite another long password',
    })),
    spendsSession: true,
  },
}

export const peopleRows: Readonly<Record<keyof typeof peopleEndpoints, Row>> = {
  listPeople: plain('ooo oooo ox !!!'),
  addPerson: {
    ids: { 'body.unit': unit },
    targets: withUnit(administrators, ({ number }, id) => ({
      name: 'Somebody new',
      email: `new${number()}@example.org`,
      unit: id,
    })),
  },
  changePerson: {
    ids: { 'params.id': somebody, 'body.unit': unit },
    targets: withUnit(
      administrators,
      (_world, id) => ({ unit: id }),
      ({ subject }) => ({ id: subject.person.id }),
    ),
  },
  setPersonRole: {
    ids: { 'params.id': somebody },
    targets: toSubject(administratorsWhoConfirmed, () => ({ role: 'member' })),
  },
  pseudonymisePerson: {
    ids: { 'params.id': somebody },
    targets: {
      'somebody who was shut out': {
        gets: administratorsWhoConfirmed,
        async call({ admin: { browser }, number }) {
          const name = `Leaver ${number()}`
          const email = `leaver${number()}@example.org`
          const { id } = await browser.does('addPerson', { body: { name, email } })
          await browser.does('setPersonActive', { params: { id }, body: { active: false } })
          return { params: { id } }
        },
      },
    },
  },
  setPersonActive: {
    ids: { 'params.id': somebody },
    targets: toSubject(administratorsWhoConfirmed, () => ({ active: true })),
  },
  makePersonLink: {
    ids: { 'params.id': somebody },
    targets: toSubject(administratorsWhoConfirmed),
  },
  endPersonSessions: { ids: { 'params.id': somebody }, targets: toSubject(administrators) },
  importPeople: plain(administratorsWhoConfirmed, {
    csv: 'name,email\nImported,imported@example.org\n',
    rehearse: true,
  }),
  listUnits: plain(everybodySignedIn),
  addUnit: plain(administrators, ({ number }: World) => ({ name: `New unit ${number()}` })),
  renameUnit: {
    ids: { 'params.id': unit },
    targets: {
      'a unit': {
        gets: administrators,
        call: async ({ number, unit: make }) => ({
          params: { id: await make() },
          body: { name: `Renamed unit ${number()}` },
        }),
      },
    },
  },
  removeUnit: {
    ids: { 'params.id': unit, 'body.into': unit },
    targets: {
      'a unit': {
        gets: administrators,
        call: async ({ unit: make }) => ({
          params: { id: await make() },
          body: { into: await make() },
        }),
      },
    },
  },
}

export const organisationRows: Readonly<Record<keyof typeof organisationEndpoints, Row>> = {
  getOrganisation: plain(everybodySignedIn),
  changeOrganisation: plain(administrators, { name: 'Karelia' }),
  getHealth: plain(administrators),
  listRoles: plain(administrators),
}

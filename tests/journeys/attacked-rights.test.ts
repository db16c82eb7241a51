import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { type RunningApp, startApp } from '../support/app.ts'
import { invite, inDays } from '../support/invitations.ts'
import {
  type Answer,
  Browser,
  emailOf,
  join,
  password,
  setUp,
  type SignedIn,
  tokenOf,
} from '../support/person.ts'

/** A request whose head is sent now and whose body is kept until it is asked to go. */
async function heldBack(
  { browser: { cookie, app, origin } }: SignedIn,
  [method, path]: readonly [string, string],
  body: unknown,
) {
  const text = JSON.stringify(body)
  const { hostname, port } = new URL(app.url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  const head = {
    Host: `${hostname}:${port}`,
    Origin: origin,
    Cookie: cookie ?? '',
    Connection: 'close',
    Expect: '100-continue',
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(text)),
  }
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`)
  let received = ''
  socket.on('data', (part: Buffer) => (received += part.toString()))
  // The server has seen the head.
  await once(socket, 'data')
  const answered = once(socket, 'close')
  return async () => {
    socket.write(text)
    await answered
    return Number([...received.matchAll(/HTTP\/1\.1 (\d+)/g)].at(-1)?.[1])
  }
}

async function begin(app: RunningApp) {
  const aino = await setUp(app)
  const strategy = await aino.browser.does('makeStrategy', { body: { name: 'S', everyone: null } })
  const [page = ''] = strategy.pages
  const setMember = (who: SignedIn, body: { role: 'facilitator' | 'editor'; pages?: string[] }) =>
    aino.browser.does('setMember', { params: { id: strategy.id, person: who.person.id }, body })
  return { aino, strategy, page, setMember }
}

test('[A90] a right that is gone when the body arrives is gone', async () => {
  const app = await startApp()
  const { aino, strategy, setMember } = await begin(app)
  const berit = await join(aino, 'Berit')
  const dag = await join(aino, 'Dag', 'admin')
  await setMember(berit, { role: 'facilitator' })

  const back = await heldBack(
    berit,
    ['PUT', `/api/strategies/${strategy.id}/members/${berit.person.id}`],
    { role: 'facilitator' },
  )
  const another = await heldBack(dag, ['POST', '/api/people'], {
    name: 'Eve',
    email: emailOf('Eve'),
    password,
    role: 'member',
  })
  await aino.browser.does('removeMember', {
    params: { id: strategy.id, person: berit.person.id },
  })
  await aino.browser.does('setPersonRole', {
    params: { id: dag.person.id },
    body: { role: 'member' },
  })
  expect(await back()).toBe(404)
  expect(await another()).toBe(403)
})

test('[A90] nobody is added by an administrator who was lowered while a password was hashed', async () => {
  const app = await startApp()
  const { aino } = await begin(app)
  const dag = await join(aino, 'Dag', 'admin')
  const many = Array.from({ length: 60 }, (_, n) =>
    new Browser(app).tries('signIn', { body: { email: `${n}@example.org`, password } }),
  )
  const eve = dag.browser.tries('addPerson', {
    body: { name: 'Eve', email: emailOf('Eve'), password, role: 'admin' },
  })
  const lowered = await aino.browser.tries('setPersonRole', {
    params: { id: dag.person.id },
    body: { role: 'member' },
  })
  expect(lowered.status).toBe(200)
  expect((await eve).status).toBe(403)
  await Promise.all(many)
})

test('[A90] nobody is imported by an administrator who was lowered while the table was read', async () => {
  const app = await startApp()
  const { aino } = await begin(app)
  const dag = await join(aino, 'Dag', 'admin')
  const lines = Array.from({ length: 3_000 }, (_, n) => `P${n},p${n}@example.org,admin`)
  const csv = ['name,email,role', ...lines].join('\n')
  const imported = dag.browser.tries('importPeople', { body: { csv } })
  // It has begun: the table is read in slices.
  await aino.browser.does('getOrganisation')
  const lowered = await aino.browser.tries('setPersonRole', {
    params: { id: dag.person.id },
    body: { role: 'member' },
  })
  expect(lowered.status).toBe(200)
  expect((await imported).status).toBe(403)
  expect((await aino.browser.does('listPeople')).people).toHaveLength(2)
})

test('[A91] where links lead is changed with a password given lately alone', async () => {
  let now = Date.now()
  const app = await startApp({ clock: () => now })
  const { aino } = await begin(app)
  const token = await tokenOf(aino)
  const bearer = { Authorization: `Bearer ${token}`, Cookie: null }
  const body = { address: 'https://elsewhere.example' }
  const by = await aino.browser.tries('changeOrganisation', { body }, bearer)
  expect(by.error?.code).toBe('forbidden')
  now += 31 * 60_000
  const late = await aino.browser.tries('changeOrganisation', { body })
  expect(late.error?.code).toBe('confirmation-needed')
  await aino.browser.does('changeOrganisation', { body: { name: 'Karelia', address: null } })
})

test('[A91] administrators are made with a password given lately alone', async () => {
  let now = Date.now()
  const app = await startApp({ clock: () => now })
  const { aino } = await begin(app)
  const token = await tokenOf(aino)
  const body = { name: 'Eve', email: emailOf('Eve'), password, role: 'admin' } as const
  const bearer = { Authorization: `Bearer ${token}`, Cookie: null }
  expect((await aino.browser.tries('addPerson', { body }, bearer)).error?.code).toBe('forbidden')
  now += 31 * 60_000
  expect((await aino.browser.tries('addPerson', { body })).error?.code).toBe('confirmation-needed')
  const member = { ...body, role: 'member' } as const
  expect((await aino.browser.tries('addPerson', { body: member }, bearer)).status).toBe(201)
})

test('[A92] a guest who facilitates does not stay longer by an invitation of their own', async () => {
  const app = await startApp()
  const { aino, strategy, setMember } = await begin(app)
  const into = await invite(aino, strategy.id, { endsAt: inDays(1), guestsUntil: inDays(2) })
  const browser = new Browser(app)
  const { person } = await browser.does('join', { body: { code: into.code, name: 'Gunn' } })
  const gunn = { browser, person }
  await setMember(gunn, { role: 'facilitator' })

  const own = await invite(gunn, strategy.id, { endsAt: inDays(300), guestsUntil: null })
  expect([own.endsAt, own.guestsUntil]).toEqual([person.endsAt, person.endsAt])
  await browser.tries('acceptInvitation', { body: { code: own.code } })
  expect((await browser.does('getSession')).person.endsAt).toBe(person.endsAt)
})

test('[A92] who does not administer any more has no key to what they gave', async () => {
  const app = await startApp()
  const { aino, strategy } = await begin(app)
  const dag = await join(aino, 'Dag', 'admin')
  const members = await dag.browser.does('makeInvitation', {
    body: { label: 'M', as: 'member', endsAt: inDays(5) },
  })
  const guests = await invite(dag, strategy.id)
  await aino.browser.does('setPersonRole', {
    params: { id: dag.person.id },
    body: { role: 'guest' },
  })
  for (const { code } of [members, guests]) {
    await dag.browser.tries('acceptInvitation', { body: { code } })
  }
  expect((await dag.browser.does('getSession')).person.role).toBe('guest')
  expect((await dag.browser.tries('getStrategy', { params: { id: strategy.id } })).status).toBe(404)
  const anew = { code: members.code, name: 'Dag', email: 'dag2@example.org', password }
  expect((await new Browser(app).tries('join', { body: anew })).error?.details).toEqual({
    reason: 'ended',
  })
})

test('[A93] nobody who is shut out becomes a member by what was under way', async () => {
  const app = await startApp()
  const { aino, strategy } = await begin(app)
  const { code } = await invite(aino, strategy.id)
  const members = await invite(aino, strategy.id, { as: 'member' })
  const browser = new Browser(app)
  const { person } = await browser.does('join', { body: { code, name: 'Gunn' } })
  const many = Array.from({ length: 60 }, (_, n) =>
    new Browser(app).tries('signIn', { body: { email: `${n}@example.org`, password } }),
  )
  const accepted = browser.tries('acceptInvitation', {
    body: { code: members.code, email: emailOf('Gunn'), password },
  })
  await aino.browser.does('setPersonActive', { params: { id: person.id }, body: { active: false } })
  expect((await accepted).status).toBe(401)
  await Promise.all(many)
  const { people } = await aino.browser.does('listPeople')
  expect(people.find(({ id }) => id === person.id)).toMatchObject({ role: 'guest', email: null })
})

test('[A94] a token that is made while everything ends has ended, too', async () => {
  const app = await startApp()
  const { aino } = await begin(app)
  const berit = await join(aino, 'Berit')
  for (let round = 0; round < 8; round += 1) {
    await berit.browser.signIn(emailOf('Berit'))
    const link = await aino.browser.does('makePersonLink', { params: { id: berit.person.id } })
    const stolen = new Browser(app)
    stolen.cookie = berit.browser.cookie
    let over = false
    const used = new Browser(app)
      .does('useLink', { body: { code: link.code, password } })
      .finally(() => (over = true))
    const made: Answer[] = []
    const make = async () => {
      while (!over) made.push(await stolen.tries('makeToken', { body: { name: 't' } }))
    }
    await Promise.all([used, make(), make(), make()])
    for (const answer of made) {
      if (answer.status !== 201) continue
      const { token } = answer.body as { token: string }
      const bearer = { Authorization: `Bearer ${token}`, Cookie: null }
      expect((await stolen.tries('getSession', {}, bearer)).status).toBe(401)
    }
  }
})

import { execFile } from 'node:child_process'
import { expect, onTestFinished, test } from 'vitest'
import { inRoot } from '../../server/commands/tree.mjs'
import { linkFor, storePerson } from '../support/accounts.ts'
import { launchApp } from '../support/app.ts'
import { Browser, emailOf, join, password, setUp } from '../support/person.ts'
import { startServer } from '../support/server-process.ts'
import { openFolder, temporaryFolder } from '../support/temporary.ts'

const next = 'three blue wombats'

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs `talkoot recover` on a data folder. */
function recover(data: string, words: readonly string[] = [], env = {}): Promise<Ran> {
  const script = inRoot('dist', 'server', 'talkoot.js')
  const all = { PATH: process.env['PATH'] ?? '', TALKOOT_DATA: data, PORT: '4711', ...env }
  return new Promise((done) => {
    execFile(process.execPath, [script, 'recover', ...words], { env: all }, (error, out, err) =>
      done({ code: Number(error?.code ?? 0), out, err }),
    )
  })
}

const codeIn = ({ out }: Ran) => /#(\S+)\n$/.exec(out)?.[1] ?? ''

/** A stopped data folder: Aino and Berit administer, Carl does not. */
async function stopped(): Promise<string> {
  const data = await temporaryFolder()
  const app = await launchApp(data)
  const aino = await setUp(app)
  await join(aino, 'Berit', 'admin')
  await join(aino, 'Carl')
  await app.close()
  return data
}

test('[A29] on a running server: who administers, and a link for one of them', async () => {
  const data = await stopped()
  const server = await startServer(data, { env: { TALKOOT_LOG: 'info' } })
  onTestFinished(async () => void (await server.stop('SIGKILL')))
  const names = { code: 0, out: 'aino@example.org\nberit@example.org\n', err: '' }
  expect(await recover(data)).toEqual(names)

  const made = await recover(data, ['AINO@example.org'])
  expect(made.code).toBe(0)
  expect(made.out).toMatch(
    new RegExp(`^http://127\\.0\\.0\\.1:${server.port}/link#[a-z2-9-]{14}\\n$`),
  )
  const before = new Browser(server)
  await before.signIn(emailOf('Aino'))
  const browser = new Browser(server)
  const body = { code: codeIn(made), password: next }
  expect((await browser.does('useLink', { body })).person).toMatchObject({ name: 'Aino' })
  expect((await before.tries('getSession')).status).toBe(401)
  await expect.poll(() => server.said()).toContain('link made on the command line')
  expect(server.said()).not.toContain(codeIn(made))
  expect(server.said()).not.toContain('aino@')

  const unknown = await recover(data, ['nobody@example.org'])
  expect(unknown).toEqual({
    code: 2,
    out: '',
    err: 'Nobody has the e-mail address nobody@example.org.\n',
  })
})

test('[A29] on a stopped one, with the address of the settings', async () => {
  const data = await stopped()
  const plain = await recover(data, [emailOf('Carl')])
  expect(plain.out).toMatch(/^http:\/\/localhost:4711\/link#/)
  const env = { TALKOOT_PUBLIC_URL: 'https://example.org/wiki/' }
  const made = await recover(data, [emailOf('Carl')], env)
  expect(made.out).toMatch(/^https:\/\/example\.org\/wiki\/link#/)

  const app = await launchApp(data)
  onTestFinished(app.close)
  const browser = new Browser(app)
  const use = (code: string) => browser.tries('useLink', { body: { code, password: next } })
  expect((await use(codeIn(plain))).error?.details).toEqual({ reason: 'ended' })
  expect((await use(codeIn(made))).status).toBe(201)
})

test('[A29] the last administrator is let in again, and nobody else who is shut out', async () => {
  const data = await stopped()
  const app = await launchApp(data)
  const aino = new Browser(app)
  const { id } = await aino.signIn(emailOf('Aino'))
  const berit = await new Browser(app).signIn(emailOf('Berit'))
  const carl = await new Browser(app).signIn(emailOf('Carl'))
  const deactivatedAt = new Date().toISOString()
  const old = await linkFor(app, id)
  for (const shut of [id, carl.id]) await storePerson(app, shut, { deactivatedAt })
  await app.close()
  const early = await recover(data, [emailOf('Aino')])
  expect(early).toMatchObject({ code: 2, out: '' })
  expect(early.err).toBe('aino@example.org is deactivated; an administrator can undo that.\n')

  const storage = await openFolder(data)
  await storePerson({ storage }, berit.id, { deactivatedAt })
  await storage.close()
  const names = 'aino@example.org (deactivated)\nberit@example.org (deactivated)\n'
  expect((await recover(data)).out).toBe(names)
  expect((await recover(data, [emailOf('Carl')])).code).toBe(2)
  const made = await recover(data, [emailOf('Aino')])
  expect(made.code).toBe(0)
  expect(made.err).toContain('deactivated')

  const again = await launchApp(data)
  onTestFinished(again.close)
  // The session they had does not come back with them.
  const session = new Browser(again)
  session.cookie = aino.cookie
  expect((await session.tries('getSession')).status).toBe(401)
  const browser = new Browser(again)
  const given = { code: old.code, password: next }
  expect((await browser.tries('useLink', { body: given })).status).toBe(404)
  const body = { code: codeIn(made), password: next }
  expect((await browser.does('useLink', { body })).person).toMatchObject({
    role: 'admin',
    deactivatedAt: null,
  })
  const shutOut = { body: { email: emailOf('Berit'), password } }
  expect((await new Browser(again).tries('signIn', shutOut)).status).toBe(401)
})

test('[A29] wrong use is answered in one sentence, with exit code 2', async () => {
  const data = await stopped()
  const empty = await temporaryFolder()
  for (const [folder, words, env, sentence] of [
    [data, ['a', 'b'], {}, '"recover" is used otherwise; --help tells how.\n'],
    [data, ['__proto__'], {}, 'Nobody has the e-mail address __proto__.\n'],
    [empty, [], {}, `${empty} is not a data folder of Talkoot.\n`],
    [data, [], { PORT: 'http' }, 'PORT must be a number from 0 to 65535, not "http".\n'],
  ] as const) {
    expect(await recover(folder, words, env)).toEqual({ code: 2, out: '', err: sentence })
  }
  const fresh = await temporaryFolder()
  await (await launchApp(fresh)).close()
  const early = await recover(fresh)
  expect([early.code, early.err]).toEqual([2, 'The organisation has not been set up yet.\n'])
})

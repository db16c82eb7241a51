import { expect, test } from 'vitest'
import { startApp, temporaryFolder } from '../support/app.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { Browser, password, setUp } from '../support/person.ts'

const founding = (token: string, email = 'aino@example.org') =>
  ({
    token,
    organisation: 'Karelia',
    language: 'fi',
    person: { name: 'Aino', email, password },
  }) as const

test('[A1] the one-time token sets up the organisation once and signs its administrator in', async () => {
  const app = await startApp()
  const browser = new Browser(app)
  expect(await browser.does('getSetup')).toEqual({ needed: true })
  expect(await app.app.setupToken()).toBe(app.setupToken)
  const early = await browser.tries('signIn', { body: { email: 'a@example.org', password } })
  expect(early.status).toBe(503)
  expect(early.error?.code).toBe('not-set-up')

  const { person } = await setUp(app)
  expect(person).toMatchObject({ name: 'Aino', role: 'admin' })
  expect(await browser.does('getSetup')).toEqual({ needed: false })
  expect(await app.app.setupToken()).toBeNull()

  const again = await browser.tries('setUp', { body: founding(app.setupToken) })
  expect(again.status).toBe(409)
  expect(again.error?.code).toBe('already-set-up')
  expect(app.reported).toEqual([])
})

test('[A1] of many at once one sets up, and nothing of the others is kept', async () => {
  const app = await startApp()
  const all = await Promise.all(
    [1, 2, 3, 4].map((n) => {
      const body = founding(app.setupToken, `somebody${n}@example.org`)
      return new Browser(app).tries('setUp', { body })
    }),
  )
  const statuses = all.map(({ status }) => status)
  expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409])
  expect(await app.storage.catalogue.list('organisation', 'people')).toHaveLength(1)
})

test('[A2] a wrong set-up token is refused, ten times, then for a while every token', async () => {
  const app = await startApp()
  const browser = new Browser(app)
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const answer = await browser.tries('setUp', { body: founding('wrong') })
    expect(answer.status).toBe(403)
    expect(answer.error?.code).toBe('set-up-token-wrong')
  }
  const throttled = await browser.tries('setUp', { body: founding(app.setupToken) })
  expect(throttled.status).toBe(429)
  expect(Number(throttled.headers.get('retry-after'))).toBeGreaterThan(600)
})

test('[A1] without a fixed token each start has a random one', async () => {
  const storage = memoryStorage()
  const data = await temporaryFolder()
  const tokens = []
  for (const _ of [1, 2]) {
    const app = await startApp({ storage, config: { setupToken: null, data } })
    tokens.push(await app.app.setupToken())
  }
  expect(tokens[0]).toMatch(/^[\w-]{43}$/)
  expect(tokens[0]).not.toBe(tokens[1])
})

test('[E2] what is wrong with a body is said field by field', async () => {
  const app = await startApp()
  const answer = await new Browser(app).tries('setUp', {
    body: {
      ...founding(app.setupToken),
      organisation: '  ',
      person: { name: 'Aino', email: 'not one', password: 'short' },
    },
  })
  expect(answer.status).toBe(400)
  expect(answer.error?.code).toBe('invalid-input')
  expect(Object.keys(answer.error?.details ?? {})).toEqual(
    expect.arrayContaining(['organisation', 'person.email', 'person.password']),
  )
})

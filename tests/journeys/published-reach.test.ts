/** Whom editions are open to: by the network, by signing in, by a link. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { wayBack } from '../../client/net/way-back.ts'
import { launchApp, type RunningApp, throwReported } from '../support/app.ts'
import { bareRequest } from '../support/bare-request.ts'
import { node, writeBlocks } from '../support/blocks.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { join } from '../support/person.ts'
import { openSettings, publication, published } from '../support/published-wiki.ts'
import { type Member, Wiki } from '../support/wiki.ts'

const hour = 3_600_000

let now = Date.parse('2026-11-23T12:00:00Z')
let app: RunningApp
let wiki: Wiki
let reader: Member
let stranger: Awaited<ReturnType<typeof join>>
beforeAll(async () => {
  app = await launchApp('', { storage: memoryStorage(), clock: () => now })
  wiki = await Wiki.begin(app)
  const page = await wiki.page('Goals')
  await writeBlocks(wiki, page, [node('paragraph', null, 'Open to some.')])
  reader = await wiki.person('Berit', 'reader')
  stranger = await join(wiki.aino, 'Carl')
  await publication(wiki)
  await published(wiki, [page])
})
beforeEach(async () => {
  // A password that was typed long ago does not do for what takes one.
  await wiki.aino.browser.signIn('aino@example.org')
})
afterAll(async () => {
  wiki.leave()
  await app.close()
  throwReported(app)
})

const home = '/published/viestinta/'
const get = (path: string, cookie: string | null = null, headers: Record<string, string> = {}) =>
  bareRequest(app.url, { path, headers: { Cookie: cookie, ...headers } })
const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  bareRequest(app.url, {
    method: 'POST',
    path,
    body,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: app.url, ...headers },
  })
/** `name=value` of the cookie that an answer sets. */
const cookieOf = ({ headers }: Awaited<ReturnType<typeof get>>) =>
  headers['set-cookie']?.[0]?.split(';')[0] ?? null
const statuses = async (path: string, cookies: readonly (string | null)[]) =>
  Promise.all(cookies.map(async (cookie) => (await get(path, cookie)).status))

test('[P501] signing in leads back to the very page, and nowhere but to it', async () => {
  await publication(wiki, { reach: 'signed-in' })
  for (const path of [
    home,
    '/published/viestinta',
    `${home}1.0/goals.html`,
    `${home}search?q=a+%26+"b`,
  ]) {
    const { status, text } = await get(path)
    expect([path, status]).toEqual([path, 401])
    const href = /href="([^"]*sign-in[^"]*)"/.exec(text)?.[1] ?? ''
    const { origin, pathname, searchParams } = new URL(href.replaceAll('&amp;', '&'), app.url)
    expect([origin, pathname]).toEqual([app.url, '/sign-in'])
    expect([...searchParams]).toEqual([['back', path]])
    expect(wayBack(searchParams.get('back'))).toBe(
      new URL(path, app.url).href.slice(app.url.length),
    )
  }
})

test('[P356] what is open to the network is open to everybody, and nobody gets a cookie', async () => {
  await publication(wiki)
  const cookies = [null, stranger.browser.cookie, 'talkoot=nonsense']
  expect(await statuses(home, cookies)).toEqual([200, 200, 200])
  expect((await get(home, reader.browser.cookie)).headers['set-cookie']).toBeUndefined()
})

test('[P356] what is open to signed-in people asks others to sign in, and says nothing of itself', async () => {
  await publication(wiki, { reach: 'signed-in' })
  const { browser } = wiki.aino
  const everybody = [browser.cookie, reader.browser.cookie, stranger.browser.cookie]
  expect(await statuses(`${home}1.0/`, everybody)).toEqual([200, 200, 200])
  const answers = await Promise.all(
    [
      home,
      `${home}1.0/`,
      `${home}9.9/`,
      `${home}none`,
      `${home}edition.pdf`,
      home.slice(0, -1),
    ].map((path) => get(path)),
  )
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 401))
  // But for the way back, which whoever asks has come by.
  const told = answers.map(({ text }) => text.replace(/(?<=back=)[^"]*/, ''))
  expect(new Set(told).size).toBe(1)
  expect(answers[0]?.text).not.toMatch(/Our strategy|Karelia|Goals/)
  const { headers } = await get(home, reader.browser.cookie)
  expect(headers['cache-control']).toBe('private, no-cache')
  expect(headers['vary']).toBe('Accept-Encoding, Cookie')
  const bearer = await get(home, null, { Authorization: `Bearer ${reader.token}` })
  expect(bearer.status).toBe(200)
})

test('[P356] a guest reads what is open to signed-in people where they have a part in the strategy', async () => {
  await publication(wiki, { reach: 'signed-in' })
  const guest = await guestOf('Dora')
  expect(await statuses(home, [guest.cookie])).toEqual([404])
  await wiki.setRole(guest, 'reader')
  expect(await statuses(home, [guest.cookie])).toEqual([200])
  const params = { id: guest.person.id }
  await wiki.aino.browser.does('setPersonActive', { params, body: { active: false } })
  expect(await statuses(home, [guest.cookie])).toEqual([401])
})

test('[P357] without its link what is open by a link is not there', async () => {
  const { link } = await publication(wiki, { reach: 'link', newLink: true })
  const strangers = [null, reader.browser.cookie, stranger.browser.cookie, 'talkoot-edition=1.x']
  for (const path of [home, `${home}1.0/`, home.slice(0, -1), `${home}search?q=open`]) {
    expect([path, ...(await statuses(path, strangers))]).toEqual([path, 404, 404, 404, 404])
  }
  const unknown = await get('/published/unknown/')
  const hidden = await get(home)
  expect(hidden.text).toBe(unknown.text)
  const names = ({ headers }: typeof hidden) => Object.keys(headers).toSorted()
  expect(names(hidden)).toEqual(names(unknown))
  // Who may make links needs none.
  expect(await statuses(home, [wiki.aino.browser.cookie])).toEqual([200])

  const entered = await get(link ?? '')
  expect([entered.status, entered.headers.location]).toEqual([303, home])
  const line = entered.headers['set-cookie']?.[0] ?? ''
  expect(line).toMatch(
    /^talkoot-edition=[0-9]+\.[\w-]{43}; Max-Age=2592000; Path=\/published\/viestinta\/; HttpOnly; SameSite=Lax$/,
  )
  const cookie = cookieOf(entered)
  expect(await statuses(home, [cookie, `${cookie}; other=1`, `a=b;${cookie}`])).toEqual([
    200, 200, 200,
  ])
  const { headers } = await get(home, cookie)
  expect(headers['cache-control']).toBe('private, no-cache')
  expect(headers['set-cookie']).toBeUndefined()
})

test('[P357] a cookie that was changed lets nobody in, nor does one for something else', async () => {
  const { link } = await publication(wiki, { reach: 'link', newLink: true })
  const cookie = cookieOf(await get(link ?? '')) ?? ''
  const [, until = '', signature = ''] = /=(\d+)\.(.*)$/.exec(cookie) ?? []
  const forged = [
    `talkoot-edition=${Number(until) + 1}.${signature}`,
    `talkoot-edition=${until}.${signature.slice(1)}x`,
    `talkoot-edition=${until}.${signature.toUpperCase()}`,
    `talkoot-edition=${until}`,
    `talkoot-edition=.${signature}`,
    `talkoot-edition=${until}.`,
    `talkoot-edition=99999999999999999999.${signature}`,
    `talkoot=${until}.${signature}`,
    `Talkoot-Edition=${until}.${signature}`,
  ]
  expect(await statuses(home, forged)).toEqual(forged.map(() => 404))
  const code = link?.split('/').at(-1) ?? ''
  const codes = [`${code}x`, code.slice(1), code.toLowerCase(), 'x'.repeat(43), '']
  for (const one of codes) expect((await get(`${home}enter/${one}`)).status).toBe(404)
})

test('[P357] the link ends when it is to, at once, and says so only to who has it', async () => {
  const linkUntil = new Date(now + 2 * hour).toISOString()
  const { link, publication: view } = await publication(wiki, {
    reach: 'link',
    newLink: true,
    linkUntil,
  })
  expect(view.hasLink).toBe(true)
  const entered = await get(link ?? '')
  expect(entered.headers['set-cookie']?.[0]).toContain('Max-Age=7200;')
  const cookie = cookieOf(entered)
  expect(await statuses(home, [cookie])).toEqual([200])
  now += 2 * hour
  expect(await statuses(home, [cookie])).toEqual([404])
  const ended = await get(link ?? '')
  expect(ended.status).toBe(403)
  expect(ended.text).toContain('This link has ended')
  expect((await get(`${home}enter/${'x'.repeat(43)}`)).status).toBe(404)
  // Made longer, it goes on; made shorter, it ends for who is inside.
  await wiki.aino.browser.signIn('aino@example.org')
  await publication(wiki, { reach: 'link', linkUntil: null })
  const again = cookieOf(await get(link ?? ''))
  expect(await statuses(home, [again])).toEqual([200])
  await publication(wiki, { reach: 'link', linkUntil: new Date(now - 1).toISOString() })
  expect(await statuses(home, [again])).toEqual([404])
})

test('[P351] a new link and another password end what the one before has opened', async () => {
  const first = await publication(wiki, { reach: 'link', newLink: true })
  const cookie = cookieOf(await get(first.link ?? ''))
  await publication(wiki, { reach: 'link', feedbackDays: null })
  expect(await statuses(home, [cookie])).toEqual([200])
  const second = await publication(wiki, { reach: 'link', newLink: true })
  expect(await statuses(home, [cookie])).toEqual([404])
  expect((await get(first.link ?? '')).status).toBe(404)
  const other = cookieOf(await get(second.link ?? ''))
  await publication(wiki, { reach: 'link', password: 'open sesame' })
  expect(await statuses(home, [other])).toEqual([404])
  await publication(wiki, { reach: 'link', password: null })
  expect(await statuses(home, [other, cookieOf(await get(second.link ?? ''))])).toEqual([404, 200])
})

test('[P358] a link with a password asks for it, and lets in who knows it', async () => {
  const { link, publication: view } = await publication(wiki, {
    reach: 'link',
    newLink: true,
    password: 'open sesame',
  })
  expect([view.hasLink, view.hasPassword]).toEqual([true, true])
  const asked = await get(link ?? '')
  expect(asked.status).toBe(200)
  expect(asked.headers['set-cookie']).toBeUndefined()
  expect(asked.text).toMatch(/<form method="post">/)
  const wrong = await post(link ?? '', 'password=wrong')
  expect([wrong.status, cookieOf(wrong)]).toEqual([403, null])
  expect(wrong.text).toContain('That is not the password')
  const foreign = await post(link ?? '', 'password=open+sesame', {
    Origin: 'https://elsewhere.example.org',
  })
  expect([foreign.status, cookieOf(foreign)]).toEqual([403, null])
  const right = await post(link ?? '', 'password=open+sesame')
  expect([right.status, right.headers.location]).toEqual([303, home])
  expect(await statuses(home, [cookieOf(right)])).toEqual([200])
})

test('[P358] guessing passwords is slowed down for each address, and only for who has the link', async () => {
  const { link } = await publication(wiki, {
    reach: 'link',
    newLink: true,
    password: 'hard to guess',
  })
  const guesses = []
  for (let n = 0; n < 11; n += 1) guesses.push((await post(link ?? '', `password=${n}`)).status)
  expect(guesses.slice(-1)).toEqual([429])
  const late = await post(link ?? '', 'password=hard+to+guess')
  expect([late.status, cookieOf(late)]).toEqual([429, null])
  expect(Number(late.headers['retry-after'])).toBeGreaterThan(0)
  now += hour
  expect((await post(link ?? '', 'password=hard+to+guess')).status).toBe(303)
})

test('[P369] how a strategy is published is set by who manages it, and shown without key and hashes', async () => {
  const params = { id: wiki.strategy }
  const { link, publication: view } = await publication(wiki, {
    reach: 'link',
    newLink: true,
    password: 'open sesame',
  })
  expect(Object.keys(view).toSorted()).toEqual([
    ...['confirmation', 'embedding', 'feedbackDays', 'hasLink', 'hasPassword', 'linkUntil'],
    ...['reach', 'slug'],
  ])
  const code = link?.split('/').at(-1) ?? ''
  const listed = await wiki.aino.browser.tries('listEditions', { params })
  expect(listed.text).not.toContain(code)
  const body = { ...openSettings, slug: 'other' }
  expect((await reader.browser.tries('setPublication', { params, body })).status).toBe(403)
  const { browser } = wiki.aino
  for (const wrong of [
    { password: 'short' },
    { slug: '../x' },
    { slug: 'Ä' },
    { embedding: ["https://a.example'; script-src *"] },
    { embedding: ['javascript:alert(1)'] },
    { linkUntil: 'tomorrow' },
  ]) {
    const answer = await browser.tries('setPublication', { params, body: { ...body, ...wrong } })
    expect([wrong, answer.status]).toEqual([wrong, 400])
  }
  const otherStrategy = await browser.does('makeStrategy', { body: { name: 'Another' } })
  const taken = await browser.tries('setPublication', {
    params: { id: otherStrategy.id },
    body: { ...body, slug: 'viestinta' },
  })
  expect([taken.status, taken.error?.details]).toEqual([409, { slug: 'taken' }])
})

/** Somebody from outside the house, who is signed in. */
async function guestOf(name: string) {
  const guest = await join(wiki.aino, name, 'guest')
  return { ...guest, cookie: guest.browser.cookie }
}

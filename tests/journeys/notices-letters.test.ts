import { expect, test } from 'vitest'
import { noticeKinds } from '#contract/notices.ts'
import { payloads } from '../support/attacks/html.ts'
import { certificate, certificateKey } from '../support/mail-certificate.ts'
import { MailServer } from '../support/mail-server.ts'
import { Browser } from '../support/person.ts'
import { changeStoredPerson } from '../support/stored-person.ts'
import { at, day, letters, minute, second, ToldWiki } from '../support/told-wiki.ts'

test('[M65] one post stops e-mail of a kind, from anywhere; opening the link stops nothing', async () => {
  const begun = await ToldWiki.withMail()
  const { app, told, wiki } = begun
  const berit = await wiki.person('Berit', 'commenter')
  const page = await wiki.page('Rules')
  await told.says(wiki.aino, page, `One, ${at(berit)}`)
  told.passes(10 * second)
  const [letter] = await letters(begun, 1, berit)
  expect(letter?.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
  const stop = /<https:\/\/wiki\.example\.org([^>]+)>/.exec(
    letter?.headers.get('list-unsubscribe') ?? '',
  )?.[1]
  if (stop === undefined) throw new Error('no link')
  const anyone = new Browser(app)
  const wayOf = async () => (await berit.browser.does('getWishes')).ways.mention
  const form = {
    'Content-Type': 'application/x-www-form-urlencoded',
    Origin: 'https://mail.example.com',
    'Sec-Fetch-Site': 'cross-site',
  }
  for (const path of [stop, `/api${stop}`]) {
    await anyone.ask('GET', path, undefined, { Accept: 'text/html' })
    await anyone.ask('HEAD', path)
  }
  expect(await wayOf()).toBe('at-once')
  const code = stop.split('/').at(-1) ?? ''
  const [what = '', person = '', signed = ''] = code.split('.')
  const wrong = [
    `${what}.${person}.${signed.slice(0, -1)}`,
    `${what}.${person}.${signed.slice(0, -1)}${signed.endsWith('A') ? 'B' : 'A'}`,
    `reply.${person}.${signed}`,
    `${what}.${wiki.aino.person.id}.${signed}`,
    `${what}.${person}`,
    `${what}.aaaaaaaaaaaaaaaaaaaa.${signed}`,
    '%00',
    'x'.repeat(400),
  ]
  for (const one of wrong) {
    const answer = await anyone.tries('stopMail', { params: { code: one } })
    expect([one, answer.status]).toEqual([one, 404])
  }
  expect(await wayOf()).toBe('at-once')
  // What waits does not go either.
  told.passes(2 * minute)
  await told.says(wiki.aino, page, `Two, ${at(berit)}`)
  const done = await anyone.ask('POST', stop, 'List-Unsubscribe=One-Click', form)
  expect(done.status).toBe(204)
  expect(await wayOf()).toBe('inbox')
  expect((await told.stored(berit)).map(({ mail }) => mail)).toEqual([null, null])
  const again = await anyone.ask('POST', `/api${stop}`, undefined, { Origin: null })
  expect(again.status).toBe(204)
  const others = { ...(await berit.browser.does('getWishes')).ways }
  expect(others).toMatchObject({ reply: 'at-once', fate: 'digest', mention: 'inbox' })
  told.passes(2 * minute)
  await told.says(wiki.aino, page, `Three, ${at(berit)}`)
  expect(await told.stored(berit)).toHaveLength(3)
  await letters(begun, 1, berit)
  expect(app.reported).toEqual([])
})

const subjects = {
  en: ['Aino mentioned you on “Rules”', 'Aino parked your contribution on “Rules” for later'],
  fi: [
    'Aino mainitsi sinut sivulla ”Rules”',
    'Aino siirsi myöhemmäksi ehdotuksesi sivulla ”Rules”',
  ],
  nb: ['Aino nevnte deg på «Rules»', 'Aino satte innspillet ditt på «Rules» på vent'],
  sv: ['Aino nämnde dig på ”Rules”', 'Aino lät ditt inspel på ”Rules” vila tills vidare'],
} as const

test('[M66] each gets e-mail in their own language, and every kind has its words', async () => {
  const begun = await ToldWiki.withMail()
  const { server, told, wiki } = begun
  const page = await wiki.page('Rules')
  const ways = Object.fromEntries(noticeKinds.map((kind) => [kind, 'at-once' as const]))
  for (const language of ['en', 'fi', 'nb', 'sv'] as const) {
    server.letters.length = 0
    const person = await wiki.person(`P${language}`, 'commenter')
    await person.browser.does('changeMe', { body: { language } })
    await person.browser.does('setWishes', { body: { ways } })
    const thread = await told.says(person, page, 'Mine')
    await told.says(wiki.aino, page, `Yours, ${at(person)}`, thread)
    told.passes(2 * minute)
    await letters(begun, 1, person)
    const ending = { fate: 'parked', reason: 'Later' } as const
    const params = { id: page, thread }
    await wiki.aino.browser.does('endThread', { params, body: { ending } })
    await told.delivered(page)
    told.passes(2 * minute)
    await letters(begun, 2, person)
    expect(server.letters.map(({ subject }) => subject)).toEqual(subjects[language])
    for (const { headers, html, text } of server.letters) {
      expect(headers.get('content-language')).toBe(language)
      expect(html).toContain(`<html lang="${language}">`)
      expect(text).not.toMatch(/\{\w+\}/)
    }
  }
})

/** What would be markup, or another header, in whatever it is put. */
const hostileNames = [
  'A<script>hit(1)</script>',
  '"><img src=x onerror=hit(1)>',
  'Eve" <eve@evil.example>, "',
  '=?utf-8?q?Bcc:_eve=40evil.example?=',
  'Eve\u202Egnp.exe',
  '{title} {fate}',
  '$& $1',
]

test('[M67] names, titles and comments are text in every part of a letter', async () => {
  const begun = await ToldWiki.withMail()
  const { server, told, wiki } = begun
  const berit = await wiki.person('Berit', 'commenter')
  const picked = payloads.filter((_, n) => n % 97 === 0).map(({ html }) => html)
  const texts = [...hostileNames, ...picked]
  for (const [n, text] of texts.entries()) {
    const name = hostileNames[n % hostileNames.length] ?? ''
    await wiki.aino.browser.does('changeMe', { body: { name } })
    await berit.browser.does('changeMe', { body: { name } })
    const title = text.replace(/[\p{Cc}]/gu, ' ').slice(0, 300)
    const page = await wiki.page(title)
    const said = `${at(berit)} ${text.replace(/[^\P{Cc}\n]/gu, '')}`
    await told.says(wiki.aino, page, said)
    told.passes(2 * minute)
    await letters(begun, n + 1, berit)
  }
  for (const { headers, html, raw, subject, to } of server.letters) {
    expect(to).toBe('berit@example.org')
    const tags = [...html.matchAll(/<\/?([a-z!][a-z0-9]*)/gi)].map(([, tag]) => tag?.toLowerCase())
    const known = 'a bdi blockquote body h1 head hr html main meta p style title !doctype'.split(
      ' ',
    )
    expect(tags.filter((tag) => tag === undefined || !known.includes(tag))).toEqual([])
    expect(html.match(/href="(?!https:\/\/wiki\.example\.org\/)[^"]*"/g)).toBe(null)
    expect(html).not.toMatch(/<[^>]*\son\w+=/i)
    const head = raw.split('\r\n\r\n')[0] ?? ''
    const named = [...head.matchAll(/^([\w-]+):/gm)].map(([, header]) => header?.toLowerCase())
    expect(new Set(named).size).toBe(named.length)
    expect([...headers.keys()].filter((header) => /^b?cc$/.test(header))).toEqual([])
    expect(subject).not.toMatch(/[\p{Cc}\u202E]/u)
    expect(headers.get('to')).toMatch(/<berit@example\.org>$/)
  }
  expect(begun.app.reported).toEqual([])
})

test('[M68] whose right or address has gone meanwhile gets no e-mail', async () => {
  const begun = await ToldWiki.withMail()
  const { app, server, told, wiki } = begun
  const begin = (name: string) => wiki.person(name, 'commenter')
  const [stays, loses, leaves] = [await begin('Stays'), await begin('Loses'), await begin('Leaves')]
  const page = await wiki.page('Rules')
  await told.says(wiki.aino, page, `${at(stays)} ${at(loses)} ${at(leaves)}`)
  await wiki.setRole(loses, null)
  const deactivatedAt = new Date(told.now).toISOString()
  await changeStoredPerson(app.storage, leaves.person, { deactivatedAt })
  told.passes(10 * second)
  for (const one of [stays, loses, leaves]) await told.settled(one)
  expect(server.letters.map(({ to }) => to)).toEqual(['stays@example.org'])
  // Guests who came by a link have no address.
  const invited = await wiki.aino.browser.does('makeStrategyInvitation', {
    params: { id: wiki.strategy },
    body: {
      label: 'Guests',
      as: 'guest',
      role: 'commenter',
      endsAt: new Date(told.now + day).toISOString(),
    },
  })
  const guest = new Browser(app)
  const { person } = await guest.does('join', {
    body: { code: invited.code, name: 'Guest' },
  })
  await told.says(wiki.aino, page, `@{person:${person.id}}`)
  const inbox = await guest.does('listNotices')
  expect(inbox.notices).toHaveLength(1)
  expect((await guest.does('getWishes')).mail).toEqual({ possible: true, address: null })
  told.passes(2 * minute)
  await told.says(wiki.aino, page, at(stays))
  told.passes(2 * minute)
  await letters(begun, 2, stays)
  expect(app.reported).toEqual([])
})

test('[M69] the connection is encrypted where the server offers it, and the server is who it says', async () => {
  const tls = { key: certificateKey, cert: certificate }
  const server = await MailServer.start({
    ...tls,
    disabledCommands: [],
    authOptional: false,
    onAuth({ password, username }, _session, done) {
      if (username === 'talk@oot' && password === 'p:/#@s') done(null, { user: username })
      else done(new Error('Wrong password'))
    },
  })
  const url = server.url
  url.username = encodeURIComponent('talk@oot')
  url.password = encodeURIComponent('p:/#@s')
  const mail = { url, from: { name: 'Talkoot', address: 'talkoot@example.org' } }
  const publicUrl = new URL('http://wiki.example.org')
  const told = await ToldWiki.begin({ config: { mail, publicUrl }, trusted: certificate })
  const berit = await told.wiki.person('Berit', 'commenter')
  const page = await told.wiki.page('Rules')
  await told.says(told.wiki.aino, page, at(berit))
  told.passes(10 * second)
  await told.settled(berit)
  expect(server.letters).toMatchObject([{ secure: true, user: 'talk@oot' }])
  expect(told.app.reported).toEqual([])

  // Nobody vouches for it, or it does not know us: nothing goes out, and that is said.
  const unknown = await ToldWiki.begin({ config: { mail, publicUrl } })
  const stateOf = async (wiki: ToldWiki) => (await wiki.wiki.aino.browser.does('getHealth')).mail
  await expect.poll(async () => (await stateOf(unknown)).sentence).toMatch(/certificate/)
  const wrong = new URL(url)
  wrong.password = 'wrong'
  const refused = await ToldWiki.begin({
    config: { mail: { ...mail, url: wrong }, publicUrl },
    trusted: certificate,
  })
  await expect.poll(async () => (await stateOf(refused)).sentence).toMatch(/Wrong password/)
  const clara = await refused.wiki.person('Clara', 'commenter')
  const other = await refused.wiki.page('Rules')
  await refused.says(refused.wiki.aino, other, at(clara))
  refused.passes(10 * second)
  await expect.poll(() => refused.app.reported.length).toBe(2)
  // It is no fault of hers: the letter waits until the password is put right.
  expect(await refused.stored(clara)).toMatchObject([{ mail: 'at-once' }])
  expect(server.letters).toHaveLength(1)
})

test('[M70] without a server, or an address for its links, no e-mail is sent', async () => {
  const told = await ToldWiki.begin()
  const { aino } = told.wiki
  const berit = await told.wiki.person('Berit', 'commenter')
  const page = await told.wiki.page('Rules')
  await told.says(aino, page, at(berit))
  expect(await told.stored(berit)).toMatchObject([{ mail: null }])
  expect((await aino.browser.does('getHealth')).mail).toMatchObject({ state: 'off' })
  const begun = await ToldWiki.withMail()
  const { browser } = begun.wiki.aino
  expect((await browser.does('getWishes')).mail).toEqual({
    possible: true,
    address: 'aino@example.org',
  })
  await browser.does('changeOrganisation', { body: { address: null } })
  expect((await browser.does('getWishes')).mail.possible).toBe(false)
  expect((await browser.does('getHealth')).mail).toMatchObject({ state: 'no-address' })
})

test('[M71] letters about one thread belong together, and nobody answers them by machine', async () => {
  const begun = await ToldWiki.withMail()
  const { told, wiki } = begun
  const berit = await wiki.person('Berit', 'commenter')
  const page = await wiki.page('Rules')
  const thread = await told.says(berit, page, 'Mine')
  for (const [n, text] of ['One', 'Two'].entries()) {
    await told.says(wiki.aino, page, text, thread)
    told.passes(2 * minute)
    await letters(begun, n + 1, berit)
  }
  await told.says(wiki.aino, page, at(berit))
  told.passes(2 * minute)
  const heads = (await letters(begun, 3, berit)).map(({ headers }) => headers)
  const [first, second_, other] = heads.map((head) => head.get('references'))
  expect(first).toBe(`<thread-${thread}@example.org>`)
  expect(second_).toBe(first)
  expect(other).not.toBe(first)
  for (const head of heads) {
    expect(head.get('in-reply-to')).toBe(head.get('references'))
    expect(head.get('auto-submitted')).toBe('auto-generated')
    expect(head.get('message-id')).toMatch(/^<[a-z2-7]{20}@example\.org>$/)
    expect(head.get('from')).toBe('Talkoot <talkoot@example.org>')
  }
})

import { expect, test } from 'vitest'
import { noticeKinds } from '#contract/notices.ts'
import { payloads } from '../support/attacks/html.ts'
import { certificate, certificateKey } from '../support/mail-certificate.ts'
import { MailServer } from '../support/mail-server.ts'
import { Browser } from '../support/person.ts'
import { changeStoredPerson } from '../support/stored-person.ts'
import { at, day, hour, minute, second, ToldWiki } from '../support/told-wiki.ts'
import type { Member } from '../support/wiki.ts'

type Begun = Awaited<ReturnType<typeof ToldWiki.withMail>>

/** Everything that is due has gone, and nothing more than so many letters ever came. */
async function letters({ server, told }: Begun, many: number, who: Member) {
  await expect.poll(() => server.letters.length, { timeout: 10_000 }).toBe(many)
  await told.settled(who)
  expect(server.letters).toHaveLength(many)
  return server.letters
}

test('[M60] a mention goes out within seconds, with where to answer and how to stop it', async () => {
  const begun = await ToldWiki.withMail()
  const { app, told, wiki } = begun
  const berit = await wiki.person('Berit', 'commenter')
  const page = await wiki.page('Rules')
  const thread = await told.says(wiki.aino, page, `What do you say, ${at(berit)}?`)
  expect((await told.stored(berit)).map(({ mail }) => mail)).toEqual(['at-once'])
  told.passes(10 * second)
  const [letter] = await letters(begun, 1, berit)
  if (!letter) return
  expect(letter).toMatchObject({
    from: 'talkoot@example.org',
    to: 'berit@example.org',
    subject: 'Aino mentioned you on “Rules”',
  })
  const link = `https://wiki.example.org/pages/${page}?thread=${thread}`
  expect(letter.text).toContain('> What do you say, @Berit?')
  expect(letter.text).toContain(link)
  expect(letter.html).toContain(`href="${link}"`)
  const stop = /<(https:[^>]+)>/.exec(letter.headers.get('list-unsubscribe') ?? '')?.[1] ?? ''
  expect(stop).toMatch(/^https:\/\/wiki\.example\.org\/notices\/stop\/mention\./)
  expect(letter.text).toContain(stop)
  expect(app.reported).toEqual([])
})

test('[M61] of several within a minute there is one letter, and none of what was read meanwhile', async () => {
  const begun = await ToldWiki.withMail()
  const { server, told, wiki } = begun
  const berit = await wiki.person('Berit', 'commenter')
  const page = await wiki.page('Rules')
  const ask = (text: string) => told.says(wiki.aino, page, `${text}, ${at(berit)}`)
  await ask('One')
  told.passes(4 * second)
  await ask('Two')
  told.passes(6 * second)
  const [first] = await letters(begun, 1, berit)
  expect(first?.subject).toBe('2 notices from Karelia')
  expect(first?.text).toMatch(/Two[^]*One/)
  // The next ones wait until the minute is over.
  await ask('Three')
  told.passes(20 * second)
  await ask('Four')
  told.passes(20 * second)
  expect((await told.stored(berit)).filter(({ mail }) => mail !== null)).toHaveLength(2)
  told.passes(20 * second)
  const [, second_] = await letters(begun, 2, berit)
  expect(second_?.text).toMatch(/Four[^]*Three/)
  expect(second_?.text).not.toContain('One')
  // Whoever reads it at once gets no letter of it.
  told.passes(2 * minute)
  await ask('Five')
  await berit.browser.does('readNotices', { body: { read: true } })
  told.passes(2 * minute)
  await ask('Six')
  told.passes(10 * second)
  const last = (await letters(begun, 3, berit))[2]
  expect(last?.text).toContain('Six')
  expect(last?.text).not.toContain('Five')
  expect(server.letters).toHaveLength(3)
})

test('[M62] the digest goes once a day, at the hour and in the time zone of whoever gets it', async () => {
  const begun = await ToldWiki.withMail()
  const { server, told, wiki } = begun
  const berit = await wiki.person('Berit', 'editor')
  const clara = await wiki.person('Clara', 'editor')
  const digest = { ways: { watched: 'digest', mention: 'digest' } } as const
  const inHelsinki = { ...digest, hour: 13, timeZone: 'Europe/Helsinki' }
  const inNewYork = { ...digest, hour: 7, timeZone: 'America/New_York' }
  await berit.browser.does('setWishes', { body: inHelsinki })
  await clara.browser.does('setWishes', { body: inNewYork })
  const page = await wiki.page('Rules')
  for (const one of [berit, clara]) {
    await one.browser.does('watchPage', { params: { id: page }, body: { watching: true } })
  }
  // It is 8 in UTC, 10 in Helsinki, 3 in New York.
  await told.says(wiki.aino, page, 'One')
  await told.says(wiki.aino, page, `Two, ${at(berit)}`)
  told.passes(3 * hour - second)
  expect(server.letters).toEqual([])
  told.passes(second)
  const [first] = await letters(begun, 1, berit)
  expect(first).toMatchObject({ to: 'berit@example.org', subject: 'Today in Karelia: 2 notices' })
  expect(first?.headers.get('list-unsubscribe')).toContain('/notices/stop/digest.')
  expect((await told.stored(clara)).map(({ mail }) => mail)).toEqual(['digest', 'digest'])
  told.passes(hour)
  const [, second_] = await letters(begun, 2, clara)
  expect(second_?.to).toBe('clara@example.org')
  // Nothing new, nothing sent; and what comes now comes tomorrow.
  told.passes(day)
  await told.says(wiki.aino, page, 'Three')
  told.passes(22 * hour)
  expect(server.letters).toHaveLength(2)
  told.passes(hour)
  const third = (await letters(begun, 3, berit))[2]
  expect(third).toMatchObject({ to: 'berit@example.org', subject: 'Today in Karelia: 1 notice' })
  expect(third?.text).not.toContain('Two')
})

test('[M63] what cannot be sent waits, is tried again more and more seldom, and is said', async () => {
  const begun = await ToldWiki.withMail()
  const { app, server, told, wiki } = begun
  const berit = await wiki.person('Berit', 'commenter')
  const page = await wiki.page('Rules')
  await server.stop()
  await told.says(wiki.aino, page, `Hear, ${at(berit)}`)
  const mailOf = async () => (await wiki.aino.browser.does('getHealth')).mail
  const waits = { state: 'working', since: null, sentence: null, waiting: 1 }
  await expect.poll(mailOf).toEqual(waits)
  told.passes(10 * second)
  for (const [tried, pause] of [5, 15, 60, 300, 900, 900].entries()) {
    await expect.poll(() => app.reported.length).toBe(tried + 1)
    told.passes(pause * second - 1)
    expect(app.reported).toHaveLength(tried + 1)
    if (tried < 5) told.passes(1)
  }
  const failing = await mailOf()
  expect(failing).toMatchObject({ state: 'failing', since: '2026-03-02T08:00:10.000Z', waiting: 1 })
  expect(failing.sentence).toContain('ECONNREFUSED')
  expect(app.reported[0]?.what).toBe('e-mail cannot be sent at present')
  expect(await told.stored(berit)).toMatchObject([{ mail: 'at-once' }])
  await server.listen()
  told.passes(1)
  await letters(begun, 1, berit)
  expect(await mailOf()).toEqual({ state: 'working', since: null, sentence: null, waiting: 0 })
})

test('[M63] what is put off is tried again; what is refused is given up and said, for this one alone', async () => {
  const begun = await ToldWiki.withMail()
  const { app, server, told, wiki } = begun
  const [berit, clara] = [
    await wiki.person('Berit', 'editor'),
    await wiki.person('Clara', 'editor'),
  ]
  const page = await wiki.page('Rules')
  let tried = 0
  server.refuse = (where, to) => {
    if (where === 'RCPT' && to.startsWith('berit')) {
      tried += 1
      return { code: 451, text: 'Greylisted, come again' }
    }
    if (where === 'DATA' && to.startsWith('clara')) return { code: 550, text: 'Nobody here' }
    return null
  }
  await told.says(wiki.aino, page, `Hear, ${at(berit)} and ${at(clara)}`)
  told.passes(10 * second)
  await told.settled(clara)
  await expect.poll(() => tried).toBe(1)
  await expect.poll(() => app.reported.length).toBe(2)
  const said = app.reported.map(({ what }) => what).toSorted()
  expect(said).toEqual(
    [
      `e-mail to person ${berit.person.id} has to wait`,
      `e-mail to person ${clara.person.id} was refused for good`,
    ].toSorted(),
  )
  told.passes(minute)
  await expect.poll(() => tried).toBe(2)
  server.refuse = () => null
  told.passes(5 * minute)
  await letters(begun, 1, berit)
  expect(server.letters[0]?.to).toBe('berit@example.org')
})

test('[M63] after five days it is given up', async () => {
  const begun = await ToldWiki.withMail()
  const { app, server, told, wiki } = begun
  const berit = await wiki.person('Berit', 'commenter')
  const page = await wiki.page('Rules')
  await server.stop()
  await told.says(wiki.aino, page, `Hear, ${at(berit)}`)
  told.passes(6 * day)
  await told.settled(berit)
  expect(app.reported.map(({ what }) => what)).toContain(
    `e-mail to person ${berit.person.id} is given up`,
  )
})

test('[M64] a restart in between loses no letter, and doubles none', async () => {
  const begun = await ToldWiki.withMail()
  const { app, server, told, wiki } = begun
  const [berit, clara] = [
    await wiki.person('Berit', 'editor'),
    await wiki.person('Clara', 'editor'),
  ]
  await clara.browser.does('setWishes', { body: { ways: { mention: 'digest' }, hour: 12 } })
  const page = await wiki.page('Rules')
  await told.says(wiki.aino, page, `One, ${at(berit)}`)
  told.passes(10 * second)
  await letters(begun, 1, berit)
  told.passes(2 * minute)
  await told.says(wiki.aino, page, `Two, ${at(berit)} and ${at(clara)}`)
  await app.close()
  told.passes(minute)
  await ToldWiki.again(told)
  await letters(begun, 2, berit)
  // In the middle of a letter: it is taken, and that is kept before the end.
  told.passes(2 * minute)
  await told.says(wiki.aino, page, `Three, ${at(berit)}`)
  let closing: Promise<void> | undefined
  server.answer = async () => {
    closing ??= told.app.close()
  }
  told.passes(10 * second)
  await expect.poll(() => server.letters.length).toBe(3)
  await closing
  server.answer = async () => {}
  told.passes(hour)
  await ToldWiki.again(told)
  await told.settled(berit)
  told.passes(day)
  await letters(begun, 4, clara)
  const got = server.letters.map(({ text, to }) => `${to}: ${/> (\w+)/.exec(text)?.[1]}`)
  expect(got).toEqual([
    'berit@example.org: One',
    'berit@example.org: Two',
    'berit@example.org: Three',
    'clara@example.org: Two',
  ])
  expect(new Set(server.letters.map(({ headers }) => headers.get('message-id'))).size).toBe(4)
})

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

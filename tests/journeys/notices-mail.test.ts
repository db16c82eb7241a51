import { expect, test } from 'vitest'
import { at, day, hour, letters, minute, second, ToldWiki } from '../support/told-wiki.ts'

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

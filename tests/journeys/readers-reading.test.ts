import { expect, test } from 'vitest'
import { join } from '../support/person.ts'
import { ReadWiki } from '../support/read-wiki.ts'
import type { Member } from '../support/wiki.ts'

const editionIn = (html: string) => /name="edition" value="([^"]*)"/.exec(html)?.[1] ?? ''

async function confirms(read: ReadWiki, { browser }: Pick<Member, 'browser'>) {
  const edition = editionIn((await read.page('read', browser)).text)
  return read.posts('read', { edition }, browser)
}

const readings = (read: ReadWiki) =>
  read.wiki.aino.browser.does('getReadings', { params: { id: read.wiki.strategy } })

test('[P413] who is signed in says to have read it, and is told later that it has changed since', async () => {
  const read = await ReadWiki.begin()
  const first = await read.publish()
  const berit = await read.wiki.person('Berit', 'reader')
  const asked = await read.page('read', berit.browser)
  expect(asked.text).toContain('I have read edition 1.0')
  expect(asked.headers.get('cache-control')).toBe('no-store')
  const sent = await confirms(read, berit)
  expect([sent.status, sent.headers.get('location')]).toEqual([303, 'read'])
  const done = (await read.page('read', berit.browser)).text
  expect(done).toContain('You confirmed on 23 November 2026 that you have read edition 1.0.')
  expect(done).not.toContain('<form')

  await read.publish()
  const changed = (await read.page('read', berit.browser)).text
  expect(changed).toContain('You last confirmed edition 1.0')
  const changes = /href="([^"]*what-changed\.html)"/.exec(changed)?.[1] ?? ''
  expect((await read.page(changes, berit.browser)).status).toBe(200)
  // What was open before the new edition came out is no word for that one.
  const late = await read.posts('read', { edition: first.id }, berit.browser)
  expect([late.status, late.text.includes('newer edition')]).toEqual([409, true])
  expect((await read.page('read', berit.browser)).text).toContain('I have read edition 1.1')
  expect((await confirms(read, berit)).status).toBe(303)
  expect((await read.page('read', berit.browser)).text).toContain('have read edition 1.1.')
  await read.settings({ confirmation: false })
  expect((await read.page('read', berit.browser)).status).toBe(404)
})

test('[P413] others are shown the way to sign in and back, and pages of other sites confirm nothing', async () => {
  const read = await ReadWiki.begin()
  const { id } = await read.publish()
  const nobody = await read.page('read')
  expect(nobody.status).toBe(200)
  const link = /href="([^"]*sign-in[^"]*)"/.exec(nobody.text)?.[1] ?? ''
  const there = new URL(link, `${read.told.app.url}/published/our-strategy/read`)
  expect([there.pathname, there.searchParams.get('back')]).toEqual([
    '/sign-in',
    '/published/our-strategy/read',
  ])
  expect((await read.posts('read', { edition: id })).status).toBe(401)
  const berit = await read.wiki.person('Berit', 'reader')
  for (const Origin of ['https://elsewhere.example', 'null']) {
    const sent = await read.posts('read', { edition: id }, berit.browser, { Origin })
    expect(sent.status).toBe(403)
  }
  expect((await read.page('read', berit.browser)).text).toContain('I have read edition 1.0')
})

test('[P505] who has left editions out is led to what changed in each of them since', async () => {
  const read = await ReadWiki.begin()
  const berit = await read.wiki.person('Berit', 'reader')
  await read.publish()
  await confirms(read, berit)
  const [second, third] = [await read.publish(), await read.publish()]
  const params = { id: read.wiki.strategy, edition: third.id }
  await read.wiki.aino.browser.does('withdrawEdition', { params, body: { reason: 'Too early' } })
  const last = await read.publish('major')
  expect([second, third, last].map(({ number }) => number)).toEqual(['1.1', '1.2', '2.0'])
  const { text } = await read.page('read', berit.browser)
  const ways = [...text.matchAll(/href="([^"]*what-changed\.html)"/g)].map(([, way]) => way ?? '')
  expect(ways).toEqual(['1.1/what-changed.html', '2.0/what-changed.html'])
  expect(text).toContain('<li>Edition 1.1: Shorter ')
  // Each tells of the step before it: 1.0 to 1.1, and over what was withdrawn to 2.0.
  for (const [at, previous] of ['1.0', '1.1'].entries()) {
    const changes = await read.page(ways[at] ?? '')
    expect(changes.status).toBe(200)
    expect(changes.text).toContain(`edition ${previous}`)
  }
  await confirms(read, berit)
  expect((await read.page('read', berit.browser)).text).not.toContain('what-changed')
  // What they have read is withdrawn: the one before applies again, and nothing came out since.
  await read.wiki.aino.browser.does('withdrawEdition', {
    params: { ...params, edition: last.id },
    body: { reason: 'Wrong' },
  })
  const back = (await read.page('read', berit.browser)).text
  expect(back).toContain('I have read edition 1.1')
  expect(back).not.toMatch(/what-changed|<ul><\/ul>/)
})

test('[P414] how many have read it is counted for five or more, of those who may read the strategy', async () => {
  const read = await ReadWiki.begin()
  const { wiki } = read
  expect(await readings(read)).toEqual({ number: null, read: null, all: 0, units: [] })
  await read.publish()
  const units = await Promise.all(
    ['Care', 'Office', 'Board'].map((name) =>
      wiki.aino.browser.does('addUnit', { body: { name } }),
    ),
  )
  const [care, office, board] = units.map(({ id }) => id)
  const people: Member[] = []
  for (let n = 0; n < 17; n += 1) {
    const one = await wiki.person(`Person${n}`, 'reader')
    people.push(one)
    const unit = n < 6 ? care : n < 14 ? office : board
    await wiki.aino.browser.does('changePerson', {
      params: { id: one.person.id },
      body: { unit: unit ?? null },
    })
  }
  // Somebody of the house who may not read the strategy has read the edition all the same.
  const other = await join(wiki.aino, 'Other')
  expect((await confirms(read, other)).status).toBe(303)
  for (const one of people.slice(0, 4)) await confirms(read, one)
  // With Aino who manages it they are eighteen.
  const few = await readings(read)
  expect([few.number, few.read, few.all]).toEqual(['1.0', null, 18])
  expect(few.units).toEqual([
    { unit: care, name: 'Care', read: null, all: 6 },
    { unit: office, name: 'Office', read: null, all: 8 },
  ])
  for (const one of people.slice(4, 11)) await confirms(read, one)
  // All six of care have read it, and five of the office have: its three others are not told of.
  const more = await readings(read)
  expect([more.read, more.all]).toEqual([11, 18])
  expect(more.units.map(({ read: n }) => n)).toEqual([6, null])
  // Who may come in no more is counted no more.
  const params = { id: people[0]?.person.id ?? '' }
  await wiki.aino.browser.does('setPersonActive', { params, body: { active: false } })
  expect(await readings(read)).toMatchObject({ read: 10, all: 17 })
  await read.publish()
  expect(await readings(read)).toMatchObject({ number: '1.1', read: null, all: 17 })
  const editor = await wiki.person('Edda', 'editor')
  const forEditor = { params: { id: wiki.strategy } }
  expect((await editor.browser.tries('getReadings', forEditor)).status).toBe(403)
})

test('[P424] my data says what I wrote and read of editions, and nothing of others', async () => {
  const read = await ReadWiki.begin()
  const { id: edition } = await read.publish()
  const berit = await read.wiki.person('Berit', 'reader')
  const params = { id: read.wiki.strategy }
  const readership = async () => (await berit.browser.does('getMyData')).readership
  expect(await readership()).toEqual({
    ...{ feedback: [], readings: [], consents: [], approvals: [], asked: [] },
  })
  await read.writes('Mine', { page: 'tone' }, berit.browser)
  await read.writes('Of somebody else')
  await confirms(read, berit)
  await confirms(read, read.wiki.aino)
  await berit.browser.does('setConsent', { params, body: { named: true } })
  const [, mine] = await read.feedback()
  await read.wiki.aino.browser.does('answerFeedback', {
    params: { ...params, feedback: mine?.id ?? '' },
    body: { fate: 'parked', reason: 'Words of Aino' },
  })
  const held = await readership()
  expect(held).toMatchObject({
    feedback: [{ text: 'Mine', edition, page: read.tone }],
    readings: [{ edition, strategy: params.id }],
    consents: [{ strategy: params.id }],
  })
  expect(held.feedback).toHaveLength(1)
  expect(JSON.stringify(held)).not.toMatch(/Words of Aino|codeHash|somebody else/)
})

test('[P506] my data says where I was asked to approve, what I answered, and what I asked', async () => {
  const read = await ReadWiki.begin()
  const { aino, strategy } = read.wiki
  const berit = await read.wiki.person('Berit', 'editor')
  const readership = async (who: Member) => (await who.browser.does('getMyData')).readership
  await read.publish('minor', [read.tone], berit)
  const { approvals, asked } = await readership(berit)
  expect(approvals).toEqual([
    {
      strategy,
      approval: expect.any(String),
      askedAt: expect.any(String),
      role: 'Management',
      answer: {
        what: 'approved',
        at: expect.any(String),
        despite: 'We begin with this',
        named: false,
      },
    },
  ])
  expect(asked).toEqual([])
  const own = await readership(aino)
  expect(own.approvals).toEqual([])
  expect(own.asked).toMatchObject([{ strategy, note: 'Before the summer' }])
  // What others answered is theirs.
  expect(JSON.stringify(own)).not.toContain('We begin with this')
})

test('[P415] one agrees to be named, and takes it back', async () => {
  const read = await ReadWiki.begin()
  const berit = await read.wiki.person('Berit', 'reader')
  const params = { id: read.wiki.strategy }
  const says = (named: boolean) => berit.browser.does('setConsent', { params, body: { named } })
  const named = async () => (await berit.browser.does('listEditions', { params })).named
  expect(await named()).toBe(false)
  expect(await says(true)).toEqual({ named: true })
  expect(await named()).toBe(true)
  expect(await says(false)).toEqual({ named: false })
  expect(await named()).toBe(false)
})

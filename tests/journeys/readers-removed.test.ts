import { expect, test } from 'vitest'
import { type Feedback, mostFeedback } from '#contract/editions.ts'
import { editionId, feedbackId, newId, strategyId } from '#contract/ids.ts'
import { readersPartition } from '../../server/storage/records.ts'
import { throwReported } from '../support/app.ts'
import { placesOf } from '../support/data-search.ts'
import { Browser } from '../support/person.ts'
import { ReadWiki, stampIn } from '../support/read-wiki.ts'
import { temporaryFolder } from '../support/temporary.ts'
import { day } from '../support/told-wiki.ts'
import type { Member } from '../support/wiki.ts'

const removes = (read: ReadWiki, ids: readonly string[], who: Member = read.wiki.aino) =>
  who.browser.tries('removeFeedback', {
    params: { id: read.wiki.strategy },
    body: { feedback: [...ids] },
  })

test('[P530] who manages editions removes feedback, one or several at once, and nobody else does', async () => {
  const read = await ReadWiki.begin()
  const { wiki } = read
  const owner = await wiki.person('Owner', 'editor')
  const part = await wiki.person('Part', 'reader')
  const facilitator = await wiki.person('Fanny', 'facilitator')
  await wiki.aino.browser.does('setMember', {
    params: { id: wiki.strategy, person: part.person.id },
    body: { role: 'facilitator', pages: [read.tone] },
  })
  await read.owns(read.tone, { owner })
  await read.publish()
  for (const text of ['One', 'Two', 'Three', 'Four']) await read.writes(text, { page: 'tone' })
  const texts = async () => (await read.feedback()).map(({ text }) => text)
  const [four, three, two, one] = (await read.feedback()).map(({ id }) => id)
  if (!one || !two || !three || !four) throw new Error('some feedback is missing')
  // They may say what became of it, and no more.
  expect((await read.feedback(owner)).map(({ id }) => id)).toContain(one)
  for (const who of [owner, part]) {
    const { error } = await removes(read, [one], who)
    expect(error?.code).toBe('forbidden')
  }
  expect(await texts()).toEqual(['Four', 'Three', 'Two', 'One'])

  const reply = async (...of: Parameters<typeof removes>) => (await removes(...of)).body
  expect(await reply(read, [one], facilitator)).toEqual({ removed: 1 })
  expect(await texts()).toEqual(['Four', 'Three', 'Two'])
  // All of it or none.
  const unknown = newId(feedbackId)
  expect((await removes(read, [two, unknown])).error?.code).toBe('not-found')
  expect(await texts()).toEqual(['Four', 'Three', 'Two'])
  for (const none of [[], ['nothing'], Array<string>(mostFeedback + 1).fill(two)]) {
    expect((await removes(read, none)).status).toBe(400)
  }
  // Somebody else was quicker with one of them, and what is named twice is one.
  expect(await reply(read, [one, two, three, three])).toEqual({ removed: 2 })
  expect(await reply(read, [one, two, three])).toEqual({ removed: 0 })
  expect(await texts()).toEqual(['Four'])
  const fate = { fate: 'answered', reason: 'Too late' } as const
  const late = { params: { id: wiki.strategy, feedback: two }, body: fate }
  expect((await wiki.aino.browser.tries('answerFeedback', late)).status).toBe(404)
  const entry = read.told.app.notes.find(({ event }) => event === 'feedback removed')
  expect(entry?.details).toMatchObject({ by: facilitator.person.id, messages: '1' })
  wiki.leave()
  throwReported(read.told.app)
})

test('[P530] what others remove at once goes once, and what is answered meanwhile goes too', async () => {
  const read = await ReadWiki.begin()
  await read.publish()
  for (let n = 0; n < 12; n += 1) await read.writes(`Message ${n}`)
  const ids = (await read.feedback()).map(({ id }) => id)
  const { browser } = read.wiki.aino
  const answers = (id: string) =>
    browser.tries('answerFeedback', {
      params: { id: read.wiki.strategy, feedback: id },
      body: { fate: 'answered', reason: 'Thank you' },
    })
  const all = await Promise.all([
    removes(read, ids.slice(0, 8)),
    removes(read, ids.slice(4)),
    removes(read, ids),
    ...ids.map(answers),
  ])
  const removed = all.slice(0, 3).map(({ body, status }) => {
    expect(status).toBe(200)
    return (body as { removed: number }).removed
  })
  expect(removed.reduce((sum, n) => sum + n, 0)).toBe(12)
  for (const { status } of all.slice(3)) expect([200, 404]).toContain(status)
  expect(await read.feedback()).toEqual([])
  throwReported(read.told.app)
})

test('[P531] the address of what was removed says so, in the language it was written in, and no more', async () => {
  const read = await ReadWiki.begin()
  const { id: edition } = await read.publish()
  const stamp = stampIn((await read.page('feedback')).text)
  read.told.passes(60_000)
  const fields = { text: 'Canary of a stranger', page: '', name: 'Canaryname', stamp }
  const where = (await read.posts('feedback', fields)).headers.get('location') ?? ''
  const other = (await read.writes('Stays')).headers.get('location') ?? ''
  const all = await read.feedback()
  const id = all.find(({ text }) => text !== 'Stays')?.id ?? ''
  await read.wiki.aino.browser.does('answerFeedback', {
    params: { id: read.wiki.strategy, feedback: id },
    body: { fate: 'declined', reason: 'Canary of an answer' },
  })
  expect((await removes(read, [id])).status).toBe(200)

  const gone = async (title: string) => {
    const { headers, status, text } = await read.page(where)
    expect([status, headers.get('cache-control'), headers.get('x-robots-tag')]).toEqual([
      ...[410, 'no-store', 'noindex'],
    ])
    expect(text).toContain(`<h1>${title}</h1>`)
    expect(text).not.toMatch(/canary|declined/i)
    expect(text).not.toMatch(/<script|\son\w+=|javascript:/i)
  }
  await gone('Your feedback has been removed')
  expect((await read.page(other)).status).toBe(200)
  const head = await read.reader.ask('HEAD', `/published/our-strategy/${where}`)
  expect([head.status, head.text]).toEqual([410, ''])
  expect((await read.reader.ask('POST', `/published/our-strategy/${where}`, '')).status).toBe(405)
  // The same form sent once more, by the key for going back, does not bring it back.
  const again = await read.posts('feedback', fields)
  expect([again.status, again.headers.get('location')]).toEqual([303, where])
  expect((await read.feedback()).map(({ text }) => text)).toEqual(['Stays'])
  expect((await read.page('feedback/AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404)
  // As what became of it is told, also when readers are asked no more, or nothing is published.
  await read.settings({ feedbackDays: null })
  await gone('Your feedback has been removed')
  await read.wiki.aino.browser.does('withdrawEdition', {
    params: { id: read.wiki.strategy, edition },
    body: { reason: 'It was wrong.' },
  })
  await gone('Your feedback has been removed')
  throwReported(read.told.app)
})

test.each([
  ['fi', 'Palautteesi on poistettu'],
  ['nb', 'Tilbakemeldingen din er fjernet'],
  ['sv', 'Din återkoppling har tagits bort'],
] as const)('[P531] in %s it says “%s”', async (language, title) => {
  const read = await ReadWiki.begin()
  await read.wiki.aino.browser.does('changePage', {
    params: { id: read.tone },
    body: { language },
  })
  await read.publish()
  const where = (await read.writes('Something', { page: 'tone' })).headers.get('location') ?? ''
  const [one] = await read.feedback()
  expect(one?.language).toBe(language)
  await removes(read, [one?.id ?? ''])
  const { status, text } = await read.page(where)
  expect(status).toBe(410)
  expect(text).toContain(`<h1>${title}</h1>`)
  expect(text).toContain(`<html lang="${language}"`)
})

test('[P532] what is removed frees its place, of the day and of all, and a flood is gone in one go', async () => {
  const read = await ReadWiki.begin()
  const edition = editionId.parse((await read.publish()).id)
  const strategy = strategyId.parse(read.wiki.strategy)
  const at = new Date(read.told.now - 3 * day).toISOString()
  const made = (n: number): Feedback => ({
    ...{ id: newId(feedbackId), strategy, edition, page: null, text: `Flood ${n}`, name: '' },
    ...{ person: null, language: 'en', at, answerBy: '2026-12-01', fate: null },
  })
  const flood = Array.from({ length: mostFeedback }, (_, n) => made(n))
  await read.told.app.storage.catalogue.transact(
    readersPartition(strategy),
    flood.map((value) => ({
      ...{ do: 'put', collection: 'feedback', id: value.id, expects: 0 },
      ...{ value: { ...value, codeHash: value.id }, unique: [`code:${value.id}`] },
    })),
  )
  const full = await read.writes('Is anybody there?')
  expect([full.status, full.text.includes('Is anybody there?')]).toEqual([429, true])
  expect((await removes(read, [flood[0]?.id ?? ''])).status).toBe(200)
  expect((await read.writes('Is anybody there?')).status).toBe(303)
  expect((await read.writes('And once more?')).status).toBe(429)
  const rest = flood.slice(1).map(({ id }) => id)
  expect((await removes(read, rest)).body).toEqual({ removed: mostFeedback - 1 })
  expect((await read.feedback()).map(({ text }) => text)).toEqual(['Is anybody there?'])

  // Of one day, too.
  for (let n = 1; n < 200; n += 1) expect((await read.writes(`Today ${n}`)).status).toBe(303)
  expect((await read.writes('One too many')).status).toBe(429)
  const [latest] = await read.feedback()
  expect((await removes(read, [latest?.id ?? ''])).status).toBe(200)
  expect((await read.writes('One more')).status).toBe(303)
  // That it was is remembered of so many, and of the latest of them.
  const kept = await read.told.app.storage.catalogue.list(readersPartition(strategy), 'removals')
  expect(kept).toHaveLength(mostFeedback)
  expect(kept.map(({ id }) => id)).toContain(latest?.id)
  throwReported(read.told.app)
}, 120_000)

/** Letters that nothing else in the data folder has. */
const letters = '𐎠𐎡𐎢𐎣𐎤'

test('[P533] nothing of what was removed is left in the data folder, in anybody’s inbox or in their data', async () => {
  const data = await temporaryFolder()
  const read = await ReadWiki.begin({}, { config: { data } })
  const { wiki } = read
  await read.publish()
  const berit = await wiki.person('Berit', 'reader')
  const sent = await read.writes(`My neighbour is ${letters}`, { page: 'tone' }, berit.browser)
  expect(sent.status).toBe(303)
  await read.writes(`So is ${letters}`, { name: letters })
  await read.writes('Something else')
  const [, unsigned, signed] = await read.feedback()
  if (!unsigned || !signed) throw new Error('some feedback is missing')
  await wiki.aino.browser.does('answerFeedback', {
    params: { id: wiki.strategy, feedback: signed.id },
    body: { fate: 'answered', reason: `Not ${letters}` },
  })
  const dataOf = async ({ browser }: Member) => JSON.stringify(await browser.does('getMyData'))
  expect(await dataOf(berit)).toContain(letters)
  expect((await removes(read, [unsigned.id, signed.id])).status).toBe(200)
  expect(await dataOf(berit)).not.toContain(letters)
  const inbox = await wiki.aino.browser.get('/api/notices')
  expect([inbox.status, inbox.text.includes(letters)]).toEqual([200, false])
  const left = await new Browser(read.told.app).get(
    `/published/our-strategy/${sent.headers.get('location')}`,
  )
  expect([left.status, left.text.includes(letters)]).toEqual([410, false])
  wiki.leave()
  throwReported(read.told.app)
  await read.told.app.close()
  expect(await placesOf(data, [letters])).toEqual([])
})

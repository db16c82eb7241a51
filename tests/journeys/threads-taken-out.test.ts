import { expect, test } from 'vitest'
import { filler } from '../../server/history/redact.ts'
import { throwReported } from '../support/app.ts'
import { placesOf } from '../support/data-search.ts'
import { lastParagraph, plainText, writerOf } from '../support/page-history.ts'
import { spotOf } from '../support/spots.ts'
import { beginThreads } from '../support/threads.ts'

/** Letters that nothing else in the data folder has, four bytes each. */
const letters = ['𐎠', '𐎡', '𐎢', '𐎣', '𐎤', '𐎥'] as const
const secret = letters.join('')

test('[M19] what is taken out of a page is nowhere in what was said about it', async () => {
  const { app, begins, page, params, wiki } = await beginThreads()
  const { browser } = wiki.aino
  const { client, types } = await writerOf(wiki, page)
  await types(` Open words. ${secret} and more`)
  await client.until(() => client.complete, 'stored')
  const whole = await begins(wiki.aino, {
    text: `Is ${secret} right?`,
    spot: spotOf(client.doc, secret),
  })
  const half = letters.slice(0, 4).join('')
  await begins(wiki.aino, { text: 'A part', spot: spotOf(client.doc, half) })
  await begins(wiki.aino, {
    text: 'Its end',
    spot: spotOf(client.doc, `${letters.slice(2).join('')} and`),
  })
  await begins(wiki.aino, {
    spot: spotOf(client.doc, `words. ${secret}`),
    proposal: `words. ${secret}!`,
  })
  const at = { ...params, thread: whole.id }
  const comment = whole.comments[0]?.id ?? ''
  await browser.does('changeComment', {
    params: { ...at, comment },
    body: { text: 'Is it right?' },
  })
  const said = await browser.does('addComment', { params: at, body: { text: `${secret} again` } })
  const hidden = { ...at, comment: said.comments[1]?.id ?? '' }
  await browser.does('hideComment', { params: hidden, body: { reason: `Says ${secret}` } })
  const ends = (reason: string) =>
    browser.does('endThread', { params: at, body: { ending: { fate: 'declined', reason } } })
  await ends(`${secret} stays`)
  await browser.does('endThread', { params: at, body: { ending: null } })
  await ends(`${secret} goes`)
  // Deleted words lie in what the catalogue held before.
  const gone = await begins(wiki.aino, { text: `Never mind ${secret}` })
  await browser.does('removeComment', {
    params: { ...params, thread: gone.id, comment: gone.comments[0]?.id ?? '' },
  })
  expect((await placesOf(app.config.data, letters)).join()).toContain(`threads-${page}`)

  const text = lastParagraph(client.doc)
  const from = plainText(text).indexOf(secret)
  const { first } = spotOf(client.doc, secret)
  expect(from).toBeGreaterThan(0)
  const ranges = [{ ...first, length: secret.length }]
  await browser.does('redactHistory', { params, body: { ranges, reason: 'A secret' } })

  const left = filler.repeat(secret.length)
  const listed = await browser.does('listThreads', { params })
  const [one, two, three, four] = listed.threads
  expect(one).toMatchObject({
    anchor: { quote: left },
    comments: [
      { text: 'Is it right?', before: [{ text: `Is ${left} right?` }] },
      { text: `${left} again`, hidden: { reason: `Says ${left}` } },
    ],
    ending: { reason: `${left} goes` },
    reopened: [{ ending: { reason: `${left} stays` } }],
  })
  expect(two?.anchor?.quote).toBe(filler.repeat(half.length))
  expect(three?.anchor?.quote).toBe(`${filler.repeat(8)} and`)
  expect(four).toMatchObject({
    anchor: { quote: `words. ${left}` },
    proposal: { from: `words. ${left}`, to: `words. ${left}!` },
  })
  wiki.leave()
  throwReported(app)
  await app.close()
  expect(await placesOf(app.config.data, letters)).toEqual([])
})

test('[M18] my data has all that I said and decided, and nothing of others', async () => {
  const { answers, begins, client, page, params, wiki } = await beginThreads()
  const eva = await wiki.person('Eva', 'editor')
  const { id: thread, comments } = await begins(wiki.aino, { text: 'Of Aino' })
  const place = { page, thread }
  await answers(eva, thread, 'First words')
  const mine = (await answers(eva, thread, 'Second words')).comments
  const at = { ...params, thread }
  const change = { params: { ...at, comment: mine[1]?.id ?? '' }, body: { text: 'Other words' } }
  await eva.browser.does('changeComment', change)
  await eva.browser.does('removeComment', { params: { ...at, comment: mine[2]?.id ?? '' } })
  const agree = { params: { ...at, comment: comments[0]?.id ?? '' } }
  await eva.browser.does('react', { ...agree, body: { name: 'agree', on: true } })
  const spot = spotOf(client.doc, 'within a day')
  const proposed = await begins(eva, { spot, proposal: 'at once' })
  const parked = { fate: 'parked', reason: 'Not now' } as const
  await eva.browser.does('endThread', { params: at, body: { ending: parked } })
  await wiki.aino.browser.does('endThread', { params: at, body: { ending: null } })
  await wiki.setRole(eva, null)

  const at1 = expect.any(String)
  const { said } = await eva.browser.does('getMyData')
  const bare = { at: at1, before: [], proposal: null, deletedAt: null }
  expect(said).toEqual({
    comments: expect.arrayContaining([
      { ...place, ...bare, text: 'Other words', before: [{ at: at1, text: 'First words' }] },
      { ...place, ...bare, text: '', deletedAt: at1 },
      { page, thread: proposed.id, ...bare, text: '', proposal: 'at once' },
    ]),
    reactions: [{ ...place, name: 'agree' }],
    endings: [{ ...place, ...parked, at: at1 }],
  })
  expect(said.comments).toHaveLength(3)
  expect(JSON.stringify(said)).not.toMatch(/Aino|within a day/)
})

test('[M20] a discussion is taken along in the order of the page, by the names of now', async () => {
  const { answers, begins, client, params, wiki } = await beginThreads()
  const eva = await wiki.person('Eva', 'editor')
  await begins(eva, { text: 'Last passage', spot: spotOf(client.doc, 'do not know') })
  await begins(eva, { text: 'First passage', spot: spotOf(client.doc, 'answer') })
  const whole = await begins(eva, { text: 'All of it\n\n- not a list' })
  await answers(wiki.aino, whole.id, `@{person:${eva.person.id}}, well`)
  await wiki.aino.browser.does('endThread', {
    params: { ...params, thread: whole.id },
    body: { ending: { fate: 'adopted', reason: '*So* it is' } },
  })
  const { browser } = await wiki.person('Read', 'reader')
  const file = (format: string) => browser.tries('exportThreads', { params: { ...params, format } })
  const markdown = await file('md')
  expect(markdown.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
  expect(markdown.headers.get('content-disposition')).toBe(
    "attachment; filename*=UTF-8''How%20we%20answer.md",
  )
  const order = ['All of it', 'First passage', 'Last passage'].map((one) =>
    markdown.text.indexOf(one),
  )
  expect(order).toEqual(order.toSorted((a, b) => a - b))
  expect(order[0]).toBeGreaterThan(0)
  expect(markdown.text).toContain('\\- not a list')
  expect(markdown.text).toContain('@Eva, well')
  expect(markdown.text).toMatch(/\*\*Adopted\*\* – \\\*So\\\* it is – Aino, .* UTC\n/)
  const csv = await file('csv')
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(csv.bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  expect(csv.text.split('\r\n')).toHaveLength(6)

  // In the language that its reader has chosen.
  await browser.does('changeMe', { body: { language: 'fi' } })
  expect((await file('md')).text).toContain('**Otettu mukaan**')
  await wiki.aino.browser.does('changePage', { params, body: { title: '../etc/“x”.csv' } })
  await expect
    .poll(async () => (await file('csv')).headers.get('content-disposition'))
    .toBe("attachment; filename*=UTF-8''%E2%80%9Cx%E2%80%9D.csv")
  expect(
    (await browser.tries('exportThreads', { params: { ...params, format: 'pdf' } })).status,
  ).toBe(404)
})

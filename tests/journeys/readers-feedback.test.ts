import { expect, test } from 'vitest'
import { readersPartition } from '../../server/storage/records.ts'
import { strategyId } from '#contract/ids.ts'
import { payloads } from '../support/attacks/html.ts'
import { bareRequest } from '../support/bare-request.ts'
import { Browser } from '../support/person.ts'
import { ReadWiki, stampIn } from '../support/read-wiki.ts'
import { day } from '../support/told-wiki.ts'

test('[P404] a form without scripts says who answers and by when, in the language of its page', async () => {
  const read = await ReadWiki.begin()
  await read.publish()
  const { status, headers, text } = await read.page('feedback?page=tone')
  expect(status).toBe(200)
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('x-robots-tag')).toBe('noindex')
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'.*form-action 'self'/)
  expect(text).toContain('by 30 November 2026. On “Tone” it comes from: Head of care.')
  expect(text).toContain('<option value="tone" selected>Tone</option>')
  expect(text).not.toMatch(/<script|\son\w+=|javascript:/i)
  const style = /<link rel="stylesheet" href="([^"]+)"/.exec(text)?.[1] ?? ''
  expect((await read.page(style)).headers.get('content-type')).toMatch(/^text\/css/)
  expect((await read.page('feedback')).text).toContain('whoever answers for it')
  await read.settings({ feedbackDays: null })
  expect((await read.page('feedback')).status).toBe(404)
})

test('[P405] what is wrong stands beside its field, and everything typed is kept', async () => {
  const read = await ReadWiki.begin()
  await read.publish()
  const empty = await read.writes(' \r\n ', { name: 'Berit <b>', page: 'goals' })
  expect(empty.status).toBe(422)
  expect(empty.text).toContain('id="reader-text-wrong">Write what you would like to say.')
  expect(empty.text).toMatch(/<textarea[^>]* aria-invalid="true" autofocus>/)
  expect(empty.text).toContain('value="Berit &lt;b&gt;"')
  expect(empty.text).toContain('<option value="goals" selected>')
  const long = await read.writes('x'.repeat(5_001), { name: 'n'.repeat(121), page: 'nowhere' })
  expect(long.status).toBe(422)
  expect(long.text).toContain('These are 5001 characters.')
  expect(long.text).toContain('id="reader-name-wrong">At most 120 characters.')
  expect(long.text).toContain('id="reader-page-wrong">Choose one of these.')
  expect(long.text).toContain('x'.repeat(5_001))
  expect(await read.feedback()).toEqual([])
  // As many characters as are let in, however they are written.
  expect((await read.writes('€'.repeat(5_000))).status).toBe(303)
})

test('[P406] what programs send is not taken: at once, after a day, unsigned, or with the trap filled', async () => {
  const read = await ReadWiki.begin()
  await read.publish()
  const stamp = stampIn((await read.page('feedback')).text)
  const sent = { text: 'Kept words', page: '', name: '' }
  const quick = await read.posts('feedback', { ...sent, stamp })
  expect([quick.status, stampIn(quick.text)]).toEqual([422, stamp])
  expect(quick.text).toContain('Kept words')
  read.told.passes(2_000)
  const trapped = await read.posts('feedback', { ...sent, stamp, website: 'https://spam.example' })
  expect(trapped.status).toBe(422)
  expect(trapped.text).not.toContain('spam.example')
  read.told.passes(day)
  for (const old of [stamp, '', 'forged.stamp.here']) {
    const answer = await read.posts('feedback', { ...sent, stamp: old })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Kept words')
    expect(stampIn(answer.text)).not.toBe(old)
  }
  expect(await read.feedback()).toEqual([])
})

test('[P407] a form is taken from our own pages alone, as a form, and no larger than one', async () => {
  const read = await ReadWiki.begin()
  await read.publish()
  const stamp = stampIn((await read.page('feedback')).text)
  read.told.passes(60_000)
  const sent = { text: 'From elsewhere', page: '', name: '', stamp }
  for (const headers of [
    { Origin: 'https://elsewhere.example' },
    { Origin: 'null' },
    { Origin: null, 'Sec-Fetch-Site': 'cross-site' },
  ]) {
    expect((await read.posts('feedback', sent, read.reader, headers)).status).toBe(403)
  }
  const json = { 'Content-Type': 'application/json' }
  expect((await read.posts('feedback', sent, read.reader, json)).status).toBe(415)
  const large = { ...sent, text: 'x'.repeat(66_000) }
  expect((await read.posts('feedback', large)).status).toBe(413)
  const path = '/published/our-strategy/feedback'
  const chunked = {
    'Content-Type': 'application/x-www-form-urlencoded',
    'Transfer-Encoding': 'chunked',
  }
  const body = `text=${'x'.repeat(66_000)}`
  expect(
    (await bareRequest(read.told.app.url, { method: 'POST', path, headers: chunked, body })).status,
  ).toBe(413)
  const put = await read.reader.ask('PUT', path, '')
  expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST'])
  expect(await read.feedback()).toEqual([])
  expect(read.told.app.reported).toEqual([])
})

test('[P408] what was sent has an address of its own, which tells later what became of it and why', async () => {
  const read = await ReadWiki.begin()
  const { number } = await read.publish()
  const sent = await read.writes('First line\r\nsecond\r\n\r\nthird', {
    page: 'tone',
    name: 'Berit',
  })
  expect(sent.status).toBe(303)
  const where = sent.headers.get('location') ?? ''
  expect(where).toMatch(/^feedback\/[\w-]{22}$/)
  const waiting = await read.page(where)
  expect(waiting.status).toBe(200)
  expect(waiting.text).toContain('<p>First line<br>second</p>\n<p>third</p>')
  expect(waiting.text).toContain(`Tone, Edition ${number}`)
  expect(waiting.text).toContain('30 November 2026')
  expect(waiting.text).toContain('not been answered yet')
  expect(waiting.headers.get('cache-control')).toBe('no-store')
  read.told.passes(8 * day)
  expect((await read.page(where)).text).toContain('promised day has passed')

  const [one] = await read.feedback()
  expect(one).toMatchObject({
    ...{ text: 'First line\nsecond\n\nthird', name: 'Berit', page: read.tone, person: null },
    ...{ answerBy: '2026-11-30', fate: null, number, pageTitle: 'Tone', mine: true },
  })
  const params = { id: read.wiki.strategy, feedback: one?.id ?? '' }
  const answers = (fate: 'adopted' | 'declined', reason: string) =>
    read.wiki.aino.browser.does('answerFeedback', { params, body: { fate, reason } })
  await answers('declined', 'Not <now>')
  expect((await read.page(where)).text).toContain(
    '<strong>Declined</strong></p>\n<p>Not &lt;now&gt;',
  )
  expect(await answers('adopted', 'You are right')).toMatchObject({ byName: 'Aino', mine: true })
  const became = (await read.page(where)).text
  expect([became.includes('You are right'), became.includes('Not &lt;now')]).toEqual([true, false])
  // Who answered is named to nobody.
  expect(became).not.toContain('Aino')
  const empty = { params, body: { fate: 'adopted' as const, reason: ' ' } }
  expect((await read.wiki.aino.browser.tries('answerFeedback', empty)).status).toBe(400)
  for (const other of ['feedback/', 'feedback/AAAAAAAAAAAAAAAAAAAAAA', 'feedback/x', `${where}x`]) {
    expect([other, (await read.page(other)).status]).toEqual([other, 404])
  }
})

test('[P408] the code of an address is stored nowhere, and sending twice writes once', async () => {
  const read = await ReadWiki.begin()
  await read.publish()
  const stamp = stampIn((await read.page('feedback')).text)
  read.told.passes(60_000)
  const fields = { text: 'Pressed twice', page: '', name: '', stamp }
  const [one, two] = await Promise.all([
    read.posts('feedback', fields),
    read.posts('feedback', fields),
  ])
  const where = one.headers.get('location') ?? ''
  expect([where, two.status]).toEqual([two.headers.get('location'), 303])
  expect(await read.feedback()).toHaveLength(1)
  const partition = readersPartition(strategyId.parse(read.wiki.strategy))
  const stored = await read.told.app.storage.catalogue.list(partition, 'feedback')
  expect(JSON.stringify(stored)).not.toContain(where.slice('feedback/'.length))
})

test('[P500] what became of feedback is told where it was, also when every edition is withdrawn', async () => {
  const read = await ReadWiki.begin()
  const { id, number } = await read.publish()
  const sent = await read.writes('Who answers at night?', { page: 'tone' })
  const where = sent.headers.get('location') ?? ''
  const params = { id: read.wiki.strategy }
  await read.wiki.aino.browser.does('withdrawEdition', {
    params: { ...params, edition: id },
    body: { reason: 'It was wrong.' },
  })
  const waiting = await read.page(where)
  expect(waiting.status).toBe(200)
  expect(waiting.text).toContain('not been answered yet')
  expect(waiting.text).toContain('class="banner superseded"')
  const [one] = await read.feedback()
  await read.wiki.aino.browser.does('answerFeedback', {
    params: { ...params, feedback: one?.id ?? '' },
    body: { fate: 'adopted', reason: 'The next edition says it.' },
  })
  const answered = await read.page(where)
  expect(answered.text).toContain('The next edition says it.')
  const style = /<link rel="stylesheet" href="\.\.\/([^"]+)"/.exec(answered.text)?.[1] ?? ''
  expect((await read.page(style)).headers.get('content-type')).toMatch(/^text\/css/)
  // Nothing else of the edition is there, nor is anything asked about it any more.
  const front = await read.page('index.html')
  expect([front.status, front.text.includes('Who answers')]).toEqual([410, false])
  for (const path of ['feedback', 'read', 'search?q=tone', `${number}/tone.html`]) {
    expect([path, (await read.page(path)).status]).toEqual([path, 410])
  }
  expect((await read.posts('feedback', { text: 'Again', page: '', name: '' })).status).toBe(410)
  expect((await read.page('feedback/nobody-knows-this')).status).toBe(404)
  expect(read.told.app.reported).toEqual([])
})

test('[P409] nobody floods it: five at once and one a minute from an address, two hundred a day in all', async () => {
  const read = await ReadWiki.begin()
  await read.publish()
  const stamp = stampIn((await read.page('feedback')).text)
  read.told.passes(60_000)
  const sends = (n: number, text = `Flood ${n}`) =>
    read.posts('feedback', { text, page: '', name: '', stamp })
  const statuses: number[] = []
  for (let n = 0; n < 7; n += 1) statuses.push((await sends(n)).status)
  expect(statuses).toEqual([303, 303, 303, 303, 303, 429, 429])
  const refused = await sends(8, 'Words that took long')
  expect(refused.text).toContain('Words that took long')
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  read.told.passes(60_000)
  expect([(await sends(9)).status, (await sends(10)).status]).toEqual([303, 429])

  for (let n = 11; (await read.feedback()).length < 200 && n < 300; n += 1) {
    read.told.passes(60_000)
    await sends(n)
  }
  expect(await read.feedback()).toHaveLength(200)
  read.told.passes(60_000)
  const full = await sends(300, 'One too many')
  expect([full.status, full.text.includes('So much was sent today')]).toEqual([429, true])
  expect(full.text).toContain('One too many')
  expect(await read.feedback()).toHaveLength(200)
  read.told.passes(day)
  expect((await read.writes('The next day')).status).toBe(303)
})

test('[P410] nothing that a reader writes runs, in the form or on the page that tells what became of it', async () => {
  const read = await ReadWiki.begin()
  await read.publish()
  const all = payloads.map(({ html }) => html)
  expect(all.length).toBeGreaterThan(100)
  for (let at = 0; at < all.length;) {
    let text = ''
    for (; at < all.length && text.length + (all[at] ?? '').length < 4_900; at += 1)
      text += `${all[at]}\n`
    const sent = await read.writes(text, { name: '"><svg onload=alert(1)>' })
    const status = (await read.page(sent.headers.get('location') ?? '')).text
    const again = (await read.writes(text, { name: '"><svg onload=alert(1)>', page: '"><script>' }))
      .text
    for (const html of [status, again]) {
      const tags = [...html.matchAll(/<\/?([a-z][\w-]*)/gi)].map(([, tag]) => tag?.toLowerCase())
      expect(tags.filter((tag) => !known.has(tag ?? ''))).toEqual([])
      const own = [...html.matchAll(/<[a-z][^>]*>/gi)].join('')
      // What stands between quotes is nothing but text.
      expect(own.replace(/="[^"]*"/g, '=')).not.toMatch(/\son\w+=|javascript:|style=/i)
    }
  }
})

const known = new Set(
  `html head meta title link body a header p main h1 div dl dt dd h2 strong br blockquote form span
  label textarea select option input button`.split(/\s+/),
)

test('[P411] who is signed in is known to those who answer, and is told so', async () => {
  const read = await ReadWiki.begin()
  await read.publish()
  const berit = await read.wiki.person('Berit', 'reader')
  const { browser } = berit
  const form = (await read.page('feedback', browser)).text
  expect(form).toContain('signed in as Berit')
  expect(form).not.toContain('name="name"')
  await read.writes('From me', { name: 'Somebody else' }, browser)
  const [one] = await read.feedback()
  expect(one).toMatchObject({ name: '', person: berit.person.id, personName: 'Berit' })
  const ended = new Browser(read.told.app)
  ended.cookie = 'talkoot=over'
  expect((await read.writes('By nobody', {}, ended)).status).toBe(303)
})

test('[P412] facilitators see all of it, owners and deputies that of their pages, nobody else any', async () => {
  const read = await ReadWiki.begin()
  const { wiki } = read
  const [owner, deputy] = [
    await wiki.person('Owner', 'reader'),
    await wiki.person('Deputy', 'editor'),
  ]
  const [facilitator, editor] = [
    await wiki.person('Fanny', 'facilitator'),
    await wiki.person('Edda', 'editor'),
  ]
  await read.owns(read.tone, { owner, deputy })
  await read.publish()
  for (const page of ['tone', 'goals', '']) await read.writes(`About ${page}`, { page })
  const seen = async (who: typeof owner) => (await read.feedback(who)).map(({ text }) => text)
  expect(await seen(facilitator)).toEqual(['About', 'About goals', 'About tone'])
  expect([await seen(owner), await seen(deputy)]).toEqual([['About tone'], ['About tone']])
  expect(await seen(editor)).toEqual([])
  const all = await read.feedback()
  const answers = (who: typeof owner, n: number) =>
    who.browser.tries('answerFeedback', {
      params: { id: wiki.strategy, feedback: all[n]?.id ?? '' },
      body: { fate: 'answered', reason: 'Because' },
    })
  const statuses = async (who: typeof owner) => [
    (await answers(who, 0)).status,
    (await answers(who, 1)).status,
    (await answers(who, 2)).status,
  ]
  expect(await statuses(owner)).toEqual([404, 404, 200])
  expect(await statuses(editor)).toEqual([404, 404, 404])
  expect(await statuses(facilitator)).toEqual([200, 200, 200])
})

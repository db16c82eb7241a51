import { expect, test } from 'vitest'
import { throwReported } from '../support/app.ts'
import { node, writeBlocks } from '../support/blocks.ts'
import { EditionWiki, publication, yes } from '../support/edition-wiki.ts'
import { day, hour } from '../support/told-wiki.ts'

test('[P300] what is written after the asking changes neither what is approved nor what is published', async () => {
  const made = await EditionWiki.begin()
  const { aino, params, wiki } = made
  const berit = await wiki.person('Berit', 'commenter')
  const page = await made.page('How we answer')
  const other = await made.page('Änglar & ø')
  const asked = await made.ask([other, page], [berit])
  expect(asked).toMatchObject({ state: 'open', changedSince: [], end: null })
  // In the order of the strategy.
  expect(asked.pages.map((one) => one.page)).toEqual([page, other])

  await made.types(page, ' Or in two.')
  const { approvals } = await made.list(berit)
  expect(approvals).toMatchObject([{ id: asked.id, changedSince: [page] }])
  expect((await made.approves(berit, asked.id)).state).toBe('approved')
  const edition = await made.publish(asked.id)
  expect(edition).toMatchObject({
    ...{ number: '1.0', state: 'current', path: '/published/ours/1.0/', redactions: [] },
    ...{ publishedAt: made.iso(), validFrom: '2026-04-01', changedSince: [page] },
  })
  expect(edition.pages.map(({ slug }) => slug)).toEqual(['how-we-answer', 'anglar-o'])
  const first = await aino.browser.get(`${edition.path}how-we-answer.html`)
  expect([first.status, first.text]).toEqual([200, expect.stringContaining('within a day')])
  expect(first.text).not.toContain('Or in two')

  await made.types(other, ' Written later.')
  await aino.browser.does('changePage', { params: { id: other }, body: { title: 'Another name' } })
  const after = await made.list()
  expect(after.editions).toMatchObject([{ id: edition.id, changedSince: [page, other] }])
  // What has ended is not going to be published as it stands.
  expect(after.approvals).toMatchObject([{ state: 'published', changedSince: [] }])
  const still = await aino.browser.get(`${edition.path}how-we-answer.html`)
  expect(still.text).toBe(first.text)
  // What is only for those who write changes nothing of what is published.
  const again = await made.ask([page], [berit])
  const question = node('question', null, 'Who answers at night?')
  await writeBlocks(wiki, page, [node('paragraph', { internal: true }, 'Ours alone'), question])
  const one = await berit.browser.does('getApproval', { params: { ...params, approval: again.id } })
  expect(one.approval.changedSince).toEqual([])
  wiki.leave()
  throwReported(made.app)
})

test('[P301] only who may read every page sees an approval, and only who is asked answers', async () => {
  const made = await EditionWiki.begin()
  const { aino, params, wiki } = made
  const berit = await wiki.person('Berit', 'commenter')
  const carl = await wiki.person('Carl', 'editor')
  const page = await made.page('How we answer')
  const hidden = await made.page('Not for everybody')
  const narrowed = { others: null, named: [{ person: carl.person.id, role: 'editor' as const }] }
  const body = { narrowed }
  await aino.browser.does('changePageAccess', { params: { id: hidden }, body })

  const trying = (pages: readonly string[], people: readonly string[]) =>
    aino.browser.tries('askApproval', {
      params,
      body: {
        pages: pages.map((one) => ({ page: one, ownerRole: '' })),
        approvers: people.map((person) => ({ person, role: 'Board' })),
        ...{ note: '', reasons: false },
      },
    })
  const blind = await trying([page, hidden], [carl.person.id, berit.person.id])
  expect(blind.error).toMatchObject({
    code: 'invalid-input',
    details: { person: berit.person.id, approvers: 'cannot-read' },
  })
  const twice = await trying([page], [carl.person.id, carl.person.id])
  expect(twice.error?.details).toMatchObject({ approvers: 'twice' })
  expect((await trying([page, page], [carl.person.id])).error?.details).toEqual({ pages: 'twice' })
  const gone = await wiki.person('Gone', 'editor')
  const leaving = { params: { id: gone.person.id }, body: { active: false } }
  await aino.browser.does('setPersonActive', leaving)
  const left = await trying([page], [gone.person.id])
  expect(left.error?.details).toMatchObject({ approvers: 'inactive' })
  const trashed = await made.page('In the trash')
  await aino.browser.does('trashPage', { params: { id: trashed } })
  expect((await trying([trashed], [carl.person.id])).error?.code).toBe('not-found')

  const asked = await made.ask([page, hidden], [carl])
  expect((await made.list(berit)).approvals).toEqual([])
  expect((await made.list(carl)).approvals).toMatchObject([{ id: asked.id }])
  const one = { ...params, approval: asked.id }
  const looked = await berit.browser.tries('getApproval', { params: one })
  const answered = await berit.browser.tries('answerApproval', { params: one, body: yes })
  expect([looked.error?.code, answered.error?.code]).toEqual(['not-found', 'not-found'])
  const other = await aino.browser.tries('answerApproval', { params: one, body: yes })
  expect(other.error?.code).toBe('forbidden')
  // Whoever may read it no more is not asked any more.
  const none = { narrowed: { others: null, named: [] } }
  await aino.browser.does('changePageAccess', { params: { id: hidden }, body: none })
  const late = await carl.browser.tries('answerApproval', { params: one, body: yes })
  expect(late.error?.code).toBe('not-found')
  wiki.leave()
  throwReported(made.app)
})

test('[P302] an approval is returned with a reason, and goes on in spite of findings with one', async () => {
  const made = await EditionWiki.begin()
  const { aino, params, wiki } = made
  const berit = await wiki.person('Berit', 'commenter')
  const page = await made.page('How we answer')
  const where = { id: page }
  const owner = { owner: aino.person.id, reviewOn: '2027-01-01' }
  await aino.browser.does('changePage', { params: where, body: owner })
  const { id } = await made.ask([page], [berit, aino])
  const one = { ...params, approval: id }
  const back = { what: 'returned' as const, reason: 'Name the weekend, too.' }
  const returned = await berit.browser.does('answerApproval', { params: one, body: back })
  expect(returned).toMatchObject({ state: 'returned', approvers: [{ answer: back }, {}] })
  const early = await aino.browser.tries('publishEdition', { params: one, body: publication })
  expect(early.error).toMatchObject({ code: 'conflict', details: { approval: 'returned' } })

  // Nothing stands in the way yet.
  const bare = { ...yes, despite: '' }
  const changed = await berit.browser.does('answerApproval', { params: one, body: bare })
  expect(changed.state).toBe('open')
  const thread = await berit.browser.does('beginThread', { params: where, body: { text: 'Why?' } })
  const looked = await aino.browser.does('getApproval', { params: one })
  expect(looked.findings).toEqual([{ kind: 'open-comments', page, count: 1 }])
  const checked = await aino.browser.does('checkPages', { params, body: { pages: [page] } })
  expect(checked.findings).toEqual(looked.findings)
  const silent = await aino.browser.tries('answerApproval', { params: one, body: bare })
  expect(silent.error).toMatchObject({ code: 'invalid-input', details: { despite: 'needed' } })
  const despite = 'We answer it next week.'
  const approved = await aino.browser.does('answerApproval', {
    params: one,
    body: { ...yes, despite },
  })
  expect(approved.state).toBe('approved')
  const { path } = await made.publish(id)
  expect((await aino.browser.get(path)).text).toContain(despite)
  // It was counted when it was approved; now it has ended.
  const ended = { ending: { fate: 'answered' as const, reason: 'Because.' } }
  await aino.browser.does('endThread', { params: { ...where, thread: thread.id }, body: ended })
  expect((await aino.browser.does('getApproval', { params: one })).findings).toEqual([])
  const late = await berit.browser.tries('answerApproval', { params: one, body: bare })
  expect(late.error).toMatchObject({ code: 'conflict', details: { approval: 'published' } })
  wiki.leave()
  throwReported(made.app)
})

test('[P303] an edition comes out under an address; a cancelled approval never does', async () => {
  const made = await EditionWiki.begin({}, null)
  const { aino, params, wiki } = made
  const page = await made.page('How we answer')
  const { id } = await made.ask([page], [aino])
  const one = { ...params, approval: id }
  await made.approves(aino, id)
  const nowhere = await aino.browser.tries('publishEdition', { params: one, body: publication })
  expect(nowhere.error).toMatchObject({ code: 'conflict', details: { slug: 'missing' } })
  expect(await made.list()).toMatchObject({ publication: null, suggestedSlug: 'our-strategy' })
  await made.address()
  const cancelled = await aino.browser.does('cancelApproval', { params: one })
  expect(cancelled).toMatchObject({ state: 'cancelled', end: { by: aino.person.id } })
  const late = await aino.browser.tries('publishEdition', { params: one, body: publication })
  expect(late.error?.code).toBe('conflict')
  const twice = await aino.browser.tries('cancelApproval', { params: one })
  expect(twice.error?.code).toBe('conflict')
  expect((await made.edition([page])).number).toBe('1.0')
  wiki.leave()
  throwReported(made.app)
})

test('[P304] [P306] no number is given twice; what is taken back leaves its reason', async () => {
  const made = await EditionWiki.begin()
  const { aino, params, wiki } = made
  const page = await made.page('How we answer')
  const numbers = []
  for (const step of ['minor', 'minor', 'major', 'minor'] as const) {
    numbers.push((await made.edition([page], { step })).number)
  }
  expect(numbers).toEqual(['1.0', '1.1', '2.0', '2.1'])
  const [newest, before] = (await made.list()).editions
  const edition = newest?.id ?? ''
  const taken = { params: { ...params, edition }, body: { reason: 'A wrong figure' } }
  const withdrawn = await aino.browser.does('withdrawEdition', taken)
  expect(withdrawn).toMatchObject({ state: 'withdrawn', withdrawn: { reason: 'A wrong figure' } })
  const twice = await aino.browser.tries('withdrawEdition', taken)
  expect(twice.error).toMatchObject({ code: 'conflict', details: { edition: 'withdrawn' } })
  const states = (await made.list()).editions.map(({ number, state }) => `${number} ${state}`)
  expect(states).toEqual(['2.1 withdrawn', '2.0 current', '1.1 superseded', '1.0 superseded'])
  expect(before?.id).toBe((await made.list()).editions[1]?.id)
  const notice = await aino.browser.get(withdrawn.path)
  expect(notice.text).toContain('A wrong figure')
  expect((await made.edition([page])).number).toBe('2.2')
  wiki.leave()
  throwReported(made.app)
})

test('[P305] [P306] what is scheduled comes out at its time, also over a restart', async () => {
  const made = await EditionWiki.begin()
  const { aino, params, wiki } = made
  const page = await made.page('How we answer')
  const publishAt = made.iso(2 * day)
  const { id } = await made.ask([page], [aino])
  await made.approves(aino, id)
  const planned = await made.publish(id, { publishAt })
  expect(planned).toMatchObject({ number: '1.0', state: 'scheduled', publishedAt: null, publishAt })
  expect((await aino.browser.get(planned.path)).status).toBe(404)
  await made.types(page, ' Or in two.')

  // Whatever came out before it would have the greater number.
  const other = await made.ask([page], [aino])
  await made.approves(aino, other.id)
  const one = { ...params, approval: other.id }
  const sooner = await aino.browser.tries('publishEdition', { params: one, body: publication })
  expect(sooner.error).toMatchObject({ code: 'conflict', details: { scheduled: '1.0' } })
  const edition = { ...params, edition: planned.id }
  await aino.browser.does('cancelEdition', { params: edition })
  expect((await made.list()).editions).toEqual([])
  const gone = await aino.browser.tries('cancelEdition', { params: edition })
  expect(gone.error?.code).toBe('not-found')
  const again = await made.publish(id, { publishAt })
  expect(again.number).toBe('1.0')

  made.passes(day)
  await made.again()
  expect((await made.list()).editions).toMatchObject([{ id: again.id, state: 'scheduled' }])
  await made.app.close()
  made.passes(day + hour)
  await made.again()
  expect((await made.list()).editions).toMatchObject([
    { id: again.id, state: 'current', publishedAt: made.iso(), sha256: again.sha256 },
  ])
  const shown = await aino.browser.get(`${again.path}how-we-answer.html`)
  expect(shown.status).toBe(200)
  expect(shown.text).not.toContain('Or in two')
  const { versions } = await aino.browser.does('listVersions', { params: { id: page } })
  expect(versions.filter(({ why }) => why === 'publication')).toMatchObject([
    { seq: again.pages[0]?.seq },
  ])
  wiki.leave()
  throwReported(made.app)
})

test('[P305] the clock publishes, with nobody looking', async () => {
  const made = await EditionWiki.begin({ clock: Date.now })
  const { aino, wiki } = made
  const page = await made.page('How we answer')
  const { id } = await made.ask([page], [aino])
  await made.approves(aino, id)
  const out = new Promise<void>((done) => {
    let isScheduled = false
    made.app.bus.subscribe(({ kind }) => {
      if (kind === 'publishing' && isScheduled) done()
      if (kind === 'publishing') isScheduled = true
    })
  })
  const at = new Date(Date.now() + 1_500).toISOString()
  const planned = await made.publish(id, { publishAt: at })
  expect(planned.state).toBe('scheduled')
  await out
  expect((await made.list()).editions).toMatchObject([{ id: planned.id, state: 'current' }])
  wiki.leave()
  throwReported(made.app)
})

test('[P310] what changed since the last edition is told to whoever is asked', async () => {
  const made = await EditionWiki.begin()
  const { aino, params, wiki } = made
  const page = await made.page('How we answer')
  const before = await made.page('Taken along')
  await made.edition([page, before])
  await made.types(page, ' At night, too.')
  const { id } = await made.ask([page, await made.page('A new one')], [aino])
  const { since } = await aino.browser.does('getApproval', { params: { ...params, approval: id } })
  expect(since?.number).toBe('1.0')
  expect(since?.changes.map(({ how, title }) => `${title}: ${how}`)).toEqual([
    'How we answer: changed',
    'A new one: new',
    'Taken along: removed',
  ])
  expect(JSON.stringify(since?.changes)).toContain('At night, too.')
  await made.approves(aino, id)
  await made.publish(id)
  const after = await aino.browser.does('getApproval', { params: { ...params, approval: id } })
  expect(after.since).toEqual(since)
  wiki.leave()
  throwReported(made.app)
})

import { expect, test } from 'vitest'
import { commentId, newId, pageId, personId, threadId, unitId } from '#contract/ids.ts'
import { strategyRoles } from '#contract/permissions.ts'
import { commentText } from '#contract/threads.ts'
import { storePerson } from '../support/accounts.ts'
import { throwReported } from '../support/app.ts'
import { payloads } from '../support/attacks/html.ts'
import { Browser } from '../support/person.ts'
import { beginThreads, lines, spotOfBlock } from '../support/threads.ts'
import { spotOf } from '../support/spots.ts'

test('[M1] what is said bears the name of who is signed in and the time of the server', async () => {
  const { app, begins, page, params, seen, wiki } = await beginThreads({
    clock: () => Date.UTC(2027, 2, 31, 10),
  })
  const eva = await wiki.person('Eva', 'commenter')
  const forged = {
    id: newId(threadId),
    by: wiki.aino.person.id,
    at: '2001-01-01T00:00:00.000Z',
    seq: 900,
    ending: { fate: 'adopted', reason: 'forged' },
    comments: [{ by: wiki.aino.person.id, text: 'forged' }],
    sent: ['forged'],
  }
  const made = await eva.browser.tries('beginThread', {
    params,
    body: { text: 'Within a day?', ...forged },
  })
  expect(made.status).toBe(201)
  const [thread] = await seen(wiki.aino)
  expect(thread).toMatchObject({
    ...{ page, anchor: null, proposal: null, ending: null, reopened: [], revision: 1 },
    comments: [{ by: eva.person.id, at: '2027-03-31T10:00:00.000Z', text: 'Within a day?' }],
  })
  expect(thread?.id).not.toBe(forged.id)
  expect(thread?.seq).toBe((await app.storage.log.head(pageId.parse(page))).seq)
  const at = { ...params, thread: thread?.id ?? '' }
  const answered = await eva.browser.does('addComment', {
    params: at,
    body: { text: 'Or two?', ...forged },
  })
  expect(answered.comments.map(({ by, text }) => [by, text])).toEqual([
    [eva.person.id, 'Within a day?'],
    [eva.person.id, 'Or two?'],
  ])
  const nothing = await eva.browser.tries('beginThread', { params, body: {} })
  expect(nothing.error).toMatchObject({ code: 'invalid-input', details: { text: 'missing' } })
  for (const text of ['', ' \n ', 'x\u0000y', '\ud800', 'x'.repeat(10_001)]) {
    expect((await eva.browser.tries('beginThread', { params, body: { text } })).status).toBe(400)
  }
  expect((await begins(eva, { text: 'x'.repeat(10_000) })).comments[0]?.text).toHaveLength(10_000)
  throwReported(app)
})

test('[M2] whoever may comment does, whoever may read reads, and nobody else', async () => {
  const { begins, params, wiki } = await beginThreads()
  const { id: thread } = await begins(wiki.aino, { text: 'Begun' })
  const at = { ...params, thread }
  for (const role of strategyRoles) {
    const who = await wiki.person(role, role)
    const may = role !== 'reader'
    const begun = await who.browser.tries('beginThread', { params, body: { text: 'Mine' } })
    expect([role, begun.error?.code ?? 'done']).toEqual([role, may ? 'done' : 'forbidden'])
    const said = await who.browser.tries('addComment', { params: at, body: { text: 'And' } })
    expect([role, said.error?.code ?? 'done']).toEqual([role, may ? 'done' : 'forbidden'])
    const { may: mine } = await who.browser.does('listThreads', { params })
    const decides = role === 'facilitator' || role === 'editor'
    expect(mine).toEqual({ comment: may, decide: decides, hide: role === 'facilitator' })
  }
  const outside = await wiki.person('Outsider', 'reader')
  await wiki.setRole(outside, null)
  expect((await outside.browser.tries('listThreads', { params })).status).toBe(404)
  expect((await new Browser(wiki.served).tries('listThreads', { params })).status).toBe(401)

  // Nobody writes on a locked page, but it is talked about; in the trash nobody says anything.
  const { browser } = wiki.aino
  await browser.does('changePageAccess', { params, body: { locked: true } })
  await begins(wiki.aino, { text: 'While it is locked' })
  await browser.does('changePageAccess', { params, body: { locked: false } })
  await browser.does('trashPage', { params })
  const trashed = await browser.tries('beginThread', { params, body: { text: 'Gone' } })
  expect(trashed.error).toMatchObject({ code: 'locked', details: { reason: 'trash' } })
  const { may, threads } = await browser.does('listThreads', { params })
  expect(may).toEqual({ comment: false, decide: false, hide: true })
  expect(threads.length).toBeGreaterThan(3)
})

test('[M3] a thread stands at what is on the page now, by what the server reads there', async () => {
  const { app, begins, client, page, params, wiki } = await beginThreads()
  const spot = spotOf(client.doc, 'within a day')
  const { seq } = await app.storage.log.head(pageId.parse(page))
  const made = await begins(wiki.aino, { text: 'Why?', spot })
  const gone = { lastThere: null }
  expect(made.anchor).toEqual({ ...spot, kind: 'text', quote: 'within a day', seq, ...gone })
  const block = spotOfBlock(client.doc, 2)
  const about = await begins(wiki.aino, { text: 'This block', spot: block })
  expect(about.anchor).toEqual({ ...block, kind: 'block', quote: lines[0], seq, ...gone })
  const forged = await wiki.aino.browser.does('beginThread', {
    params,
    body: {
      text: 'Forged',
      spot: { ...spot, quote: 'never said', kind: 'block', seq: 1, lastThere: 1 },
    } as never,
  })
  expect(forged.anchor).toEqual(made.anchor)

  const unknown = { first: { client: 5, clock: 5 }, last: { client: 5, clock: 5 } }
  const refused = await wiki.aino.browser.tries('beginThread', {
    params,
    body: { text: 'Where?', spot: unknown },
  })
  expect(refused.error).toMatchObject({ code: 'invalid-input', details: { spot: 'unknown' } })
  // What stands on another page is no place on this one.
  const elsewhere = await wiki.page('Another')
  const foreign = await wiki.aino.browser.tries('beginThread', {
    params: { id: elsewhere },
    body: { text: 'Here', spot },
  })
  expect(foreign.error?.details).toEqual({ spot: 'unknown' })
  throwReported(app)
})

test('[M4] other words are proposed for text within one block, and are other words', async () => {
  const { begins, client, params, seen, wiki } = await beginThreads()
  const eva = await wiki.person('Eva', 'commenter')
  const spot = spotOf(client.doc, 'within a day')
  const made = await begins(eva, { spot, proposal: 'at once' })
  expect(made.proposal).toEqual({ from: 'within a day', to: 'at once' })
  expect(made.comments).toMatchObject([{ by: eva.person.id, text: '' }])
  const empty = await begins(eva, { spot, proposal: '', text: 'Say nothing of it' })
  expect(empty.proposal).toEqual({ from: 'within a day', to: '' })
  const both = spotOf(client.doc, `${lines[0]}${lines[1]}`)
  const details = async (body: object) =>
    (await eva.browser.tries('beginThread', { params, body })).error?.details
  expect(await details({ proposal: 'x' })).toEqual({ spot: 'missing' })
  expect(await details({ spot, proposal: 'within a day' })).toEqual({ proposal: 'same' })
  expect(await details({ spot: both, proposal: 'x' })).toEqual({ spot: 'one-block' })
  const block = spotOfBlock(client.doc, 2)
  expect(await details({ spot: block, proposal: 'x' })).toEqual({ spot: 'one-block' })
  for (const proposal of ['two\nlines', 'x\u0007', 'x'.repeat(5_001)]) {
    const tried = await eva.browser.tries('beginThread', { params, body: { spot, proposal } })
    expect(tried.status).toBe(400)
  }
  expect(await seen(eva)).toHaveLength(2)
})

test('[M5] only its author changes a comment or takes it away; what it said stays to be read', async () => {
  const { app, begins, params, seen, wiki } = await beginThreads()
  const eva = await wiki.person('Eva', 'commenter')
  const { id: thread, comments } = await begins(eva, { text: 'First words' })
  const at = { ...params, thread, comment: comments[0]?.id ?? '' }
  const body = { text: 'Other words' }
  const foreign = await wiki.aino.browser.tries('changeComment', { params: at, body })
  expect(foreign.error?.code).toBe('forbidden')
  expect((await wiki.aino.browser.tries('removeComment', { params: at })).status).toBe(403)

  const changed = await eva.browser.does('changeComment', { params: at, body })
  expect(changed.comments).toMatchObject([
    { text: 'Other words', before: [{ text: 'First words' }] },
  ])
  expect(changed.comments[0]?.editedAt).toBe(changed.comments[0]?.before[0]?.at)
  const same = await eva.browser.does('changeComment', { params: at, body })
  expect(same.revision).toBe(changed.revision)
  const [forReaders] = await seen(await wiki.person('Read', 'reader'))
  expect(forReaders?.comments).toEqual(changed.comments)

  const removed = await eva.browser.does('removeComment', { params: at })
  expect(removed.comments).toMatchObject([{ by: eva.person.id, text: '', before: [] }])
  expect(removed.comments[0]?.deletedAt).toEqual(expect.any(String))
  const kept = await app.storage.catalogue.list(`threads-${params.id}`, 'threads')
  expect(JSON.stringify(kept)).not.toMatch(/First words|Other words/)
  const late = await eva.browser.tries('changeComment', { params: at, body })
  expect(late.error).toMatchObject({ code: 'conflict', details: { comment: 'deleted' } })
  const hidden = { params: at, body: { reason: 'It is gone' } }
  expect((await wiki.aino.browser.tries('hideComment', hidden)).status).toBe(409)
})

test('[M6] hidden words are seen by their author and facilitators, everywhere', async () => {
  const { begins, client, params, seen, wiki } = await beginThreads()
  const eva = await wiki.person('Eva', 'commenter')
  const nora = await wiki.person('Nora', 'facilitator')
  const editor = await wiki.person('Edit', 'editor')
  const dag = await wiki.person('Dag', 'commenter')
  const spot = spotOf(client.doc, 'within a day')
  const { id: thread, comments } = await begins(eva, {
    ...{ spot, proposal: 'rudeword', text: `rudeword @{person:${dag.person.id}}` },
  })
  const at = { ...params, thread, comment: comments[0]?.id ?? '' }
  const edit = { params: at, body: { text: 'rudeword again' } }
  await eva.browser.does('changeComment', edit)
  const body = { reason: 'Against our ground rules' }
  for (const who of [eva, dag, editor]) {
    const tried = await who.browser.tries('hideComment', { params: at, body })
    expect(tried.error?.code).toBe('forbidden')
  }
  expect(
    (await nora.browser.tries('hideComment', { params: at, body: { reason: 'x' } })).status,
  ).toBe(400)
  await nora.browser.does('hideComment', { params: at, body })
  for (const who of [dag, editor]) {
    const listed = await who.browser.tries('listThreads', { params })
    expect(listed.text).not.toContain('rudeword')
    // Nor whom they mention.
    expect(listed.text).not.toContain(who === editor ? dag.person.id : 'Dag"')
    const [hidden] = await seen(who)
    expect(hidden).toMatchObject({ proposal: null, anchor: { quote: 'within a day' } })
    expect(hidden?.comments[0]).toMatchObject({ text: '', before: [], hidden: body })
    for (const format of ['md', 'csv']) {
      const file = await who.browser.tries('exportThreads', { params: { ...params, format } })
      expect([file.status, file.text.includes('rudeword')]).toEqual([200, false])
    }
  }
  for (const who of [eva, nora]) {
    const [shown] = await seen(who)
    expect(shown?.proposal?.to).toBe('rudeword')
    expect(shown?.comments[0]).toMatchObject({ text: 'rudeword again', hidden: body })
  }
  const again = await nora.browser.does('hideComment', { params: at, body: { reason: null } })
  expect(again.comments[0]?.hidden).toBe(null)
  expect((await seen(dag))[0]?.comments[0]?.text).toBe('rudeword again')
})

test('[M12] a thread or comment of another page is none of this one', async () => {
  const { answers, begins, params, wiki } = await beginThreads()
  const { browser } = wiki.aino
  const mine = await begins(wiki.aino, { text: 'Here' })
  const other = { id: await wiki.page('Another') }
  const theirs = await browser.does('beginThread', { params: other, body: { text: 'There' } })
  const [here, there] = [mine, theirs].map(({ comments }) => comments[0]?.id ?? '')
  const second = await answers(wiki.aino, mine.id, 'And')
  const tries = [
    { ...params, thread: theirs.id, comment: there ?? '' },
    { ...other, thread: mine.id, comment: here ?? '' },
    { ...params, thread: mine.id, comment: there ?? '' },
    { ...other, thread: theirs.id, comment: second.comments[1]?.id ?? '' },
    { ...params, thread: mine.id, comment: newId(commentId) },
    { ...params, thread: newId(threadId), comment: here ?? '' },
  ]
  const comment = { text: 'x' }
  for (const at of tries) {
    const answered = [
      await browser.tries('changeComment', { params: at, body: comment }),
      await browser.tries('removeComment', { params: at }),
      await browser.tries('hideComment', { params: at, body: { reason: 'Because' } }),
      await browser.tries('react', { params: at, body: { name: 'agree', on: true } }),
    ]
    expect(answered.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  }
  for (const at of [tries[0], tries[1], tries[5]]) {
    const ending = { fate: 'answered', reason: 'So it is' } as const
    const [added, ended] = [
      await browser.tries('addComment', { params: at ?? {}, body: comment }),
      await browser.tries('endThread', { params: at ?? {}, body: { ending } }),
    ]
    expect([added.status, ended.status]).toEqual([404, 404])
  }
})

test('[M13] whatever is said comes back as text, letter by letter', async () => {
  let now = Date.now()
  const { params, seen, wiki } = await beginThreads({ clock: () => now })
  const texts = payloads
    .filter((_, n) => n % 4 === 0)
    .flatMap(({ html }) => commentText.safeParse(html).data ?? [])
  expect(texts.length).toBeGreaterThan(50)
  for (const text of texts) {
    now += 1_000
    const answer = await wiki.aino.browser.tries('beginThread', { params, body: { text } })
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
    expect([text, answer.status]).toEqual([text, 201])
  }
  expect((await seen(wiki.aino)).map(({ comments }) => comments[0]?.text)).toEqual(texts)
})

test('[M15] what people are to be told of is stored with what was said', async () => {
  const { app, answers, begins, page, params, told, wiki } = await beginThreads()
  const eva = await wiki.person('Eva', 'commenter')
  const unit = newId(unitId)
  let heard = 0
  /** What was added by the last thing that was done. */
  const news = () => {
    const found = told.slice(heard)
    heard = told.length
    return found
  }
  const aino = wiki.aino.person.id
  const begun = await begins(eva, {
    text: `@{person:${aino}} and @{unit:${unit}}, @{person:${aino}}; @{person:nobody}`,
  })
  const at = { strategy: wiki.strategy, page, thread: begun.id, by: eva.person.id, fate: null }
  expect(news()).toMatchObject([
    {
      ...{ ...at, what: 'begun', comment: begun.comments[0]?.id, people: [aino], units: [unit] },
      ...{ begunBy: eva.person.id, takePart: [] },
    },
  ])
  const said = await answers(wiki.aino, begun.id, `Yes, @{person:${eva.person.id}}`)
  const byAino = { ...at, by: aino, begunBy: eva.person.id, takePart: [eva.person.id] }
  expect(news()).toMatchObject([
    { ...byAino, what: 'said', comment: said.comments[1]?.id, people: [eva.person.id], units: [] },
  ])
  const comment = said.comments[1]?.id ?? ''
  const other = newId(personId)
  const change = (text: string) =>
    wiki.aino.browser.does('changeComment', {
      params: { ...params, thread: begun.id, comment },
      body: { text },
    })
  await change(`Yes, @{person:${eva.person.id}}.`)
  expect(news()).toEqual([])
  await change(`Yes, @{person:${eva.person.id}} and @{person:${other}}.`)
  expect(news()).toMatchObject([{ what: 'changed', comment, people: [other], units: [] }])
  const ended = { params: { ...params, thread: begun.id } }
  const ending = { fate: 'declined', reason: 'Not now' } as const
  await wiki.aino.browser.does('endThread', { ...ended, body: { ending } })
  const all = { by: aino, begunBy: eva.person.id, takePart: [eva.person.id, aino], comment: null }
  expect(news()).toMatchObject([{ ...all, what: 'ended', fate: 'declined', people: [] }])
  await wiki.aino.browser.does('endThread', { ...ended, body: { ending: null } })
  expect(news()).toMatchObject([{ ...all, what: 'reopened', fate: null }])
  const reacting = { params: { ...params, thread: begun.id, comment } }
  await eva.browser.does('react', { ...reacting, body: { name: 'thanks', on: true } })
  expect(news()).toEqual([])
  expect(new Set(told.map((one) => one.with.join()))).toEqual(new Set([begun.id]))
  throwReported(app)
})

test('[M16] everybody who is named is named as they are called now', async () => {
  const { app, begins, params, wiki } = await beginThreads()
  const eva = await wiki.person('Eva', 'commenter')
  const dag = await wiki.person('Dag', 'commenter')
  await wiki.person('Silent', 'commenter')
  const unit = { id: newId(unitId), name: 'Forestry', createdAt: new Date().toISOString() }
  await app.storage.catalogue.transact('organisation', [
    { do: 'put', collection: 'units', id: unit.id, value: unit },
  ])
  await storePerson(app, eva.person.id, { unit: unit.id, manager: true })
  const text = `@{person:${dag.person.id}} @{unit:${unit.id}}`
  const { id: thread, comments } = await begins(eva, { text })
  const list = () => wiki.aino.browser.does('listThreads', { params })
  const of = { guest: false, manager: false, unit: null }
  const byName = async () => (await list()).people.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  expect(await byName()).toEqual([
    { ...of, id: dag.person.id, name: 'Dag' },
    { ...of, id: eva.person.id, name: 'Eva', unit: 'Forestry', manager: true },
  ])
  expect((await list()).units).toEqual([{ id: unit.id, name: 'Forestry' }])
  const at = { ...params, thread, comment: comments[0]?.id ?? '' }
  await wiki.aino.browser.does('react', { params: at, body: { name: 'agree', on: true } })
  expect((await byName()).map(({ name }) => name)).toEqual(['Aino', 'Dag', 'Eva'])

  const left = { params: { id: eva.person.id } }
  await wiki.aino.browser.does('setPersonActive', { ...left, body: { active: false } })
  await wiki.aino.browser.does('pseudonymisePerson', left)
  expect((await byName()).find(({ id }) => id === eva.person.id)).toEqual({
    ...{ ...of, id: eva.person.id, name: 'Former member 1' },
  })
  throwReported(app)
})

test('[M21] a sign is given once by each, and taken back', async () => {
  const { begins, params, seen, wiki } = await beginThreads()
  const eva = await wiki.person('Eva', 'commenter')
  const reader = await wiki.person('Read', 'reader')
  const { id: thread, comments } = await begins(eva, { text: 'Shall we?' })
  const at = { ...params, thread, comment: comments[0]?.id ?? '' }
  const reacts = (who: typeof eva, name: 'agree' | 'seen', on: boolean) =>
    who.browser.tries('react', { params: at, body: { name, on } })
  expect((await reacts(reader, 'agree', true)).error?.code).toBe('forbidden')
  await Promise.all([
    reacts(wiki.aino, 'seen', true),
    reacts(eva, 'agree', true),
    reacts(wiki.aino, 'agree', true),
    reacts(wiki.aino, 'agree', true),
  ])
  const [thread1] = await seen(reader)
  expect(thread1?.comments[0]?.reactions.map(({ by, name }) => [name, by.length])).toEqual([
    ['agree', 2],
    ['seen', 1],
  ])
  await reacts(wiki.aino, 'agree', false)
  await reacts(wiki.aino, 'seen', false)
  const before = (await seen(reader))[0]
  expect(before?.comments[0]?.reactions).toEqual([{ name: 'agree', by: [eva.person.id] }])
  await reacts(wiki.aino, 'seen', false)
  expect((await seen(reader))[0]?.revision).toBe(before?.revision)
})

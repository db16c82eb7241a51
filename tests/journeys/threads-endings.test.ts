import { expect, test } from 'vitest'
import { newId, threadId } from '#contract/ids.ts'
import { fates } from '#contract/threads.ts'
import type { Browser } from '../support/person.ts'
import { beginThreads } from '../support/threads.ts'
import { spotOf } from '../support/spots.ts'
import type { Member } from '../support/wiki.ts'

async function begin() {
  const begun = await beginThreads()
  const { params, wiki } = begun
  type Ending = NonNullable<Parameters<typeof Browser.prototype.does<'endThread'>>[1]>['body']
  return {
    ...begun,
    eva: await wiki.person('Eva', 'commenter'),
    editor: await wiki.person('Edit', 'editor'),
    ends: (
      who: Pick<Member, 'browser'>,
      thread: string,
      ending: NonNullable<NonNullable<Ending>['ending']> | null,
    ) => who.browser.tries('endThread', { params: { ...params, thread }, body: { ending } }),
  }
}

test('[M7] who decides says what became of a thread, and why', async () => {
  const { begins, editor, ends, eva, seen, wiki } = await begin()
  const reader = await wiki.person('Read', 'reader')
  for (const fate of fates) {
    const { id } = await begins(eva, { text: `Soon ${fate}` })
    expect((await ends(reader, id, { fate, reason: 'So it is' })).error?.code).toBe('forbidden')
    for (const reason of ['', '  ', 'no ']) {
      const without = await ends(editor, id, { fate, reason })
      expect(without.error?.details).toEqual({ reason: 'missing' })
    }
    expect((await ends(editor, id, { fate, reason: 'So it is' })).status).toBe(200)
  }
  const ended = (await seen(reader)).map(({ ending }) => ending)
  const one = { reason: 'So it is', by: editor.person.id, at: expect.any(String) }
  expect(ended).toEqual(fates.map((fate) => ({ ...one, fate, into: null, seq: null })))
  const { id } = await begins(eva, { text: 'Why?' })
  const unknown = await ends(editor, id, { fate: 'forgotten' as never, reason: 'So it is' })
  expect(unknown.status).toBe(400)
})

test('[M7] whoever began a thread ends it as answered, or takes it back, and nobody else’s', async () => {
  const { begins, ends, eva, wiki } = await begin()
  for (const fate of fates) {
    const { id } = await begins(eva, { text: `Mine, ${fate}` })
    const isOwn = fate === 'answered' || fate === 'declined'
    const { error } = await ends(eva, id, { fate, reason: isOwn ? '' : 'I think so' })
    expect([fate, error?.code]).toEqual([fate, isOwn ? undefined : 'forbidden'])
  }
  const { id } = await begins(wiki.aino, { text: 'Somebody else’s' })
  for (const fate of fates) {
    const { error } = await ends(eva, id, { fate, reason: 'I think so' })
    expect(error?.code).toBe('forbidden')
  }
  expect((await ends(eva, id, null)).error?.code).toBe('forbidden')
})

test('[M8] a thread ends once, is opened again with trace, and takes answers all the while', async () => {
  const { answers, begins, editor, ends, eva, seen, wiki } = await begin()
  const dag = await wiki.person('Dag', 'commenter')
  const { id } = await begins(eva, { text: 'Why?' })
  const ending = { fate: 'parked', reason: 'Not this year' } as const
  const [one, other] = await Promise.all([
    ends(editor, id, ending),
    ends(wiki.aino, id, { fate: 'declined', reason: 'Never' }),
  ])
  expect([one.status, other.status].toSorted((a, b) => a - b)).toEqual([200, 409])
  const refused = [one, other].find(({ status }) => status === 409)
  expect(refused?.error).toMatchObject({ code: 'conflict', details: { thread: 'ended' } })

  const [ended] = await seen(eva)
  const winner = ended?.ending?.by === editor.person.id ? editor : wiki.aino
  const again = await ends(winner, id, {
    fate: ended?.ending?.fate ?? 'parked',
    reason: ended?.ending?.reason ?? '',
  })
  expect([again.status, (await seen(eva))[0]?.revision]).toEqual([200, ended?.revision])

  expect((await answers(dag, id, 'A pity')).ending).toEqual(ended?.ending)
  expect((await ends(dag, id, null)).error?.code).toBe('forbidden')
  expect((await ends(eva, id, null)).status).toBe(200)
  const [open] = await seen(eva)
  expect(open?.ending).toBe(null)
  expect(open?.reopened).toEqual([
    { ending: ended?.ending, by: eva.person.id, at: expect.any(String) },
  ])
  expect((await ends(eva, id, null)).status).toBe(200)
  expect((await seen(eva))[0]?.revision).toBe(open?.revision)
  expect((await ends(editor, id, ending)).status).toBe(200)
  expect((await seen(eva))[0]).toMatchObject({ ending, reopened: [{}], comments: [{}, {}] })
})

test('[M8] a thread is merged with another one of its page, and never with itself', async () => {
  const { begins, editor, ends, eva, wiki } = await begin()
  const [a, b, c] = [
    (await begins(eva, { text: 'A' })).id,
    (await begins(eva, { text: 'B' })).id,
    (await begins(eva, { text: 'C' })).id,
  ]
  const other = { id: await wiki.page('Another') }
  const far = await wiki.aino.browser.does('beginThread', { params: other, body: { text: 'Far' } })
  const merged = (into: string) => ({ fate: 'merged', reason: 'The same question', into }) as never
  const details = async (thread: string, into: string) =>
    (await ends(editor, thread, merged(into))).error?.details
  expect(await details(a, far.id)).toEqual({ into: 'unknown' })
  expect(await details(a, newId(threadId))).toEqual({ into: 'unknown' })
  expect(await details(a, a)).toEqual({ into: 'itself' })
  expect((await ends(eva, a, merged(b))).error?.code).toBe('forbidden')
  const wrong = { fate: 'answered', reason: 'The same question', into: b } as never
  expect((await ends(editor, a, wrong)).error?.details).toEqual({ into: 'not-merged' })
  expect((await ends(editor, a, merged(b))).status).toBe(200)
  expect((await ends(editor, b, merged(c))).status).toBe(200)
  expect(await details(c, a)).toEqual({ into: 'itself' })
  expect((await ends(editor, c, { fate: 'merged', reason: 'With the workshop' })).status).toBe(200)
})

test('[M17] what became of contributions is counted over the pages that I may read', async () => {
  const { app, answers, begins, client, editor, ends, eva, params, wiki } = await begin()
  const reader = await wiki.person('Read', 'reader')
  const count = (who: Pick<Member, 'browser'>) =>
    who.browser.does('getContributions', { params: { id: wiki.strategy } })
  const none = Object.fromEntries(fates.map((fate) => [fate, 0]))
  const empty = { threads: 0, proposals: 0, ended: none, unanswered: 0, open: [] }
  expect(await count(reader)).toEqual(empty)

  const spot = spotOf(client.doc, 'within a day')
  const first = await begins(eva, { text: 'Why?' })
  await begins(eva, { spot, proposal: 'at once' })
  const answered = await begins(eva, { text: 'And?' })
  await answers(eva, answered.id, 'I mean')
  await answers(editor, answered.id, 'Because')
  await ends(editor, first.id, { fate: 'parked', reason: 'Not this year' })
  const closed = { id: await wiki.page('For facilitators') }
  const { browser } = wiki.aino
  await browser.does('beginThread', { params: closed, body: { text: 'Among us' } })
  const narrowed = { narrowed: { others: null, named: [] } }
  await browser.does('changePageAccess', { params: closed, body: narrowed })
  const trashed = { id: await wiki.page('To be thrown away') }
  await browser.does('beginThread', { params: trashed, body: { text: 'Gone' } })
  await browser.does('trashPage', { params: trashed })

  const here = { page: params.id, title: 'How we answer', open: 2, unanswered: 1 }
  const seen = { threads: 3, proposals: 1, ended: { ...none, parked: 1 }, unanswered: 1 }
  expect(await count(reader)).toEqual({ ...seen, open: [here] })
  expect(await count(eva)).toEqual({ ...seen, open: [here] })
  const among = { page: closed.id, title: 'For facilitators', open: 1, unanswered: 1 }
  expect(await count(wiki.aino)).toEqual({
    ...{ ...seen, threads: 4, unanswered: 2 },
    open: [here, among],
  })
  client.destroy()
  const rooms = () => app.app.figures().rooms
  const before = rooms()
  await count(wiki.aino)
  expect(rooms()).toBe(before)
})

import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { newId, pageId, threadId } from '#contract/ids.ts'
import { mostComments, type Thread } from '#contract/threads.ts'
import { threadsPartition } from '../../server/storage/records.ts'
import { launchApp, temporaryFolder, throwReported } from '../support/app.ts'
import { Browser, emailOf } from '../support/person.ts'
import { startServer } from '../support/server-process.ts'
import { beginThreads } from '../support/threads.ts'
import { spotOf } from '../support/spots.ts'
import { type Member, Wiki } from '../support/wiki.ts'

const key = () => newId(threadId)

test('[M9] what is sent twice is said once', async () => {
  const { app, client, params, seen, told, wiki } = await beginThreads()
  const { browser } = wiki.aino
  const body = { text: 'Once', key: key() }
  const twice = await Promise.all(
    [1, 2, 3].map(() => browser.does('beginThread', { params, body })),
  )
  const [first] = twice
  expect(twice).toEqual([first, first, first])
  const later = await browser.does('beginThread', { params, body: { ...body, text: 'Again' } })
  expect(later).toEqual(first)
  const at = { ...params, thread: first?.id ?? '' }
  const answer = { text: 'An answer', key: key() }
  const answers = await Promise.all(
    [1, 2, 3].map(() => browser.does('addComment', { params: at, body: answer })),
  )
  expect(answers.map(({ comments }) => comments.length)).toEqual([2, 2, 2])
  // The key is one's own, and goes for one thread.
  const eva = await wiki.person('Eva', 'commenter')
  const theirs = await eva.browser.does('addComment', { params: at, body: answer })
  expect(theirs.comments.map(({ by }) => by)).toEqual([
    ...[wiki.aino.person.id, wiki.aino.person.id, eva.person.id],
  ])
  const spot = spotOf(client.doc, 'within a day')
  const second = await browser.does('beginThread', { params, body: { text: 'Other', spot } })
  const moved = await browser.tries('addComment', {
    params: { ...params, thread: second.id },
    body: answer,
  })
  expect(moved.error).toMatchObject({ code: 'conflict', details: { key: 'used' } })
  expect(await seen(wiki.aino)).toHaveLength(2)
  expect(told).toHaveLength(4)
  throwReported(app)
})

test('[M10] twenty people who answer at once have all said it', async () => {
  const { app, answers, begins, seen, told, wiki } = await beginThreads()
  const { id } = await begins(wiki.aino, { text: 'What do you think?' })
  const people: Member[] = []
  for (let n = 0; n < 20; n += 1) people.push(await wiki.person(`Hall${n}`, 'commenter'))
  const done = await Promise.all(
    people.flatMap((who, n) => [
      answers(who, id, `Answer ${n}`).then(() => 'said'),
      begins(who, { text: `Begun ${n}` }).then(() => 'begun'),
    ]),
  )
  expect(done).toHaveLength(40)
  const [first, ...others] = await seen(wiki.aino)
  const said = first?.comments.slice(1).map(({ by, text }) => `${by} ${text}`)
  expect(said?.toSorted()).toEqual(
    people.map(({ person }, n) => `${person.id} Answer ${n}`).toSorted(),
  )
  expect(others).toHaveLength(people.length)
  expect(new Set(others.map(({ comments }) => comments[0]?.text))).toEqual(
    new Set(people.map((_, n) => `Begun ${n}`)),
  )
  expect(told).toHaveLength(41)
  throwReported(app)
})

test('[M10] what was answered with success is there after a kill, and sent again is said once', async () => {
  const data = await temporaryFolder()
  const server = await startServer(data)
  const wiki = await Wiki.begin(server)
  const params = { id: await wiki.page('A page') }
  const sent = Array.from({ length: 30 }, (_, n) => ({ text: `Said ${n}`, key: key() }))
  const acknowledged: string[] = []
  const dying = sent.map(async (body) => {
    try {
      const made = await wiki.aino.browser.does('beginThread', { params, body })
      acknowledged.push(made.comments[0]?.text ?? '')
      if (acknowledged.length === 8) await server.stop('SIGKILL')
    } catch {
      // Nobody knows whether it was said.
    }
  })
  await Promise.all(dying)
  expect(server.alive).toBe(false)
  expect(acknowledged.length).toBeGreaterThanOrEqual(8)

  const again = await startServer(data)
  onTestFinished(async () => void (await again.stop('SIGKILL')))
  const browser = new Browser(again)
  await browser.signIn(emailOf('Aino'))
  const listed = async () => {
    const { threads } = await browser.does('listThreads', { params })
    return threads.map(({ comments }) => comments[0]?.text)
  }
  expect(await listed()).toEqual(expect.arrayContaining(acknowledged))
  for (const body of sent) await browser.does('beginThread', { params, body })
  const all = await listed()
  expect(all).toHaveLength(sent.length)
  expect(new Set(all)).toEqual(new Set(sent.map(({ text }) => text)))
})

test('[M11] one person says sixty things at once, and then one a second', async () => {
  let now = Date.now()
  const { answers, begins, params, wiki } = await beginThreads({ clock: () => now })
  const eva = await wiki.person('Eva', 'commenter')
  const { id, comments } = await begins(eva, { text: '0' })
  for (let n = 1; n < 60; n += 1) await answers(eva, id, String(n))
  const at = { ...params, thread: id }
  const tries = [
    await eva.browser.tries('addComment', { params: at, body: { text: 'x' } }),
    await eva.browser.tries('beginThread', { params, body: { text: 'x' } }),
    await eva.browser.tries('changeComment', {
      params: { ...at, comment: comments[0]?.id ?? '' },
      body: { text: 'x' },
    }),
  ]
  for (const refused of tries) {
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1'])
  }
  await answers(wiki.aino, id, 'Others go on')
  now += 1_000
  await answers(eva, id, 'x')
  expect((await eva.browser.tries('addComment', { params: at, body: { text: 'x' } })).status).toBe(
    429,
  )
})

test('[M11] a full thread, and a full page, take nothing more, and say so', async () => {
  const { app, begins, page, params, wiki } = await beginThreads()
  const made = await begins(wiki.aino, { text: 'First' })
  const partition = threadsPartition(pageId.parse(page))
  const stored = await app.storage.catalogue.get(partition, 'threads', made.id)
  const value = stored?.value as Thread
  const [first] = value.comments
  const fill = async (comments: object[]) =>
    app.storage.catalogue.transact(partition, [
      { do: 'put', collection: 'threads', id: made.id, value: { ...value, comments } },
    ])
  await fill(Array.from({ length: mostComments }, () => ({ ...first, id: key() })))
  const data = app.config.data
  await app.close()

  const again = await launchApp(data)
  onTestFinished(again.close)
  const browser = new Browser(again)
  await browser.signIn(emailOf('Aino'))
  const at = { ...params, thread: made.id }
  const add = () => browser.tries('addComment', { params: at, body: { text: 'One more' } })
  expect((await add()).error).toMatchObject({ code: 'too-large', details: { full: 'thread' } })
  const ending = { fate: 'answered', reason: 'Enough' } as const
  expect((await browser.tries('endThread', { params: at, body: { ending } })).status).toBe(200)

  const long = 'x'.repeat(10_000)
  const edits = Array.from({ length: 50 }, () => ({ at: first?.at, before: long }))
  const heavy = Array.from({ length: 20 }, () => ({ ...first, id: key(), text: long, edits }))
  await again.storage.catalogue.transact(partition, [
    { do: 'put', collection: 'threads', id: made.id, value: { ...value, comments: heavy } },
  ])
  await again.close()
  const full = await launchApp(data)
  onTestFinished(full.close)
  const late = new Browser(full)
  await late.signIn(emailOf('Aino'))
  for (const answer of [
    await late.tries('addComment', { params: at, body: { text: 'One more' } }),
    await late.tries('beginThread', { params, body: { text: 'One more' } }),
  ]) {
    expect(answer.error).toMatchObject({ code: 'too-large', details: { full: 'page' } })
  }
  // What says nothing more is still done.
  const comment = heavy[0]?.id ?? ''
  await late.does('react', { params: { ...at, comment }, body: { name: 'seen', on: true } })
  await late.does('endThread', { params: at, body: { ending } })
  await late.does('removeComment', { params: { ...at, comment } })
  await late.does('addComment', { params: at, body: { text: 'Room again' } })
  throwReported(full)
})

test('[M14] a comment writes the file of its page’s threads, and no other', async () => {
  const { app, answers, begins, page, params, wiki } = await beginThreads()
  const { id, comments } = await begins(wiki.aino, { text: 'First' })
  await wiki.aino.browser.does('listThreads', { params })
  const folder = path.join(app.config.data, 'catalogue')
  const times = async () => {
    const found = new Map<string, number>()
    for (const name of await readdir(folder)) {
      // Files give place to each other while whoever tells people writes, too.
      const file = await stat(path.join(folder, name)).catch(() => null)
      found.set(name, file?.mtimeMs ?? 0)
    }
    return found
  }
  const written = async (act: () => Promise<unknown>) => {
    const before = await times()
    await act()
    const changed = [...(await times())].filter(([name, at]) => before.get(name) !== at)
    return changed.map(([name]) => name.replace(/\.json.*$/, ''))
  }
  const at = { ...params, thread: id, comment: comments[0]?.id ?? '' }
  const { browser } = wiki.aino
  const acts = [
    () => answers(wiki.aino, id, 'Second'),
    () => begins(wiki.aino, { text: 'Another' }),
    () => browser.does('changeComment', { params: at, body: { text: 'Changed' } }),
    () => browser.does('react', { params: at, body: { name: 'idea', on: true } }),
    () =>
      browser.does('endThread', {
        params: at,
        body: { ending: { fate: 'answered', reason: 'Said' } },
      }),
  ]
  for (const act of acts) {
    const files = await written(act)
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) expect(file).toBe(`threads-${page}`)
  }
  const { catalogue } = app.storage
  await expect.poll(() => catalogue.list(`threads-${page}`, 'outbox')).toEqual([])
  expect(await written(() => browser.does('listThreads', { params }))).toEqual([])
  throwReported(app)
})

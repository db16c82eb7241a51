/** Ways in which editions could give away what is nobody's business, each tried on the real server. */
import { expect, test, vi } from 'vitest'
import { StorageFailed } from '#contract/errors.ts'
import { strategyId } from '#contract/ids.ts'
import { historyPartition } from '../../server/storage/records.ts'
import type { Storage } from '../../server/storage/storage.ts'
import { throwReported } from '../support/app.ts'
import { node, writeBlocks } from '../support/blocks.ts'
import { soon } from '../support/collab-client.ts'
import { EditionWiki } from '../support/edition-wiki.ts'
import { rangesOf, writerOf } from '../support/page-history.ts'
import { openFolder, temporaryFolder } from '../support/temporary.ts'

test('[P480] who facilitates some pages only gets nothing of the others', async () => {
  const made = await EditionWiki.begin()
  const { aino, params, wiki } = made
  const [own, other] = [await made.page('Their own'), await made.page('Not theirs', 'canaryother')]
  const part = await wiki.person('Part', 'reader')
  await aino.browser.does('setMember', {
    params: { ...params, person: part.person.id },
    body: { role: 'facilitator', pages: [own] },
  })
  await made.address('link')
  const { id: approval } = await made.ask([own, other], [aino])
  const preview = `/api/strategies/${wiki.strategy}/approvals/${approval}/preview/index.html`
  expect((await part.browser.get(preview)).status).toBe(404)
  await made.approves(aino, approval)
  const edition = await made.publish(approval)
  expect((await part.browser.get(edition.path)).status).toBe(404)
  for (const format of ['zip', 'pdf', 'paste']) {
    const path = `/api/strategies/${wiki.strategy}/editions/${edition.id}/export/${format}`
    expect((await part.browser.get(path)).status, format).toBe(404)
  }
  expect((await aino.browser.get(preview)).status).toBe(200)
  wiki.leave()
  throwReported(made.app)
})

test('[P481] who was asked and may no longer read a page is not shown the draft either', async () => {
  const made = await EditionWiki.begin()
  const { aino, wiki } = made
  const page = await made.page('How we answer', 'canarynarrowed')
  const approver = await wiki.person('Approver', 'commenter')
  const { id } = await made.ask([page], [approver])
  const preview = `/api/strategies/${wiki.strategy}/approvals/${id}/preview/index.html`
  expect((await approver.browser.get(preview)).status).toBe(200)
  await aino.browser.does('changePageAccess', {
    params: { id: page },
    body: { narrowed: { others: null, named: [] } },
  })
  expect((await approver.browser.get(preview)).status).toBe(404)
  wiki.leave()
  throwReported(made.app)
})

test('[P482] of an edition that is open, who may not read its pages here is told of nobody', async () => {
  const made = await EditionWiki.begin()
  const { aino, params, wiki } = made
  const [own, other] = [await made.page('Their own'), await made.page('Not theirs')]
  const owner = await wiki.person('Canaryowner', 'editor')
  const reader = await wiki.person('Reader', 'reader')
  await aino.browser.does('changePage', { params: { id: other }, body: { owner: owner.person.id } })
  const edition = await made.edition([own, other])
  expect(JSON.stringify(await made.list(reader))).toContain('Canaryowner')
  await aino.browser.does('setMember', {
    params: { ...params, person: reader.person.id },
    body: { role: 'reader', pages: [own] },
  })
  const seen = await made.list(reader)
  expect(seen.editions.map(({ id }) => id)).toEqual([edition.id])
  const text = JSON.stringify(seen)
  for (const { person } of [owner, aino]) {
    expect(text).not.toContain(person.name)
    expect(text).not.toContain(person.id)
  }
  wiki.leave()
  throwReported(made.app)
})

test('[P483] a page that is mentioned and not published is not told by its title', async () => {
  const made = await EditionWiki.begin()
  const { wiki } = made
  const page = await made.page('How we answer')
  const beside = await made.page('Shown beside')
  const draft = await made.page('Canarytitle of a draft')
  const see = (to: string, label: string) =>
    node('paragraph', null, 'See ', node('pageMention', { page: to, label }), ' first.')
  await writeBlocks(wiki, page, [see(draft, 'Canarytitle of a draft'), see(beside, 'Shown beside')])
  const asked = await made.ask([page, beside], [made.aino])
  expect(asked.changedSince).toEqual([])
  expect((await made.list()).approvals[0]?.changedSince).toEqual([])
  const draftPath = `/api/strategies/${wiki.strategy}/approvals/${asked.id}/preview/how-we-answer.html`
  expect((await made.aino.browser.get(draftPath)).text).not.toContain('Canarytitle')
  await made.approves(made.aino, asked.id)
  const edition = await made.publish(asked.id)
  const { text } = await made.aino.browser.get(`${edition.path}how-we-answer.html`)
  expect(text).toContain('Shown beside')
  expect(text).toContain('See another page first.')
  expect(text).not.toContain('Canarytitle')
  // Nothing was written since.
  expect((await made.list()).editions[0]?.changedSince).toEqual([])
  wiki.leave()
  throwReported(made.app)
})

test('[P486] taken back, a name goes wherever it was put, and what others wrote stays to the letter', async () => {
  const made = await EditionWiki.begin()
  const { aino, params, wiki } = made
  const bo = await wiki.person('Bo', 'editor')
  const eva = await wiki.person('Eva', 'editor')
  const page = await made.page('How we answer')
  const mention = ({ person }: typeof bo) =>
    node('personMention', { person: person.id, label: person.name })
  const parts = [
    'Boards ask ',
    mention(bo),
    ', ',
    mention(eva),
    ' or ',
    mention(bo),
    ', not Bo Ek.',
  ]
  await writeBlocks(wiki, page, [node('paragraph', null, ...parts)])
  const consent = (who: typeof bo, named: boolean) =>
    who.browser.does('setConsent', { params, body: { named } })
  await consent(bo, true)
  await consent(eva, true)
  const { id } = await made.ask([page], [bo])
  await made.approves(bo, id, { named: true })
  const { path } = await made.publish(id)
  const textOf = async (file: string) => (await aino.browser.get(`${path}${file}`)).text
  expect(await textOf('how-we-answer.html')).toContain('Boards ask Bo, Eva or Bo, not Bo Ek.')
  expect(await textOf('index.html')).toMatch(/\bBo\b/)

  await consent(bo, false)
  expect(await textOf('how-we-answer.html')).toContain(
    'Boards ask Somebody, Eva or Somebody, not Bo Ek.',
  )
  expect(await textOf('index.html')).not.toMatch(/\bBo\b/)
  expect((await made.list()).approvals).toMatchObject([
    { approvers: [{ answer: { named: false } }] },
  ])
  await consent(eva, false)
  expect(await textOf('how-we-answer.html')).toContain(
    'Boards ask Somebody, Somebody or Somebody, not Bo Ek.',
  )
  wiki.leave()
  throwReported(made.app)
})

/** A folder's storage, of which the power goes right after a history was rewritten. */
async function failsAfterRewriting(data: string) {
  const broken = { is: false, next: true }
  const storage = await openFolder(data)
  const { catalogue, log } = storage
  const failing: Storage = {
    ...storage,
    catalogue: {
      get: (...of) => catalogue.get(...of),
      list: (...of) => catalogue.list(...of),
      find: (...of) => catalogue.find(...of),
      partitions: () => catalogue.partitions(),
      async transact(...of) {
        if (broken.is) throw new StorageFailed('The power went')
        return catalogue.transact(...of)
      },
    },
    log: new Proxy(log, {
      get(target, name) {
        if (name === 'rewrite') {
          return async (...of: Parameters<typeof log.rewrite>) => {
            const done = await log.rewrite(...of)
            broken.is = broken.next
            return done
          }
        }
        const own: unknown = Reflect.get(target, name)
        return typeof own === 'function' ? own.bind(target) : own
      },
    }),
  }
  return { broken, storage: failing }
}

test('[P488] a stop right after the history was rewritten leaves nothing in editions and feedback', async () => {
  const data = await temporaryFolder()
  const { broken, storage } = await failsAfterRewriting(data)
  const made = await EditionWiki.begin({ config: { data } }, 'ours', storage)
  const { aino, wiki } = made
  const secret = 'Canarysecretword'
  const page = await made.page('Before')
  const { client, types } = await writerOf(wiki, page)
  await types(secret)
  const ranges = rangesOf(client, secret)
  await aino.browser.does('changePage', {
    params: { id: page },
    body: { title: `About ${secret}` },
  })
  const edition = await made.edition([page], { changeNote: `New: ${secret}` })
  const body = { ranges, reason: 'Pasted by mistake' }
  const redact = () => aino.browser.tries('redactHistory', { params: { id: page }, body })
  expect((await redact()).error?.code).toBe('storage-unavailable')
  broken.is = false
  broken.next = false
  await redact()
  expect(JSON.stringify(await made.list())).not.toContain(secret)
  for (const path of ['/published/ours/', edition.path, '/published/ours/editions.html']) {
    const { status, text } = await aino.browser.get(path)
    expect([path, status, text.includes(secret)]).toEqual([path, 200, false])
  }
  wiki.leave()
})

test.each(['run', 'start'] as const)(
  '[P536] a name that was being taken away when it stopped is gone from editions after the next %s',
  async (next) => {
    const data = await temporaryFolder()
    const { broken, storage } = await failsAfterRewriting(data)
    const made = await EditionWiki.begin({ config: { data } }, 'ours', storage)
    const { aino, wiki } = made
    const gone = await wiki.person('Canarysomebody', 'editor')
    const { id, name } = gone.person
    const page = await made.page(`Ask ${name}`)
    await writeBlocks(wiki, page, [
      node('paragraph', null, 'Ask ', node('personMention', { person: id, label: name })),
    ])
    const edition = await made.edition([page], { changeNote: `New: ${name}` })
    await aino.browser.does('setPersonActive', { params: { id }, body: { active: false } })
    const take = () => aino.browser.tries('pseudonymisePerson', { params: { id } })
    expect((await take()).error?.code).toBe('storage-unavailable')
    expect(JSON.stringify(await made.list())).toContain(name)
    broken.is = false
    broken.next = false
    if (next === 'run') expect((await take()).status).toBe(200)
    else await made.again()
    await vi.waitFor(async () => expect(JSON.stringify(await made.list())).not.toContain(name), {
      timeout: soon,
    })
    for (const path of ['/published/ours/', edition.path, '/published/ours/editions.html']) {
      const { status, text } = await aino.browser.get(path)
      expect([path, status, text.includes(name)]).toEqual([path, 200, false])
    }
    // The note of what was to go goes as well.
    const history = historyPartition(strategyId.parse(wiki.strategy))
    const noted = () => made.app.storage.catalogue.list(history, 'forgetting')
    await vi.waitFor(async () => expect(await noted()).toEqual([]), { timeout: soon })
    wiki.leave()
  },
)

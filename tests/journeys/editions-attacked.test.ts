/** Ways in which editions could give away what is nobody's business, each tried on the real server. */
import { expect, test } from 'vitest'
import { throwReported } from '../support/app.ts'
import { node, writeBlocks } from '../support/blocks.ts'
import { EditionWiki } from '../support/edition-wiki.ts'

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
  await writeBlocks(wiki, page, [
    see(draft, 'Canarytitle of a draft'),
    see(beside, 'Shown beside'),
  ])
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

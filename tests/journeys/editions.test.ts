import { expect, test } from 'vitest'
import { throwReported } from '../support/app.ts'
import { EditionWiki } from '../support/edition-wiki.ts'

test('[P300] from asking to publishing, and the draft lives on', async () => {
  const made = await EditionWiki.begin()
  const { aino, params, wiki } = made
  const berit = await wiki.person('Berit', 'commenter')
  const page = await made.page('How we answer')
  const other = await made.page('Änglar & ø')
  const asked = await made.ask([other, page], [berit])
  expect(asked).toMatchObject({ state: 'open', changedSince: [], end: null })
  expect(asked.pages.map((one) => one.page)).toEqual([page, other])

  const one = { ...params, approval: asked.id }
  const looked = await berit.browser.does('getApproval', { params: one })
  expect(looked).toMatchObject({ asked: true, since: null })
  expect(looked.findings.map(({ kind }) => kind)).toContain('no-owner')
  const approved = await made.approves(berit, asked.id, { named: true })
  expect(approved.state).toBe('approved')

  const edition = await made.publish(asked.id)
  expect(edition).toMatchObject({
    number: '1.0',
    state: 'current',
    path: '/published/ours/1.0/',
    publishedAt: made.iso(),
    validFrom: '2026-04-01',
    redactions: [],
  })
  expect(edition.pages.map(({ slug }) => slug)).toEqual(['how-we-answer', 'anglar-o'])
  const shown = await aino.browser.get(`${edition.path}how-we-answer.html`)
  expect([shown.status, shown.text]).toEqual([200, expect.stringContaining('within a day')])

  await made.types(page, ' Or two.')
  const after = await made.list()
  expect(after.editions).toMatchObject([{ id: edition.id, changedSince: [page] }])
  expect(after.approvals).toMatchObject([{ state: 'published', changedSince: [] }])
  const still = await aino.browser.get(`${edition.path}how-we-answer.html`)
  expect(still.text).not.toContain('Or two')
  wiki.leave()
  throwReported(made.app)
})

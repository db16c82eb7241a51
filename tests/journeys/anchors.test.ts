import { setBlockType, splitBlock } from '@tiptap/pm/commands'
import { expect, test } from 'vitest'
import { must } from '#contract/asserts.ts'
import { pageSchema } from '#contract/page-schema.ts'
import { throwReported } from '../support/app.ts'
import { DiscussedPage } from '../support/discussed-page.ts'
import { at } from '../support/socket-pen.ts'

const words = 'listen before we talk'
const heading = must(pageSchema.nodes['heading'])

test('[M30] a thread stays on its words while they are split, retyped, moved and taken back', async () => {
  const page = await DiscussedPage.begin()
  const { pen } = page
  const id = await page.says(words)
  const begun = await page.anchor(id)
  expect(begun).toMatchObject({ kind: 'text', quote: words, lastThere: null })

  await pen.run('listen', splitBlock)
  await page.until(id, words)
  await pen.run(' we talk', splitBlock)
  await page.until(id, words)
  await pen.undo()
  await pen.undo()
  await page.until(id, words)
  await pen.run('listen', setBlockType(heading, { level: 2 }))
  await page.until(id, words)
  // Cut, and put in again at the end of the page.
  await pen.edit((tr, state) => {
    const place = tr.doc.resolve(at(state, words))
    const block = place.node(1)
    tr.delete(place.before(1), place.after(1))
    tr.insert(tr.doc.content.size, block)
  })
  await page.until(id, words)
  const moved = await page.anchor(id)
  expect(moved).toMatchObject({ kind: 'text', quote: words, lastThere: null })
  expect(moved.first).not.toEqual(begun.first)
  expect(moved.seq).toBe(await page.head())
  throwReported(page.app)
})

test('[M36] what a restore brings back is there again, also where it reads differently by then', async () => {
  const page = await DiscussedPage.begin()
  const { pen, wiki } = page
  const { browser } = wiki.aino
  const id = await page.says(words)
  await pen.type('isten before', ' and l')
  await pen.type('efore we', '2')
  const there = 'l and listen b2efore we talk'
  await page.until(id, there)
  const moment = await page.head()
  await pen.deleteBlock('We always')
  await page.until(id, 'gone')
  const { params } = page
  const body = { kind: 'restore' as const, seq: moment }
  const { seq } = await browser.does('restoreMoment', { params, body })
  await page.until(id, there)
  await browser.does('restoreMoment', { params, body: { kind: 'undo', seq: seq ?? 0 } })
  await page.until(id, 'gone')
  throwReported(page.app)
})

test('[M31] a thread whose words are deleted is gone, with what was quoted, and comes back with them', async () => {
  const page = await DiscussedPage.begin()
  const { pen } = page
  const id = await page.says(words)
  const other = await page.says('Nobody hears')
  const before = await page.head()
  await pen.deleteBlock('We always')
  await page.until(id, 'gone')
  expect(await page.anchor(id)).toMatchObject({ quote: words, lastThere: before })
  expect(await page.told(other)).toBe('Nobody hears')
  await pen.undo()
  await page.until(id, words)
  expect(await page.anchor(id)).toMatchObject({ quote: words, lastThere: null })
  throwReported(page.app)
})

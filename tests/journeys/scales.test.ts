import { expect, test } from 'vitest'
import { newId, scaleId } from '#contract/ids.ts'
import { startApp } from '../support/app.ts'
import { scalesBlock, writeBlocks } from '../support/blocks.ts'
import { join } from '../support/person.ts'
import { type Member, Wiki } from '../support/wiki.ts'

async function begin(points = 'five') {
  const app = await startApp()
  const wiki = await Wiki.begin(app)
  const page = await wiki.page()
  const scale = newId(scaleId)
  await writeBlocks(wiki, page, [scalesBlock([scale], points)])
  const params = { id: page, scale }
  return {
    app,
    wiki,
    page,
    scale,
    answer: (who: Pick<Member, 'browser'>, value: number | null) =>
      who.browser.tries('answerScale', { params, body: { value } }),
    seen: async (who: Pick<Member, 'browser'>) =>
      (await who.browser.does('listScales', { params: { id: page } })).scales,
  }
}

test('[E50] I answer a scale that the page holds, change my answer and take it back', async () => {
  const { wiki, scale, answer, seen, app } = await begin()
  const { aino } = wiki
  expect(await seen(aino)).toEqual([])
  expect((await answer(aino, 4)).status).toBe(204)
  expect(await seen(aino)).toEqual([{ scale, mine: 4, answers: 1, spread: null }])
  const berit = await wiki.person('Berit', 'commenter')
  expect((await answer(berit, 2)).status).toBe(204)
  expect((await answer(aino, 5)).status).toBe(204)
  expect(await seen(aino)).toEqual([{ scale, mine: 5, answers: 2, spread: null }])
  expect(await seen(berit)).toEqual([{ scale, mine: 2, answers: 2, spread: null }])
  expect((await answer(aino, null)).status).toBe(204)
  expect(await seen(berit)).toEqual([{ scale, mine: 2, answers: 1, spread: null }])
  expect((await answer(aino, 6)).error?.code).toBe('invalid-input')

  const reader = await wiki.person('Chloe', 'reader')
  expect((await answer(reader, 3)).error?.code).toBe('forbidden')
  expect(await seen(reader)).toEqual([{ scale, mine: null, answers: 1, spread: null }])
  expect(app.reported).toEqual([])
})

test('[E50] a scale that is not on the page now takes no answer', async () => {
  const { wiki, page, scale, answer } = await begin()
  const other = await wiki.page('Another')
  const elsewhere = newId(scaleId)
  await writeBlocks(wiki, other, [scalesBlock([elsewhere])])
  const { browser } = wiki.aino
  for (const params of [
    { id: page, scale: elsewhere },
    { id: page, scale: newId(scaleId) },
    { id: other, scale },
  ]) {
    const tried = await browser.tries('answerScale', { params, body: { value: 3 } })
    expect(tried.error?.code).toBe('not-found')
  }
  expect((await answer(wiki.aino, 3)).status).toBe(204)
  const client = await wiki.client(page, wiki.aino, { ack: true }).untilSynced()
  client.root.delete(client.root.length - 1, 1)
  await client.until(() => client.complete, 'stored')
  expect((await answer(wiki.aino, 4)).error?.code).toBe('not-found')
  expect((await answer(wiki.aino, null)).status).toBe(204)
})

test('[E50] phases have three answers', async () => {
  const { wiki, answer } = await begin('phases')
  expect((await answer(wiki.aino, 3)).status).toBe(204)
  expect((await answer(wiki.aino, 4)).error?.details).toEqual({ value: 'too-large' })
})

test('[E51] [E53] five answers are shown as a spread, and nowhere whose they are', async () => {
  const { app, wiki, page, scale, answer, seen } = await begin()
  const values = [1, 4, 4, 5]
  const others: Member[] = []
  for (const [n, value] of values.entries()) {
    const who = await wiki.person(`Person${n}`, 'editor')
    others.push(who)
    expect((await answer(who, value)).status).toBe(204)
  }
  expect(await seen(wiki.aino)).toEqual([{ scale, mine: null, answers: 4, spread: null }])
  await answer(wiki.aino, 3)
  expect(await seen(wiki.aino)).toEqual([{ scale, mine: 3, answers: 5, spread: [1, 0, 1, 2, 1] }])
  const late = await wiki.person('Late', 'editor')
  await answer(late, 1)
  expect(await seen(late)).toEqual([{ scale, mine: 1, answers: 6, spread: [1, 0, 1, 2, 1] }])

  // Mine are among my data, those of others among nobody's.
  const { answers } = await late.browser.does('getMyData')
  expect(answers).toEqual([{ page, scale, value: 1, at: expect.any(String) }])
  const admin = await join(wiki.aino, 'Second', 'admin')
  const theirs = await admin.browser.does('getMyData')
  expect(theirs.answers).toEqual([])
  const strategy = { id: wiki.strategy }
  const told = [
    await admin.browser.tries('listScales', { params: { id: page } }),
    await admin.browser.tries('getPageContent', { params: { id: page } }),
    await admin.browser.tries('getPage', { params: { id: page } }),
    await admin.browser.tries('getStrategyHome', { params: strategy }),
    await admin.browser.tries('listPages', { params: strategy }),
    await admin.browser.tries('getDesk'),
    await admin.browser.tries('getMyData'),
  ]
  // The scale is named together with figures or nothing, never with a person beside it.
  for (const { text } of told.slice(0, 1)) {
    expect(JSON.parse(text)).toEqual({
      scales: [{ scale, mine: null, answers: 6, spread: [1, 0, 1, 2, 1] }],
    })
  }
  for (const { text } of told) {
    for (const { person } of others) expect(text).not.toMatch(new RegExp(`${person.id}.*"value"`))
  }
  expect(app.notes.filter(({ details }) => JSON.stringify(details).includes(scale))).toEqual([])
})

test('[E50] a hall answers at once, and all of it is stored', async () => {
  const { app, wiki, page, answer, seen } = await begin()
  const people: Member[] = []
  for (let n = 0; n < 12; n += 1) people.push(await wiki.person(`Hall${n}`, 'commenter'))
  const answers = await Promise.all(people.map((who, n) => answer(who, 1 + (n % 5))))
  expect(answers.map(({ status }) => status)).toEqual(people.map(() => 204))
  const [tally] = await seen(wiki.aino)
  expect(tally?.answers).toBe(12)
  const kept = await app.storage.catalogue.list(`answers-${page}`, 'answers')
  expect(kept).toHaveLength(12)
})

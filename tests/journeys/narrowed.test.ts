import { expect, test } from 'vitest'
import { newId, personId } from '#contract/ids.ts'
import type { StrategyRole } from '#contract/permissions.ts'
import { closeCode, rejection } from '#contract/wire.ts'
import { join, type SignedIn } from '../support/person.ts'
import { type Member, Wiki } from '../support/wiki.ts'
import { shareWiki } from '../support/shared-wiki.ts'

let wiki: Wiki
let berit: Member
let carl: Member

shareWiki(async (begun) => {
  wiki = begun
  berit = await wiki.person('Berit', 'editor')
  carl = await wiki.person('Carl', 'commenter')
})

const narrow = (
  page: string,
  others: StrategyRole | null,
  named: readonly (readonly [SignedIn, StrategyRole])[] = [],
) =>
  wiki.aino.browser.does('changePageAccess', {
    params: { id: page },
    body: {
      narrowed: {
        others,
        named: named.map(
          ([
            {
              person: { id },
            },
            role,
          ]) => ({ person: id, role }),
        ),
      },
    },
  })
const roleOf = async (page: string, { browser }: SignedIn) => {
  const answer = await browser.tries('getPage', { params: { id: page } })
  return answer.status === 404
    ? null
    : (await browser.does('getPage', { params: { id: page } })).role
}

test('[A40] a narrowed page leaves others and those named less, and facilitators everything', async () => {
  const page = await wiki.page()
  const dora = await wiki.person('Dora', 'facilitator')
  const roles = () => Promise.all([wiki.aino, dora, berit, carl].map((who) => roleOf(page, who)))
  expect(await roles()).toEqual(['facilitator', 'facilitator', 'editor', 'commenter'])
  await narrow(page, 'reader')
  expect(await roles()).toEqual(['facilitator', 'facilitator', 'reader', 'reader'])
  await narrow(page, null, [[carl, 'facilitator']])
  // Never more than the strategy gives.
  expect(await roles()).toEqual(['facilitator', 'facilitator', null, 'commenter'])
  await narrow(page, 'commenter', [
    [berit, 'reader'],
    [dora, 'reader'],
  ])
  expect(await roles()).toEqual(['facilitator', 'facilitator', 'reader', 'commenter'])
  await wiki.aino.browser.does('changePageAccess', {
    params: { id: page },
    body: { narrowed: null },
  })
  expect(await roles()).toEqual(['facilitator', 'facilitator', 'editor', 'commenter'])
})

test('[A41] who is named in a narrowing exists, and is named once', async () => {
  const page = await wiki.page()
  const params = { id: page }
  const named = (...people: string[]) => ({
    narrowed: {
      others: null,
      named: people.map((person) => ({ person, role: 'reader' as const })),
    },
  })
  const { browser } = wiki.aino
  const unknown = await browser.tries('changePageAccess', { params, body: named(newId(personId)) })
  expect([unknown.status, unknown.error?.code]).toEqual([404, 'not-found'])
  const { id } = berit.person
  const twice = await browser.tries('changePageAccess', { params, body: named(id, id) })
  expect([twice.status, twice.error?.details]).toEqual([400, { 'narrowed.named': 'twice' }])
  expect(await browser.does('getPageAccess', { params })).toEqual({ narrowed: null, locked: null })
})

test('[A42] of two changes at once neither undoes the other', async () => {
  const page = await wiki.page()
  const params = { id: page }
  const { browser } = wiki.aino
  const narrowed = { others: 'reader' as const, named: [] }
  await Promise.all([
    browser.does('changePageAccess', { params, body: { locked: true } }),
    browser.does('changePageAccess', { params, body: { narrowed } }),
    browser.does('makePage', { params: { id: wiki.strategy }, body: { title: 'Another' } }),
  ])
  const { locked, narrowed: stored } = await browser.does('getPageAccess', { params })
  expect([locked?.by, stored]).toEqual([wiki.aino.person.id, narrowed])
  await Promise.all([
    browser.does('changePageAccess', { params, body: { locked: false } }),
    browser.does('changePageAccess', { params, body: { narrowed: null } }),
  ])
  expect(await browser.does('getPageAccess', { params })).toEqual({ narrowed: null, locked: null })
})

test('[A45] a page that is not for somebody is named to them nowhere', async () => {
  const hidden = await wiki.page('A secret title')
  const shown = await wiki.page('A title for all')
  await narrow(hidden, null, [[carl, 'reader']])
  const guest = await join(wiki.aino, 'Guest', 'guest')
  const limited = await join(wiki.aino, 'Limited')
  for (const { person } of [guest, limited]) {
    const params = { id: wiki.strategy, person: person.id }
    const pages = person === guest.person ? [shown] : [hidden, shown]
    await wiki.aino.browser.does('setMember', { params, body: { role: 'editor', pages } })
  }
  const dan = await wiki.person('Dan', 'reader')
  for (const { browser } of [berit, dan, guest, limited]) {
    const params = { id: wiki.strategy }
    const answers = [
      await browser.tries('listStrategies'),
      await browser.tries('getStrategy', { params }),
      await browser.tries('listPages', { params }),
      await browser.tries('listMembers', { params }),
      await browser.tries('getPage', { params: { id: hidden } }),
      await browser.tries('getPageContent', { params: { id: hidden } }),
      await browser.tries('getPageAccess', { params: { id: hidden } }),
      await browser.tries('getPageAccess', { params: { id: shown } }),
    ]
    const all = answers.map(({ text }) => text).join('\n')
    expect(all).not.toContain(hidden)
    expect(all).not.toContain('secret')
    expect(all).toContain(shown)
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 404, 404, 404, 403])
  }
  const only = await guest.browser.does('listPages', { params: { id: wiki.strategy } })
  expect(only.pages.map(({ id }) => id)).toEqual([shown])
  // Who is named is for facilitators; that a page is narrowed may be known.
  const seen = await carl.browser.tries('getPage', { params: { id: hidden } })
  expect(seen.body).toMatchObject({ id: hidden, narrowed: true, role: 'reader' })
  expect(seen.text).not.toContain('named')
})

test('[R42] open sockets follow a narrowing within two seconds, and nobody else’s does', async () => {
  const page = await wiki.page()
  const other = await wiki.page()
  const [writer, reading, elsewhere] = [
    wiki.client(page, berit, { ack: true }),
    wiki.client(page, carl, { ack: true }),
    wiki.client(other, berit, { ack: true }),
  ]
  for (const client of [writer, reading, elsewhere]) await client.untilSynced()
  writer.add('allowed;')
  await writer.until(() => writer.complete, 'saved')
  await narrow(page, 'reader', [[carl, 'commenter']])
  await writer.until(() => writer.modes.at(-1) === 'read-only', 'told', 2_000)
  writer.add('forbidden;')
  await writer.until(() => writer.rejected.length > 0, 'refused')
  expect(writer.rejected[0]?.code).toBe(rejection.readOnly.code)

  await narrow(page, null, [[carl, 'commenter']])
  await writer.until(() => writer.closes.length > 0, 'closed', 2_000)
  expect(writer.closes[0]?.code).toBe(closeCode.revoked)
  expect(writer.modes).toEqual(['normal', 'read-only', 'revoked'])
  expect([reading.modes, reading.closes]).toEqual([['read-only'], []])
  expect([elsewhere.modes, elsewhere.closes]).toEqual([['normal'], []])
  const fresh = await wiki.fresh(page)
  expect(fresh.text).toContain('allowed;')
  expect(fresh.text).not.toContain('forbidden;')
})

test('[R42] a membership for other pages closes the socket of this one', async () => {
  const page = await wiki.page()
  const other = await wiki.page()
  const ester = await wiki.person('Ester', 'editor')
  const [here, there] = [
    wiki.client(page, ester, { ack: true }),
    wiki.client(other, ester, { ack: true }),
  ]
  await here.untilSynced()
  await there.untilSynced()
  const params = { id: wiki.strategy, person: ester.person.id }
  await wiki.aino.browser.does('setMember', { params, body: { role: 'editor', pages: [other] } })
  await here.until(() => here.closes.length > 0, 'closed', 2_000)
  expect(here.closes[0]?.code).toBe(closeCode.revoked)
  there.add('still mine;')
  await there.until(() => there.complete, 'saved')
})

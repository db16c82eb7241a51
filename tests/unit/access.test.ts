/** The gate, asked about everybody and every page, against a table that is written by hand. */
import { expect, test } from 'vitest'
import { AppError } from '#contract/errors.ts'
import { newId, pageId, type PersonId, strategyId } from '#contract/ids.ts'
import type { StrategyAction, StrategyRole } from '#contract/permissions.ts'
import type { Membership, Page, Person, Strategy } from '#contract/records.ts'
import { createAccess } from '../../server/people/access.ts'
import { strategyPartition } from '../../server/storage/records.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { aPerson } from '../support/people.ts'

const at = '2026-01-01T00:00:00.000Z'
const now = Date.parse(at)
const before = new Date(now - 1).toISOString()
const after = new Date(now + 1).toISOString()

const strategy = newId(strategyId)
const elsewhere = newId(strategyId)
const ids = {
  open: newId(pageId),
  narrowed: newId(pageId),
  hidden: newId(pageId),
  locked: newId(pageId),
  both: newId(pageId),
  trashed: newId(pageId),
  foreign: newId(pageId),
}
type PageName = keyof typeof ids

const somebody = (name: string, change: Partial<Person> = {}) => ({ ...aPerson(name), ...change })
const people = {
  admin: somebody('admin', { role: 'admin' }),
  facilitator: somebody('facilitator'),
  editor: somebody('editor'),
  commenter: somebody('commenter'),
  reader: somebody('reader'),
  /** A member of the organisation who is named nowhere. */
  nobody: somebody('nobody'),
  guestEditor: somebody('guestEditor', { role: 'guest', endsAt: after }),
  /** Guests whose role goes for the open and the locked page. */
  limited: somebody('limited', { role: 'guest' }),
  limitedFacilitator: somebody('limitedFacilitator', { role: 'guest' }),
  pastGuest: somebody('pastGuest', { role: 'guest', endsAt: at }),
  leftEditor: somebody('leftEditor', { deactivatedAt: before }),
  leftAdmin: somebody('leftAdmin', { role: 'admin', deactivatedAt: before }),
}
type Name = keyof typeof people

const roles: readonly (readonly [Name, StrategyRole, readonly PageName[] | null])[] = [
  ['facilitator', 'facilitator', null],
  ['editor', 'editor', null],
  ['commenter', 'commenter', null],
  ['reader', 'reader', null],
  ['guestEditor', 'editor', null],
  ['limited', 'editor', ['open', 'locked']],
  ['limitedFacilitator', 'facilitator', ['hidden', 'both']],
  ['pastGuest', 'editor', null],
  ['leftEditor', 'editor', null],
]

/** `both` is narrowed to readers, with the commenter named as an editor, and locked. */
const narrowings: Readonly<Partial<Record<PageName, Page['narrowed']>>> = {
  narrowed: { others: 'reader', named: [{ person: people.editor.id, role: 'commenter' }] },
  hidden: { others: null, named: [{ person: people.reader.id, role: 'editor' }] },
  both: { others: 'reader', named: [{ person: people.commenter.id, role: 'editor' }] },
}

async function gate(everyone: StrategyRole | null, history: StrategyRole) {
  const { catalogue } = memoryStorage()
  for (const id of [strategy, elsewhere]) {
    const inside = (Object.keys(ids) as PageName[]).filter(
      (name) => (name === 'foreign') === (id === elsewhere),
    )
    const value: Strategy = {
      id,
      name: 'A strategy',
      language: 'en',
      everyone: id === elsewhere ? null : everyone,
      history,
      pages: inside.map((name) => ids[name]),
      set: 'social',
      stages: [],
      createdAt: at,
    }
    const pages = inside.map((name): Page => {
      const isLocked = name === 'locked' || name === 'both'
      return {
        id: ids[name],
        strategy: id,
        title: name,
        template: null,
        language: 'en',
        parent: null,
        status: 'draft',
        owner: null,
        deputy: null,
        reviewOn: null,
        source: null,
        trashed: name === 'trashed' ? { by: people.admin.id, at, with: ids.trashed } : null,
        narrowed: narrowings[name] ?? null,
        locked: isLocked ? { by: people.admin.id, at } : null,
        createdAt: at,
        createdBy: people.admin.id,
      }
    })
    const memberships = (id === strategy ? roles : []).map(([name, role, only]): Membership => {
      return { person: people[name].id, role, pages: only?.map((one) => ids[one]) ?? null }
    })
    await catalogue.transact(strategyPartition(id), [
      { do: 'put', collection: 'strategies', id, value },
      ...pages.map(
        (page) => ({ do: 'put', collection: 'pages', id: page.id, value: page }) as const,
      ),
      ...memberships.map(
        (one) => ({ do: 'put', collection: 'memberships', id: one.person, value: one }) as const,
      ),
    ])
  }
  return createAccess(catalogue, () => now)
}

/** `ok`, or the code of the refusal. */
const outcome = async (asked: Promise<unknown>) => {
  try {
    await asked
    return 'ok'
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

/** What the role on a page allows there: ok, forbidden or not found, Locked in its place. */
const actions = ['page.read', 'page.comment', 'page.write', 'page.create', 'page.manage'] as const
const short = { ok: 'o', forbidden: 'x', 'not-found': '-', locked: 'L' } as Readonly<
  Record<string, string>
>
const onOpen: Readonly<Record<string, string>> = {
  F: 'ooooo',
  E: 'oooox',
  C: 'ooxxx',
  R: 'oxxxx',
  '-': '-----',
}
const onLocked: Readonly<Record<string, string>> = { ...onOpen, F: 'ooLoo', E: 'ooLox' }

/** In the trash nobody writes or comments. */
const onTrashed: Readonly<Record<string, string>> = {
  ...onOpen,
  F: 'oLLoo',
  E: 'oLLox',
  C: 'oLxxx',
}

/** Roles on pages: open, narrowed, hidden, locked, both, trashed, foreign. */
const table: Readonly<Record<Name, string>> = {
  admin: 'FFFFFFF',
  facilitator: 'FFFFFF-',
  editor: 'EC-ERE-',
  commenter: 'CR-CCC-',
  reader: 'RRRRRR-',
  nobody: '-------',
  guestEditor: 'ER-ERE-',
  limited: 'E--E---',
  limitedFacilitator: '--F-F--',
  pastGuest: '-------',
  leftEditor: '-------',
  leftAdmin: '-------',
}

test('[A47] the gate to a page: everybody, every kind of page, every action', async () => {
  const access = await gate(null, 'editor')
  for (const [name, row] of Object.entries(table) as [Name, string][]) {
    for (const [index, page] of (Object.keys(ids) as PageName[]).entries()) {
      const letter = row[index] ?? ''
      const isLocked = page === 'locked' || page === 'both'
      const found = []
      for (const action of actions) {
        found.push(short[await outcome(access.page(people[name], ids[page], action))])
      }
      const closed = isLocked ? onLocked : page === 'trashed' ? onTrashed : onOpen
      const expected = closed[letter]
      expect([name, page, found.join('')]).toEqual([name, page, expected])
    }
  }
})

test('[A47] the gate to history: the role on the page against what the strategy says', async () => {
  /** From which role on, by setting. */
  const shownTo: Readonly<Record<StrategyRole, string>> = {
    facilitator: 'F',
    editor: 'FE',
    commenter: 'FEC',
    reader: 'FECR',
  }
  for (const [history, shown] of Object.entries(shownTo) as [StrategyRole, string][]) {
    const access = await gate(null, history)
    for (const [name, row] of Object.entries(table) as [Name, string][]) {
      for (const [index, page] of (Object.keys(ids) as PageName[]).entries()) {
        const letter = row[index] ?? ''
        const expected = letter === '-' ? 'not-found' : shown.includes(letter) ? 'ok' : 'forbidden'
        const found = await outcome(access.page(people[name], ids[page], 'history.read'))
        expect([history, name, page, found]).toEqual([history, name, page, expected])
      }
    }
  }
})

test('[A47] the gate to a strategy: a role for some pages is none for the whole', async () => {
  const all = ['strategy.read', 'page.create', 'strategy.manage'] as const
  const expected: Readonly<Record<Name, string>> = {
    admin: 'ooo',
    facilitator: 'ooo',
    editor: 'oox',
    commenter: 'oxx',
    reader: 'oxx',
    nobody: '---',
    guestEditor: 'oox',
    limited: 'oxx',
    limitedFacilitator: 'oxx',
    pastGuest: '---',
    leftEditor: '---',
    leftAdmin: '---',
  }
  const access = await gate(null, 'editor')
  const ask = async (name: Name, id: string, wanted: readonly StrategyAction[]) => {
    const found = []
    for (const action of wanted) {
      found.push(short[await outcome(access.strategy(people[name], id, action))])
    }
    return found.join('')
  }
  for (const [name, row] of Object.entries(expected) as [Name, string][]) {
    expect([name, await ask(name, strategy, all)]).toEqual([name, row])
    const foreign = name === 'admin' ? 'ooo' : '---'
    expect([name, await ask(name, elsewhere, all)]).toEqual([name, foreign])
  }
  // What everyone has goes for members, not for guests, and not before a role by name.
  const open = await gate('facilitator', 'editor')
  const roleIn = async (person: Person) => (await open.readable(person)).map(({ role }) => role)
  expect(await roleIn(people.nobody)).toEqual(['facilitator'])
  expect(await roleIn(people.reader)).toEqual(['reader'])
  expect(await roleIn(somebody('stranger', { role: 'guest' }))).toEqual([])
  expect(await roleIn(people.pastGuest)).toEqual([])
})

test('[A47] the pages that are listed are those that may be read, in their order', async () => {
  const access = await gate(null, 'editor')
  for (const [name, row] of Object.entries(table) as [Name, string][]) {
    const grants = await access.readable(people[name])
    const grant = grants.find((one) => one.strategy.id === strategy)
    const listed = grant ? (await access.pages(grant)).map(({ page }) => page.title) : []
    const expected = (Object.keys(ids) as PageName[]).filter(
      (page, index) => page !== 'foreign' && row[index] !== '-',
    )
    const trashed = grant ? (await access.trash(grant)).map(({ page }) => page.title) : []
    const there = expected.filter((page) => page !== 'trashed')
    const gone = expected.filter((page) => page === 'trashed')
    expect([name, listed, trashed]).toEqual([name, there, gone])
  }
})

test('[A47] texts that are no ids are answered like ids that are not there', async () => {
  const access = await gate('facilitator', 'reader')
  const texts = ['', '__proto__', 'constructor', '%00', 'x'.repeat(7_000), ids.open.toUpperCase()]
  for (const text of texts) {
    for (const asked of [
      access.page(people.admin, text, 'page.read'),
      access.strategy(people.admin, text, 'strategy.read'),
      access.person(people.admin, text, 'people.manage'),
      access.unit(people.admin, text, 'people.manage'),
      access.invitation(people.admin, text),
    ]) {
      expect([text.slice(0, 20), await outcome(asked)]).toEqual([text.slice(0, 20), 'not-found'])
    }
  }
  // An id of another kind is one that is not there.
  const person: PersonId = people.editor.id
  expect(await outcome(access.page(people.admin, person, 'page.read'))).toBe('not-found')
  expect(await outcome(access.page(people.admin, strategy, 'page.read'))).toBe('not-found')
  expect(await outcome(access.strategy(people.admin, ids.open, 'strategy.read'))).toBe('not-found')
})

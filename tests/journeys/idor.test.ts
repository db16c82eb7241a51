/**
 * Every endpoint, everybody, every id: who gets where is written by hand in `tests/support/idor`,
 * and what is not for somebody is answered byte for byte like what does not exist.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { endpoints } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { newId, pageId } from '#contract/ids.ts'
import { exportRows } from '../support/idor/export-rows.ts'
import { fileRows } from '../support/idor/file-rows.ts'
import { historyRows } from '../support/idor/history-rows.ts'
import { idsIn, withId } from '../support/idor/ids-in.ts'
import { invitationRows } from '../support/idor/invitation-rows.ts'
import { organisationRows, peopleRows, sessionRows } from '../support/idor/people-rows.ts'
import { deskRows, processRows, scaleRows } from '../support/idor/process-rows.ts'
import { noticeRows } from '../support/idor/notice-rows.ts'
import { editionRows, readerRows, siteRows } from '../support/idor/publishing-rows.ts'
import type { IdPlace, Row } from '../support/idor/row.ts'
import { pageRows, strategyRows } from '../support/idor/strategy-rows.ts'
import { threadRows } from '../support/idor/thread-rows.ts'
import { templateRows } from '../support/idor/template-rows.ts'
import { type Actor, type Call, idKinds, makeWorld, type World } from '../support/idor/world.ts'
import type { Answer } from '../support/person.ts'

const rows: Readonly<Partial<Record<string, Row>>> = {
  ...sessionRows,
  ...organisationRows,
  ...peopleRows,
  ...invitationRows,
  ...strategyRows,
  ...pageRows,
  ...templateRows,
  ...processRows,
  ...scaleRows,
  ...deskRows,
  ...fileRows,
  ...historyRows,
  ...noticeRows,
  ...threadRows,
  ...exportRows,
  ...editionRows,
  ...siteRows,
  ...readerRows,
}
const all: readonly (readonly [string, Endpoint])[] = Object.entries(endpoints)

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(async () => {
  expect(world.app.reported).toEqual([])
  await world.app.close()
})

test('[A48] every endpoint has a row that names every id it takes', () => {
  for (const [name, endpoint] of all) {
    const row = rows[name]
    if (!row) {
      throw new Error(
        `The endpoint ${name} has no row in tests/support/idor: add one that says what everybody ` +
          `gets from it, for an id of A, of B and of whatever else it can be aimed at.`,
      )
    }
    const missing = idsIn(endpoint).filter((place) => !(place in row.ids))
    if (missing.length > 0) {
      throw new Error(
        `The endpoint ${name} takes ids that its row in tests/support/idor does not name: ` +
          `${missing.join(', ')}. Add them to \`ids\`, and real ids that are not for the call ` +
          `as \`foreign\`.`,
      )
    }
    expect([name, Object.keys(row.ids).toSorted()]).toEqual([name, idsIn(endpoint)])
    for (const { gets } of Object.values(row.targets)) {
      expect([name, gets]).toEqual([name, expect.stringMatching(/^(\S{3} \S{4} \S{2} \S{3})$/)])
    }
  }
  expect(Object.keys(rows).toSorted()).toEqual(all.map(([name]) => name).toSorted())
})

const urlOf = ({ path }: Endpoint, { params }: Call) =>
  path.replace(/:(\w+)/g, (_, name: string) => params?.[name] ?? '')

const ask = (actor: Actor, endpoint: Endpoint, call: Call) =>
  world.ask(actor, endpoint.method, urlOf(endpoint, call), call.body)

/** All of an answer but when it was given. */
function bytesOf({ headers, status, text }: Answer): string {
  const lines = [...headers].filter(([name]) => name !== 'date').map((line) => line.join(': '))
  return [String(status), ...lines, text].join('\n')
}

const letters: Readonly<Record<string, string>> = {
  forbidden: 'x',
  'not-found': '-',
  'not-signed-in': '!',
  'confirmation-needed': 'c',
  locked: 'L',
  conflict: '=',
  'already-set-up': '=',
}
function letterOf({ error, status, text }: Answer, endpoint: Endpoint): string {
  if (status === endpoint.status) return 'o'
  return letters[error?.code ?? ''] ?? `(${status} ${text})`
}

/** In the table's groups of three, four, two and three. */
const grouped = (found: readonly string[]) =>
  [found.slice(0, 3), found.slice(3, 7), found.slice(7, 9), found.slice(9)]
    .map((group) => group.join(''))
    .join(' ')

/** Session that a call ended or changed are made anew. */
async function renewAll(): Promise<void> {
  for (const actor of world.actors) await world.renew(actor)
}

describe('everybody gets what the table says', () => {
  test.for(all)('[A49] %s', async ([name, endpoint]) => {
    const row = rows[name]
    for (const [target, { call, gets }] of Object.entries(row?.targets ?? {})) {
      const found = []
      for (const actor of world.actors) {
        if (row?.spendsSession) await world.renew(actor)
        const made = await call(world, actor)
        const answer = await ask(actor, endpoint, made)
        found.push(letterOf(answer, endpoint))
        if (answer.status !== 404 || !row?.ids['params.id']) continue
        const absent = await ask(actor, endpoint, withId(made, 'params.id', newId(pageId)))
        expect([target, actor.name, bytesOf(answer)]).toEqual([target, actor.name, bytesOf(absent)])
      }
      expect(`${target}: ${grouped(found)}`).toBe(`${target}: ${gets}`)
    }
    if (row?.spendsSession) await renewAll()
  })
})

const spoilt = {
  params: ['__proto__', 'constructor', '..%2f', '%00', 'x'.repeat(7_000), 'A'.repeat(20)],
  body: ['__proto__', 'constructor', '../', '\u0000', 'x'.repeat(7_000), 'A'.repeat(20), ''],
}

/** A call of the row that has an id at the place. */
async function callWith(row: Row, place: string, actor: Actor, id: string): Promise<Call> {
  for (const { call } of Object.values(row.targets)) {
    const made = await call(world, actor)
    try {
      return withId(made, place, id)
    } catch {
      continue
    }
  }
  throw new Error(`No call of the row has an id at ${place}`)
}

async function tryIds(endpoint: Endpoint, row: Row, place: string, is: IdPlace) {
  const { chosen, foreign, of, passedOver } = is
  if (chosen) return
  const isInPath = place.startsWith('params')
  for (const actor of world.actors) {
    const nobodys = newId(pageId)
    const absentCall = await callWith(row, place, actor, nobodys)
    const absent = await ask(actor, endpoint, absentCall)
    const told = `${actor.name}, ${place}`
    const expected = [400, 401, 403, 404, ...(passedOver ? [endpoint.status] : [])]
    expect([told, expected]).toEqual([told, expect.arrayContaining([absent.status])])
    if (isInPath) expect([told, absent.status]).not.toEqual([told, 400])

    const elsewhere = idKinds.filter((kind) => kind !== of).map((kind) => world.known[kind])
    const same = [...elsewhere, ...((await foreign?.(world, actor)) ?? [])]
    for (const id of isInPath ? [...same, ...spoilt.params] : same) {
      const answer = await ask(actor, endpoint, withId(absentCall, place, id))
      // An answer may name the id that it was sent, and says no more of it.
      const said = bytesOf(answer).replaceAll(id, nobodys)
      expect([told, id, said]).toEqual([told, id, bytesOf(absent)])
    }
    if (isInPath) continue
    for (const id of spoilt.body) {
      const answer = await ask(actor, endpoint, withId(absentCall, place, id))
      expect([told, id, [400, 401, 403, 404]]).toEqual([
        told,
        id,
        expect.arrayContaining([answer.status]),
      ])
    }
  }
}

describe('ids that are not for the call are answered like ids that are not there', () => {
  // No session becomes an hour old in the middle, and is answered with another cookie.
  let renewedAt = 0
  beforeEach(async () => {
    if (world.clock() - renewedAt < 20 * 60_000) return
    await renewAll()
    renewedAt = world.clock()
  })

  test.for(all)('[A12] [A50] %s', async ([name, endpoint]) => {
    const row = rows[name]
    for (const [place, is] of Object.entries(row?.ids ?? {})) {
      if (row) await tryIds(endpoint, row, place, is)
    }
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

test('[A51] what is not for somebody takes as long as what does not exist', async () => {
  const { a, actors, b, known } = world
  const places = [
    ['getStrategy', b.id],
    ['getPage', b.page],
    ['getPage', a.narrowed],
    ['getPageContent', b.page],
    ['listMembers', b.id],
    ['endInvitation', known.invitation],
    ['deleteToken', known.token],
    ['endSession', known.session],
  ] as const
  const reader = actors.find(({ name }) => name === 'reader of A')
  if (!reader) throw new Error('nobody reads')
  for (const [name, id] of places) {
    const times: { readonly forbidden: number[]; readonly absent: number[] } = {
      forbidden: [],
      absent: [],
    }
    for (let round = 0; round < 41; round += 1) {
      for (const kind of ['forbidden', 'absent'] as const) {
        const since = performance.now()
        const params = { id: kind === 'forbidden' ? id : newId(pageId) }
        const { status } = await ask(reader, endpoints[name], { params })
        times[kind].push(performance.now() - since)
        expect([name, kind, status]).toEqual([name, kind, 404])
      }
    }
    const [forbidden, absent] = [median(times.forbidden), median(times.absent)]
    // The same class, not the same figure: others use the machine too.
    const limit = 2 + 3 * Math.min(forbidden, absent)
    expect([name, Math.max(forbidden, absent) < limit]).toEqual([name, true])
  }
})

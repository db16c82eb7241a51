/** Every message by everybody: what it does, what comes back, who is cut off. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import * as encoding from 'lib0/encoding'
import { pageId } from '#contract/ids.ts'
import type { OrganisationRole, StrategyRole } from '#contract/permissions.ts'
import { messageType } from '#contract/wire.ts'
import { elementFor } from '../../server/rooms/content.ts'
import { launchApp, type RunningApp, throwReported } from '../support/app.ts'
import { CollabClient } from '../support/collab-client.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { join, tokenOf } from '../support/person.ts'
import { Probe } from '../support/probe.ts'
import { awarenessMessage, syncMessage } from '../support/raw-socket.ts'
import { changeStoredPerson } from '../support/stored-person.ts'
import { type Member, Wiki } from '../support/wiki.ts'

let app: RunningApp
let wiki: Wiki
let people = 0

beforeAll(async () => {
  app = await launchApp('', { storage: memoryStorage() })
  wiki = await Wiki.begin(app)
})
afterEach(() => {
  wiki.leave()
  throwReported(app)
})
afterAll(() => app.close())

interface Scene {
  readonly page: string
  readonly who: Member
}

interface As {
  readonly role: StrategyRole | null
  readonly organisation?: OrganisationRole
  /** Only this page, or only another one. */
  readonly only?: 'this' | 'another'
}

/** Somebody new with this role, and a new page. */
async function scene({ role, organisation = 'member', only }: As): Promise<Scene> {
  people += 1
  const signedIn = await join(wiki.aino, `Person${people}`, organisation)
  const who = { ...signedIn, token: await tokenOf(signedIn) }
  const page = await wiki.page()
  const another = only === 'another' ? await wiki.page() : page
  if (role) {
    await wiki.aino.browser.does('setMember', {
      params: { id: wiki.strategy, person: who.person.id },
      body: { role, pages: only ? [another] : null },
    })
  }
  return { page, who }
}

const change = (page: string, body: object) =>
  wiki.aino.browser.does('changePageAccess', { params: { id: page }, body })
const narrowed = async (as: As, role: StrategyRole | null) => {
  const made = await scene(as)
  const named = role ? [{ person: made.who.person.id, role }] : []
  await change(made.page, { narrowed: { others: null, named } })
  return made
}
const locked = async (as: As) => {
  const made = await scene(as)
  await change(made.page, { locked: true })
  return made
}

/** Who comes in, and what they are told may be done. */
type Mode = 'normal' | 'read-only' | 'locked'
const inside: Readonly<Record<string, readonly [Mode, () => Promise<Scene>]>> = {
  'a facilitator': ['normal', () => scene({ role: 'facilitator' })],
  'an editor': ['normal', () => scene({ role: 'editor' })],
  'a commenter': ['read-only', () => scene({ role: 'commenter' })],
  'a reader': ['read-only', () => scene({ role: 'reader' })],
  'a guest as editor': ['normal', () => scene({ role: 'editor', organisation: 'guest' })],
  'a guest as commenter': ['read-only', () => scene({ role: 'commenter', organisation: 'guest' })],
  'a guest as reader': ['read-only', () => scene({ role: 'reader', organisation: 'guest' })],
  'a guest on their only page': [
    'normal',
    () => scene({ role: 'editor', organisation: 'guest', only: 'this' }),
  ],
  'an editor named as such on a narrowed page': [
    'normal',
    () => narrowed({ role: 'editor' }, 'editor'),
  ],
  'an editor named as reader on a narrowed page': [
    'read-only',
    () => narrowed({ role: 'editor' }, 'reader'),
  ],
  'a reader named as editor on a narrowed page': [
    'read-only',
    () => narrowed({ role: 'reader' }, 'editor'),
  ],
  'a facilitator of a page narrowed to nobody': [
    'normal',
    () => narrowed({ role: 'facilitator' }, null),
  ],
  'a facilitator on a locked page': ['locked', () => locked({ role: 'facilitator' })],
  'an editor on a locked page': ['locked', () => locked({ role: 'editor' })],
  'a reader on a locked page': ['read-only', () => locked({ role: 'reader' })],
}

/** Who doesn't, and how that is said. */
const outside: Readonly<Record<string, readonly [number, () => Promise<Scene>]>> = {
  'a guest off their only page': [
    404,
    () => scene({ role: 'editor', organisation: 'guest', only: 'another' }),
  ],
  'an editor who is not named on a narrowed page': [404, () => narrowed({ role: 'editor' }, null)],
  'a member without a role': [404, () => scene({ role: null })],
  'a guest without a role': [404, () => scene({ role: null, organisation: 'guest' })],
  'somebody deactivated': [
    401,
    async () => {
      const made = await scene({ role: 'editor' })
      const deactivatedAt = new Date().toISOString()
      await changeStoredPerson(app.storage, made.who.person, { deactivatedAt })
      return made
    },
  ],
  'a guest past their end': [
    401,
    async () => {
      const made = await scene({ role: 'editor', organisation: 'guest' })
      const endsAt = new Date().toISOString()
      await changeStoredPerson(app.storage, made.who.person, { endsAt })
      return made
    },
  ],
  'somebody whose token was revoked': [
    401,
    async () => {
      const made = await scene({ role: 'editor' })
      const [token] = (await made.who.browser.does('listTokens')).tokens
      await made.who.browser.does('deleteToken', { params: { id: token?.id ?? '' } })
      return made
    },
  ],
  'a facilitator of another strategy': [
    404,
    async () => {
      const made = await scene({ role: null })
      await made.who.browser.does('makeStrategy', { body: { name: 'Theirs', everyone: null } })
      return made
    },
  ],
}

const paragraph = (text: string) =>
  elementFor({ type: 'paragraph', content: [{ type: 'text', text }] })
const typed = (...parts: readonly (number | string)[]) =>
  encoding.encode((encoder) => {
    for (const part of parts) {
      if (typeof part === 'number') encoding.writeVarUint(encoder, part)
      else encoding.writeVarString(encoder, part)
    }
  })
/** A presence that anybody's program may send, under a Yjs client id. */
const presence = (client: number, text: string) =>
  awarenessMessage(typed(1, client, 1_000, JSON.stringify({ user: { name: text }, text })))

interface Outcome {
  /** Entries in the page's log. */
  readonly entries: 0 | 1
  /** Does whoever else is there see it? */
  readonly seen: boolean
  /** What comes back, to who asks for acknowledgements and to who doesn't. */
  readonly acknowledged: readonly string[]
  readonly stock: readonly string[]
}
const nothing: Outcome = { entries: 0, seen: false, acknowledged: [], stock: [] }
const written: Outcome = { entries: 1, seen: true, acknowledged: ['saved 2'], stock: [] }
const refused: Outcome = {
  entries: 0,
  seen: false,
  acknowledged: ['rejected 2 2'],
  stock: ['closed 4403'],
}
const ended: Outcome = { ...nothing, acknowledged: ['closed 4400'], stock: ['closed 4400'] }
const shown: Outcome = { ...nothing, seen: true }
const same = (outcome: Outcome) => ({ writing: outcome, reading: outcome })

type Make = (probe: Probe, text: string, witness: CollabClient) => Uint8Array | string
/** What each message does, by whoever may write and by whoever may not. */
const messages: Readonly<
  Record<string, { readonly writing: Outcome; readonly reading: Outcome; readonly make: Make }>
> = {
  'step 1': {
    ...same({ ...nothing, acknowledged: ['step2'], stock: ['step2'] }),
    make: () => syncMessage('step1', Uint8Array.of(0)),
  },
  'step 2 with a change': {
    // Stored as what really changed, which its sender may not know in that form.
    writing: { ...written, acknowledged: ['update', 'saved 2'], stock: ['update'] },
    reading: refused,
    make: (probe, text) =>
      syncMessage(
        'step2',
        probe.change((root) => root.push([paragraph(text)])),
      ),
  },
  'an empty step 2': {
    ...same({ ...nothing, acknowledged: ['saved 2'] }),
    make: () => syncMessage('step2', Uint8Array.of(0, 0)),
  },
  'an update that inserts': {
    writing: written,
    reading: refused,
    make: (probe, text) =>
      syncMessage(
        'update',
        probe.change((root) => root.push([paragraph(text)])),
      ),
  },
  'an update that deletes': {
    writing: { ...written, seen: false },
    reading: refused,
    make: (probe) =>
      syncMessage(
        'update',
        probe.change((root) => root.delete(1, 1)),
      ),
  },
  'presence of one’s own': {
    ...same(shown),
    make: (probe, text) => presence(probe.doc.clientID, text),
  },
  'presence as somebody else': {
    ...same(nothing),
    make: (_probe, text, witness) => presence(witness.doc.clientID, text),
  },
  'a question about presence': {
    ...same({ ...nothing, acknowledged: ['awareness'], stock: ['awareness'] }),
    make: () => typed(messageType.queryAwareness),
  },
  'auth, as the server would say it': {
    ...same(nothing),
    make: (_probe, text) => typed(messageType.auth, 0, text),
  },
  'saved, as the server would say it': {
    ...same(ended),
    make: () => typed(messageType.saved, 1, 1),
  },
  'rejected, as the server would say it': {
    ...same(ended),
    make: (_probe, text) => typed(messageType.rejected, 1, 1, text),
  },
  'state, as the server would say it': {
    ...same(ended),
    make: () => typed(messageType.state, 'normal'),
  },
  'packed, as the server would say it': {
    ...same(ended),
    make: () => typed(messageType.packed, 1),
  },
  'an unknown message': { ...same(ended), make: (_probe, text) => typed(4, text) },
  'an unknown message of a large number': {
    ...same(ended),
    make: (_probe, text) => typed(2 ** 40, text),
  },
  'an unknown kind of sync': { ...same(ended), make: () => typed(messageType.sync, 3, 0) },
  'a text frame': { ...same(ended), make: (_probe, text) => text },
  'an empty frame': { ...same(ended), make: () => new Uint8Array(0) },
  'a sync without a kind': { ...same(ended), make: () => typed(messageType.sync) },
}

const lastEntry = async (page: string) => (await app.storage.log.head(pageId.parse(page))).seq

/** Is somebody present with this text? */
const isPresent = ({ provider }: CollabClient, text: string) =>
  [...provider.awareness.getStates().values()].some((state) => state['text'] === text)

/** Resolves when the witness knows who was present before: who comes last is shown now. */
async function presenceShown(page: string, witness: CollabClient, text: string): Promise<void> {
  const marker = wiki.client(page, wiki.aino)
  await marker.untilSynced()
  marker.provider.awareness.setLocalStateField('text', text)
  await witness.until(() => isPresent(witness, text), 'shown')
  marker.destroy()
}

for (const [name, [mode, begin]] of Object.entries(inside)) {
  test(`[S4] [R45] every message by ${name}`, async () => {
    const { page, who } = await begin()
    const reading = await Probe.open({ url: app.url, page, token: wiki.aino.token }, false)
    if (typeof reading === 'number') throw new Error(`refused with ${reading}`)
    const witness = await wiki.fresh(page)
    witness.provider.awareness.setLocalStateField('text', 'the witness')
    let marks = 0
    for (const [what, { make, ...outcomes }] of Object.entries(messages)) {
      const outcome = mode === 'normal' ? outcomes.writing : outcomes.reading
      for (const ack of [true, false]) {
        marks += 1
        const text = `text ${marks};`
        const probe = await Probe.open({ url: app.url, page, token: who.token }, ack)
        if (typeof probe === 'number') throw new Error(`refused with ${probe}`)
        expect(probe.heard.filter((one) => one.startsWith('state'))).toEqual(
          ack ? [`state ${mode}`] : [],
        )
        const before = await lastEntry(page)
        const seen = reading.xml
        probe.heard.length = 0
        probe.send(make(probe, text, witness))
        await probe.settle()
        // What the server sent before its answer is there before it.
        await reading.settle()
        if (what.includes('presence')) await presenceShown(page, witness, `mark ${marks};`)
        const expected = ack ? outcome.acknowledged : outcome.stock
        // Others' comings and goings are told at any time, and sometimes all at once.
        const asked = expected.includes('awareness')
        const heard = probe.heard.filter((one) => asked || one !== 'awareness')
        if (probe.closeCode !== null) heard.push(`closed ${probe.closeCode}`)
        const told = `${what}${ack ? '' : ', without acknowledgements'}`
        // Whatever a program calls itself, others see the true name.
        const present = JSON.stringify([...witness.provider.awareness.getStates().values()])
        expect([told, present]).toEqual([told, expect.not.stringContaining(`"name":"${text}"`)])
        expect({
          told,
          entries: (await lastEntry(page)) - before,
          seen: reading.xml.includes(text) || isPresent(witness, text),
          changed: reading.xml !== seen,
          heard: asked ? [...new Set(heard)] : heard,
        }).toEqual({
          told,
          entries: outcome.entries,
          seen: outcome.seen,
          changed: outcome.entries > 0,
          heard: expected,
        })
        probe.close()
      }
    }
    reading.close()
    const [own] = [...witness.provider.awareness.getStates()].filter(
      ([client]) => client === witness.doc.clientID,
    )
    expect(own?.[1]).toMatchObject({ text: 'the witness' })
    for await (const { author, kind } of app.storage.log.read(pageId.parse(page), 2)) {
      expect([author, ['edit', 'offline']]).toEqual([who.person.id, expect.arrayContaining([kind])])
    }
  })
}

test('[S6] [R45] whoever may not come in is refused before there is a socket', async () => {
  for (const [name, [status, begin]] of Object.entries(outside)) {
    const { page, who } = await begin()
    for (const ack of [true, false]) {
      expect([name, await Probe.open({ url: app.url, page, token: who.token }, ack)]).toEqual([
        name,
        status,
      ])
    }
  }
})

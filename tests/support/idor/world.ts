/**
 * Two strategies that know nothing of each other, and everybody who might try to get from one to
 * the other: for the matrix of ids (`tests/journeys/idor.test.ts`).
 */
import * as Y from 'yjs'
import {
  approvalId,
  editionId,
  feedbackId,
  newId,
  noticeId,
  type PageId,
  pageId,
  scaleId,
  unitId,
} from '#contract/ids.ts'
import type { OrganisationRole, StrategyRole } from '#contract/permissions.ts'
import type { Person } from '#contract/records.ts'
import { organisationPartition, sessionsPartition } from '../../../server/storage/records.ts'
import { appendBlocks, node, scalesBlock } from '../blocks.ts'
import { launchApp, type RunningApp } from '../app.ts'
import { memoryStorage } from '../memory-storage.ts'
import { send } from '../page-files.ts'
import { type Answer, Browser, emailOf, join, setUp, type SignedIn, tokenOf } from '../person.ts'
import { spotOf } from '../spots.ts'
import { changeStoredPerson } from '../stored-person.ts'

/** Of what an id is. */
export const idKinds = [
  'strategy',
  'page',
  'file',
  'person',
  'unit',
  'session',
  'token',
  'invitation',
  'scale',
  'template',
  'version',
  'thread',
  'comment',
  'notice',
  'approval',
  'edition',
  'feedback',
] as const
export type IdKind = (typeof idKinds)[number]

/** In the order in which the table tells their outcomes. */
const actorNames = [
  'administrator',
  'administrator whose password was given long ago',
  'administrator by token',
  'facilitator of A',
  'editor of A',
  'commenter of A',
  'reader of A',
  'member without a role',
  'guest on one page of A',
  'guest past their end',
  'deactivated editor of A',
  'nobody',
] as const

export interface Actor {
  readonly name: (typeof actorNames)[number]
  readonly browser: Browser
  /** Null for nobody. */
  readonly person: Person | null
  readonly token: string | null
}

/** What a request is made of, beside who makes it. */
export interface Call {
  readonly params?: Readonly<Record<string, string>> | undefined
  readonly body?: unknown
}

/** A thread with its first comment, and a proposal that was declined. */
export interface Said {
  readonly thread: string
  readonly comment: string
  readonly proposal: string
}

export interface World {
  readonly app: RunningApp
  /** Milliseconds since 1970, as the server takes it. */
  readonly clock: () => number
  readonly admin: SignedIn
  readonly actors: readonly Actor[]
  /** The strategy that the actors belong to, and pages of it. */
  readonly a: {
    readonly id: string
    /** The guest's only page. */
    readonly shared: string
    readonly plain: string
    /** For facilitators, and for the editor as a reader. */
    readonly narrowed: string
    readonly locked: string
    readonly trashed: string
    /** With `below` under it. */
    readonly above: string
    readonly below: string
    /** In another language than all others. */
    readonly inSwedish: string
  }
  /** `scale` is on its page alone; `known.scale` is on every page of A. */
  readonly b: {
    readonly id: string
    readonly page: string
    readonly scale: string
    readonly version: string
  }
  /** A file of each page of A, and of B's. */
  readonly files: Readonly<Record<string, string>>
  /** What the one who set it all up said on each page of A, and on B's. */
  readonly said: Readonly<Record<string, Said>>
  /** A strategy that is there to be joined. */
  readonly elsewhere: string
  /** Somebody without a role anywhere, to be looked after by administrators. */
  readonly subject: SignedIn
  /** Somebody who has a role in B alone. */
  readonly foreigner: SignedIn
  /** A unit to which nobody belongs. */
  unit(): Promise<string>
  /** A number that was not given before, for names. */
  number(): number
  /** What was made once for calls that leave it as it is. */
  readonly staying: Map<string, Promise<string>>
  /** Ids of each kind that are really there. */
  readonly known: Readonly<Record<IdKind, string>>
  /** Asks as somebody; a cookie that comes with the answer is not kept. */
  ask(actor: Actor, method: string, path: string, body: unknown): Promise<Answer>
  /** Gives the actor a session of their own again, if they may have one. */
  renew(actor: Actor): Promise<void>
}

const longAgo = 31 * 60_000
/** So much time passes with each request that nobody asks for changes too fast, milliseconds. */
const step = 110

/** On a server of its own, which the test closes. */
export async function makeWorld(): Promise<World> {
  const began = Date.now()
  let passed = longAgo
  const storage = memoryStorage()
  const clock = () => began + passed
  const app = await launchApp('', { storage, clock })
  const admin = await setUp(app)
  const { browser } = admin
  let made = 0
  const number = () => (made += 1)

  const makeStrategy = async (name: string) => {
    const { id } = await browser.does('makeStrategy', { body: { name, everyone: null } })
    const page = async (title: string, more: { parent?: PageId; language?: 'sv' } = {}) =>
      (await browser.does('makePage', { params: { id }, body: { title, ...more } })).id
    return { id, page }
  }
  const inA = await makeStrategy('A')
  const inB = await makeStrategy('B')
  const above = await inA.page('Above')
  const a = {
    id: inA.id,
    shared: await inA.page('Shared'),
    plain: await inA.page('Plain'),
    narrowed: await inA.page('Narrowed'),
    locked: await inA.page('Locked'),
    trashed: await inA.page('Trashed'),
    above,
    below: await inA.page('Below', { parent: above }),
    inSwedish: await inA.page('På svenska', { language: 'sv' }),
  }
  const ofB = { id: inB.id, page: await inB.page('Foreign'), scale: newId(scaleId) }
  const versionOf = async (page: string) =>
    (await browser.does('makeVersion', { params: { id: page }, body: { name: 'Begun' } })).id
  const b = { ...ofB, version: await versionOf(ofB.page) }
  const scale = newId(scaleId)
  const { id: _, ...pagesOfA } = a
  for (const page of [...Object.values(pagesOfA), b.page]) {
    const blocks = [scalesBlock([page === b.page ? b.scale : scale])]
    await appendBlocks(storage, page, blocks, { author: admin.person.id, at: clock() })
  }

  const files: Record<string, string> = {}
  for (const page of [a.shared, a.plain, a.narrowed, a.locked, b.page]) {
    const { id: file, name, size } = await send(browser, page, Buffer.from('words'))
    files[page] = file
    const block = node('file', { file, page, name, size })
    await appendBlocks(storage, page, [block], { author: admin.person.id, at: clock() })
  }

  const say = async (page: string): Promise<Said> => {
    const params = { id: page }
    const doc = new Y.Doc()
    for await (const { update } of storage.log.read(pageId.parse(page), 1)) {
      Y.applyUpdate(doc, update)
    }
    const begin = { spot: spotOf(doc, 'We talk openly'), proposal: 'We listen' }
    const proposal = await browser.does('beginThread', { params, body: begin })
    await browser.does('endThread', {
      params: { ...params, thread: proposal.id },
      body: { ending: { fate: 'declined', reason: '' } },
    })
    const { comments, id } = await browser.does('beginThread', { params, body: { text: 'Said' } })
    return { thread: id, comment: comments[0]?.id ?? '', proposal: proposal.id }
  }
  const said: Record<string, Said> = {}
  for (const page of [a.shared, a.plain, a.narrowed, a.locked, a.trashed, b.page]) {
    said[page] = await say(page)
  }

  const give = async (
    { person }: SignedIn,
    role: StrategyRole,
    pages: string[] | null = null,
    id = a.id,
  ) => {
    const params = { id, person: person.id }
    await browser.does('setMember', { params, body: { role, pages } })
  }
  const people: [Actor['name'], string, OrganisationRole, StrategyRole | null][] = [
    ['administrator', 'Admin', 'admin', null],
    ['administrator whose password was given long ago', 'Stale', 'admin', null],
    ['administrator by token', 'Token', 'admin', null],
    ['facilitator of A', 'Facilitator', 'member', 'facilitator'],
    ['editor of A', 'Editor', 'member', 'editor'],
    ['commenter of A', 'Commenter', 'member', 'commenter'],
    ['reader of A', 'Reader', 'member', 'reader'],
    ['member without a role', 'Member', 'member', null],
    ['guest on one page of A', 'Guest', 'guest', 'editor'],
    ['guest past their end', 'Past', 'guest', 'editor'],
    ['deactivated editor of A', 'Left', 'member', 'editor'],
  ]
  const actors: Actor[] = []
  for (const [name, called, organisationRole, role] of people) {
    const signedIn = await join(admin, called, organisationRole)
    if (name === 'administrator whose password was given long ago') {
      passed = 0
      await signedIn.browser.signIn(emailOf(called))
      passed = longAgo
    }
    if (role) await give(signedIn, role, name === 'guest on one page of A' ? [a.shared] : null)
    const token = name === 'administrator by token' ? await tokenOf(signedIn) : null
    actors.push({ name, token, ...signedIn })
  }
  actors.push({ name: 'nobody', browser: new Browser(app), person: null, token: null })

  const subject = await join(admin, 'Subject')
  const foreigner = await join(admin, 'Foreigner')
  await give(foreigner, 'editor', null, b.id)

  const named = actors.find(({ name }) => name === 'editor of A')?.person?.id ?? ''
  await browser.does('changePageAccess', {
    params: { id: a.narrowed },
    body: { narrowed: { others: null, named: [{ person: named, role: 'reader' }] } },
  })
  await browser.does('changePageAccess', { params: { id: a.locked }, body: { locked: true } })
  await browser.does('trashPage', { params: { id: a.trashed } })
  for (const { name, person } of actors) {
    const now = new Date(clock()).toISOString()
    if (!person) continue
    if (name === 'guest past their end') await changeStoredPerson(storage, person, { endsAt: now })
    if (name === 'deactivated editor of A') {
      await changeStoredPerson(storage, person, { deactivatedAt: now })
    }
  }

  const at = new Date(clock()).toISOString()
  const makeUnit = async () => {
    const id = newId(unitId)
    const value = { id, name: `Unit ${number()}`, createdAt: at }
    await storage.catalogue.transact(organisationPartition, [
      { do: 'put', collection: 'units', id, value, unique: [`for the test:${id}`] },
    ])
    return id
  }
  const inviting = await browser.does('makeStrategyInvitation', {
    params: { id: b.id },
    body: {
      label: 'Foreign',
      as: 'guest',
      role: 'reader',
      endsAt: new Date(clock() + 24 * 3_600_000).toISOString(),
    },
  })
  const facilitator = actors.find(({ name }) => name === 'facilitator of A')
  const template = await facilitator?.browser.does('saveTemplate', {
    params: { id: a.plain },
    body: { title: 'Ours', keyQuestion: '', purpose: '', keepText: false },
  })
  const known = {
    template: template?.id ?? '',
    strategy: a.id,
    page: a.plain,
    file: files[a.plain] ?? '',
    person: foreigner.person.id,
    unit: await makeUnit(),
    session: (await storage.catalogue.list(sessionsPartition, 'sessions'))[0]?.id ?? '',
    token: (await foreigner.browser.does('makeToken', { body: { name: 'Foreign' } })).id,
    invitation: inviting.id,
    scale,
    version: await versionOf(a.plain),
    thread: said[a.plain]?.thread ?? '',
    comment: said[a.plain]?.comment ?? '',
    notice: newId(noticeId),
    approval: newId(approvalId),
    edition: newId(editionId),
    feedback: newId(feedbackId),
  }

  return {
    app,
    clock,
    admin,
    actors,
    a,
    b,
    files,
    said,
    elsewhere: (await makeStrategy('Elsewhere')).id,
    subject,
    foreigner,
    known,
    staying: new Map(),
    number,

    unit: makeUnit,

    ask(actor, method, path, body) {
      passed += step
      const asking = new Browser(app)
      asking.cookie = actor.token === null ? actor.browser.cookie : null
      const headers = actor.token === null ? {} : { Authorization: `Bearer ${actor.token}` }
      return asking.ask(method, path, body, headers)
    },

    async renew({ browser: theirs, name, person }) {
      if (!person || name === 'guest past their end' || name === 'deactivated editor of A') return
      const now = passed
      if (name === 'administrator whose password was given long ago') passed -= longAgo
      await theirs.signIn(emailOf(person.name))
      passed = now
    },
  }
}

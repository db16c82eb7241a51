/** Approvals, editions and what their readers say: who gets what of which. */
import type { editionEndpoints, readerEndpoints, siteEndpoints } from '#contract/api/publishing.ts'
import { feedbackId, newId } from '#contract/ids.ts'
import { readersPartition } from '../../../server/storage/records.ts'
import { strategyId } from '#contract/ids.ts'
import { emailOf } from '../person.ts'
import type { IdPlace, Row, Target } from './row.ts'
import { at, foreign, inStrategies, pageOfA } from './strategy-rows.ts'
import type { Actor, World } from './world.ts'

const strategy: IdPlace = { of: 'strategy' }
/** Of B, of which nothing is in A. */
const approval: IdPlace = { of: 'approval', foreign: async (world) => [await askIn(world, inB)] }
const edition: IdPlace = {
  of: 'edition',
  foreign: async (world) => [await stayingEdition(world, inB)],
}
/** Whoever cannot read a page is not asked to approve it. */
const approver: IdPlace = { of: 'person', foreign: ({ foreigner }) => [foreigner.person.id] }

interface Where {
  readonly strategy: (world: World) => string
  readonly page: (world: World) => string
}
const inA = (page: 'narrowed' | 'plain' | 'shared'): Where => ({
  strategy: ({ a }) => a.id,
  page: ({ a }) => a[page],
})
const inB: Where = { strategy: ({ b }) => b.id, page: ({ b }) => b.page }

const asked = (page: string, person: string) => ({
  pages: [{ page, ownerRole: 'Head of communications' }],
  approvers: [{ person, role: 'Management group' }],
  note: '',
  reasons: false,
})

const publication = (slug: string) => ({
  ...{ slug, reach: 'network' as const, linkUntil: null, embedding: [], feedbackDays: null },
  confirmation: false,
})

/** Somebody is asked to approve a page: the administrator who set it all up. */
async function askIn(world: World, where: Where, person = world.admin.person.id): Promise<string> {
  const params = { id: where.strategy(world) }
  const body = asked(where.page(world), person)
  return (await world.admin.browser.does('askApproval', { params, body })).id
}

async function approvedIn(world: World, where: Where): Promise<string> {
  const id = await askIn(world, where)
  const params = { id: where.strategy(world), approval: id }
  const body = { what: 'approved', despite: 'Known', named: false } as const
  await world.admin.browser.does('answerApproval', { params, body })
  return id
}

/** Nothing waits to be published, and there is an address for what is. */
async function ready(world: World, where: Where): Promise<void> {
  const { browser, person } = world.admin
  const params = { id: where.strategy(world) }
  const { editions } = await browser.does('listEditions', { params })
  for (const { id, state } of editions) {
    if (state !== 'scheduled') continue
    await browser.does('cancelEdition', { params: { ...params, edition: id } })
  }
  const body = publication(params.id === world.b.id ? 'foreign' : 'ours')
  const { error } = await browser.tries('setPublication', { params, body })
  if (error?.code !== 'confirmation-needed') return
  await browser.signIn(emailOf(person.name))
  await browser.does('setPublication', { params, body })
}

/** One that no call of the table changes. */
function stayingEdition(world: World, where: Where): Promise<string> {
  const key = `edition of ${where.page(world)}`
  const made = world.staying.get(key) ?? editionIn(world, where)
  world.staying.set(key, made)
  return made
}

const wanted = (publishAt: string | null = null) => ({
  ...{ step: 'minor' as const, changeNote: '', validFrom: '2026-01-01', publishAt },
})

async function editionIn(world: World, where: Where, scheduled = false): Promise<string> {
  await ready(world, where)
  const params = { id: where.strategy(world), approval: await approvedIn(world, where) }
  const later = new Date(world.clock() + 24 * 3_600_000).toISOString()
  const body = wanted(scheduled ? later : null)
  return (await world.admin.browser.does('publishEdition', { params, body })).id
}

/** What a reader wrote about all of an edition. */
async function feedbackIn(world: World, where: Where): Promise<string> {
  const id = newId(feedbackId)
  const of = strategyId.parse(where.strategy(world))
  const value = {
    ...{
      id,
      strategy: of,
      edition: await stayingEdition(world, where),
      page: null,
      text: 'Well said',
    },
    ...{ name: '', person: null, language: 'en', at: new Date(world.clock()).toISOString() },
    ...{ answerBy: '2027-01-01', fate: null, codeHash: id },
  }
  await world.app.storage.catalogue.transact(readersPartition(of), [
    { do: 'put', collection: 'feedback', id, value, unique: [`code:${id}`] },
  ])
  return id
}

/** What the file of the page is called in the preview of an approval of it. */
async function fileOfPreview(world: World, where: Where, id: string): Promise<string> {
  const params = { id: where.strategy(world), approval: id }
  const { browser } = world.admin
  const { approval: of } = await browser.does('getApproval', { params })
  const title = of.pages[0]?.title.toLowerCase() ?? ''
  const page = { ...params, file: `${title}.html` }
  const { text } = await browser.tries('previewApproval', { params: page })
  const found = /"files\/([^"]+)"/.exec(text)?.[1]
  if (found === undefined) throw new Error(`There is no file in the preview of ${title}`)
  return found
}

/** The same call on pages of A that not everybody may read, and on one of B. */
function toEach(
  gets: Readonly<Record<'narrowed' | 'plain' | 'shared', string>>,
  inForeign: string,
  call: (world: World, where: Where, actor: Actor) => Promise<object>,
): Row['targets'] {
  const to = (which: string, where: Where): Target =>
    at(which, where.strategy, (world, actor) => call(world, where, actor))
  return {
    'the guest’s page': to(gets.shared, inA('shared')),
    'a plain page': to(gets.plain, inA('plain')),
    'a narrowed page': to(gets.narrowed, inA('narrowed')),
    'a page of B': to(inForeign, inB),
  }
}

const read = {
  plain: 'ooo oooo -- !!!',
  shared: 'ooo oooo -o !!!',
  narrowed: 'ooo oo-- -- !!!',
}
const manage = 'ooo oxxx -x !!!'
const managed = { plain: manage, shared: manage, narrowed: manage }
const confirm = 'ocx oxxx -x !!!'
const confirmed = { plain: confirm, shared: confirm, narrowed: confirm }
const foreignConfirmed = 'ocx ---- -- !!!'
const onApproval = { 'params.id': strategy, 'params.approval': approval }
const onEdition = { 'params.id': strategy, 'params.edition': edition }

export const editionRows: Readonly<Record<keyof typeof editionEndpoints, Row>> = {
  listEditions: { ids: { 'params.id': strategy }, targets: inStrategies('ooo oooo -o !!!') },
  askApproval: {
    ids: {
      'params.id': strategy,
      'body.pages[].page': pageOfA,
      'body.approvers[].person': approver,
    },
    targets: toEach(managed, foreign, async (world, where) => ({
      body: asked(where.page(world), world.admin.person.id),
    })),
  },
  checkPages: {
    ids: { 'params.id': strategy, 'body.pages[]': pageOfA },
    targets: toEach(read, foreign, async (world, where) => ({
      body: { pages: [where.page(world)] },
    })),
  },
  getApproval: {
    ids: onApproval,
    targets: toEach(read, foreign, async (world, where) => ({
      params: { approval: await askIn(world, where) },
    })),
  },
  answerApproval: {
    ids: onApproval,
    targets: {
      ...toEach(
        { plain: 'xxx xxxx -- !!!', shared: 'xxx xxxx -x !!!', narrowed: 'xxx xx-- -- !!!' },
        'xxx ---- -- !!!',
        async (world, where) => ({
          params: { approval: await askIn(world, where) },
          body: { what: 'returned', reason: 'Not yet' },
        }),
      ),
      'somebody who is asked': at(
        read.plain,
        ({ a }) => a.id,
        async (world, { name, person }) => {
          const mayBe = !/^(member|guest|deactivated|nobody)/.test(name)
          const who = mayBe ? person?.id : undefined
          return {
            params: { approval: await askIn(world, inA('plain'), who) },
            body: { what: 'returned', reason: 'Not yet' },
          }
        },
      ),
    },
  },
  cancelApproval: {
    ids: onApproval,
    targets: toEach(managed, foreign, async (world, where) => ({
      params: { approval: await askIn(world, where) },
    })),
  },
  publishEdition: {
    ids: onApproval,
    targets: toEach(confirmed, foreignConfirmed, async (world, where) => {
      await ready(world, where)
      return { params: { approval: await approvedIn(world, where) }, body: wanted() }
    }),
  },
  withdrawEdition: {
    ids: onEdition,
    targets: toEach(confirmed, foreignConfirmed, async (world, where) => ({
      params: { edition: await editionIn(world, where) },
      body: { reason: 'A mistake' },
    })),
  },
  cancelEdition: {
    ids: onEdition,
    targets: toEach(managed, foreign, async (world, where) => ({
      params: { edition: await editionIn(world, where, true) },
    })),
  },
}

export const siteRows: Readonly<Record<keyof typeof siteEndpoints, Row>> = {
  setPublication: {
    ids: { 'params.id': strategy },
    targets: {
      'strategy A': at(
        confirm,
        ({ a }) => a.id,
        () => ({ body: publication('ours') }),
      ),
      'strategy B': at(
        foreignConfirmed,
        ({ b }) => b.id,
        () => ({ body: publication('foreign') }),
      ),
    },
  },
  previewApproval: {
    ids: onApproval,
    targets: toEach(read, foreign, async (world, where) => ({
      params: { approval: await askIn(world, where), file: 'index.html' },
    })),
  },
  previewApprovalFile: {
    ids: onApproval,
    targets: toEach(read, foreign, async (world, where) => {
      const approval = await askIn(world, where)
      return { params: { approval, file: await fileOfPreview(world, where, approval) } }
    }),
  },
  exportEdition: {
    ids: onEdition,
    // The network may read what is published, whatever stands in the draft.
    targets: toEach(
      { plain: read.shared, shared: read.shared, narrowed: read.shared },
      foreign,
      async (world, where) => ({
        params: { edition: await stayingEdition(world, where), format: 'paste' },
      }),
    ),
  },
}

export const readerRows: Readonly<Record<keyof typeof readerEndpoints, Row>> = {
  setConsent: {
    ids: { 'params.id': strategy },
    targets: inStrategies('ooo oooo -o !!!', () => ({ body: { named: true } })),
  },
  listFeedback: { ids: { 'params.id': strategy }, targets: inStrategies('ooo oooo -o !!!') },
  answerFeedback: {
    ids: {
      'params.id': strategy,
      'params.feedback': {
        of: 'feedback',
        foreign: async (world) => [await feedbackIn(world, inB)],
      },
    },
    targets: toEach(
      { plain: 'ooo o--- -- !!!', shared: 'ooo o--- -- !!!', narrowed: 'ooo o--- -- !!!' },
      foreign,
      async (world, where) => ({
        params: { feedback: await feedbackIn(world, where) },
        body: { fate: 'answered', reason: 'Thank you' },
      }),
    ),
  },
  removeFeedback: {
    ids: {
      'params.id': strategy,
      'body.feedback[]': {
        of: 'feedback',
        foreign: async (world) => [await feedbackIn(world, inB)],
      },
    },
    targets: toEach(managed, foreign, async (world, where) => ({
      body: { feedback: [await feedbackIn(world, where)] },
    })),
  },
  getReadings: { ids: { 'params.id': strategy }, targets: inStrategies(manage) },
}

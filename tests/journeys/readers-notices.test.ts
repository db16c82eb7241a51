import { expect, test } from 'vitest'
import { approvalId, editionId, newId, strategyId } from '#contract/ids.ts'
import { editionsPartition, readersPartition } from '../../server/storage/records.ts'
import { toldLater } from '../../server/storage/told-later.ts'
import { emailOf } from '../support/person.ts'
import { ReadWiki } from '../support/read-wiki.ts'
import { day, ToldWiki } from '../support/told-wiki.ts'
import type { Member } from '../support/wiki.ts'

const inboxOf = async (who: Member) => (await who.browser.does('listNotices')).notices
const kindsOf = async (who: Member) => (await inboxOf(who)).map(({ kind }) => kind)

/** Everything that waits of publishing has been told. */
async function told(read: ReadWiki) {
  const strategy = strategyId.parse(read.wiki.strategy)
  for (const partition of [editionsPartition(strategy), readersPartition(strategy)]) {
    await expect
      .poll(() => read.told.app.storage.catalogue.list(partition, 'outbox'), { timeout: 20_000 })
      .toEqual([])
  }
}

test('[P416] who is asked to approve is told so at once, and who asked is told the answer', async () => {
  const read = await ReadWiki.begin()
  const { wiki } = read
  const manager = await wiki.person('Manager', 'reader')
  const { aino } = wiki
  await read.publish('minor', [read.tone, read.goals], manager)
  await told(read)
  const [asked] = (await inboxOf(manager)).filter(({ kind }) => kind === 'approval')
  expect(asked).toMatchObject({
    ...{ byName: 'Aino', excerpt: 'Before the summer', isWide: true, page: read.tone },
    ...{ strategyName: 'Our strategy', thread: null, due: false },
  })
  const [answered] = (await inboxOf(aino)).filter(({ kind }) => kind === 'approval-answer')
  expect(answered).toMatchObject({
    ...{ answer: 'approved', byName: 'Manager', excerpt: 'We begin with this' },
    approval: asked?.approval,
  })
})

test('[P417] whoever owns, wrote or commented is told that an edition came out, nobody else', async () => {
  const read = await ReadWiki.begin()
  const { wiki } = read
  const begun = (name: string) => wiki.person(name, 'editor')
  const [owner, deputy] = [await begun('Owner'), await begun('Deputy')]
  const [writer, commenter] = [await begun('Writer'), await begun('Commenter')]
  const [narrowed, nobody] = [await begun('Narrowed'), await begun('Nobody')]
  await read.owns(read.tone, { owner, deputy })
  const client = await wiki.client(read.goals, writer, { ack: true }).untilSynced()
  client.add('Written')
  await client.until(() => client.complete, 'saved')
  await read.told.says(commenter, read.goals, 'Well said')
  await read.told.says(narrowed, read.goals, 'Not for me any more')
  const { id: editor } = narrowed.person
  const others = { others: 'editor' as const, named: [{ person: editor, role: 'reader' as const }] }
  await wiki.aino.browser.does('changePageAccess', {
    params: { id: read.goals },
    body: { narrowed: others },
  })
  await wiki.setRole(narrowed, null)
  await read.publish()
  await told(read)
  const of = async (who: Member) => (await inboxOf(who)).filter(({ kind }) => kind === 'published')
  expect(await of(owner)).toMatchObject([{ page: read.tone, number: '1.0', excerpt: 'Shorter' }])
  expect(await of(deputy)).toMatchObject([{ page: read.tone }])
  expect(await of(writer)).toMatchObject([{ page: read.goals }])
  expect(await of(commenter)).toMatchObject([{ page: read.goals }])
  expect([await of(narrowed), await of(nobody), await of(wiki.aino)]).toEqual([[], [], []])
})

test('[P418] feedback reaches the owner, or the deputy, or those who facilitate', async () => {
  const read = await ReadWiki.begin()
  const { wiki } = read
  const owner = await wiki.person('Owner', 'editor')
  const deputy = await wiki.person('Deputy', 'editor')
  const facilitator = await wiki.person('Fanny', 'facilitator')
  await read.owns(read.tone, { owner, deputy })
  await read.publish()
  await read.writes('To the owner', { page: 'tone' })
  await read.writes('To all of you')
  await read.writes('Nobody owns this', { page: 'goals' })
  await read.owns(read.tone, { owner: null })
  await read.writes('To the deputy', { page: 'tone' })
  await told(read)
  const gone = { params: { id: deputy.person.id }, body: { active: false } }
  await wiki.aino.browser.signIn(emailOf('Aino'))
  await wiki.aino.browser.does('setPersonActive', gone)
  await read.writes('To whoever is left', { page: 'tone' })
  await told(read)
  const seen = async (who: Member) =>
    (await inboxOf(who)).filter(({ kind }) => kind === 'feedback').map(({ excerpt }) => excerpt)
  expect(await read.told.stored(owner)).toHaveLength(2)
  // They answer for it no more, and what was written is not theirs to read.
  expect(await seen(owner)).toEqual([''])
  expect((await read.told.stored(deputy)).map(({ kind }) => kind)).toContain('feedback')
  expect(await seen(facilitator)).toEqual([
    'To whoever is left',
    'Nobody owns this',
    'To all of you',
  ])
  // Whoever began the strategy facilitates it.
  expect(await seen(wiki.aino)).toEqual(await seen(facilitator))
  const wide = (await inboxOf(facilitator)).map(({ isWide, by, byName }) => [isWide, by, byName])
  expect(wide.slice(0, 3)).toEqual([
    [false, null, null],
    [false, null, null],
    [true, null, null],
  ])
})

test('[P419] the working day before an answer is due, one is reminded once of what waits', async () => {
  const read = await ReadWiki.begin()
  const owner = await read.wiki.person('Owner', 'editor')
  await read.owns(read.tone, { owner })
  await read.publish()
  // On Monday: promised by the next Monday.
  await read.writes('Still waiting', { page: 'tone' })
  await read.writes('Soon answered', { page: 'tone' })
  await told(read)
  const [answered] = (await read.feedback()).filter(({ text }) => text === 'Soon answered')
  await owner.browser.does('answerFeedback', {
    params: { id: read.wiki.strategy, feedback: answered?.id ?? '' },
    body: { fate: 'answered', reason: 'Here you are' },
  })
  const reminders = async () =>
    (await read.told.stored(owner)).filter(({ due }) => due).map(({ at }) => at.slice(0, 10))
  for (let n = 0; n < 3; n += 1) await read.told.dayGoesBy()
  expect(await reminders()).toEqual([])
  await read.told.dayGoesBy()
  expect(await reminders()).toEqual(['2026-11-27'])
  for (let n = 0; n < 6; n += 1) await read.told.dayGoesBy()
  expect(await reminders()).toEqual(['2026-11-27'])
})

test('[P420] what a kill left untold is told at the start, and nothing is told twice', async () => {
  const read = await ReadWiki.begin()
  const { wiki } = read
  const owner = await wiki.person('Owner', 'editor')
  await read.owns(read.tone, { owner })
  const { id } = await read.publish()
  await told(read)
  const before = await read.told.stored(owner)
  const strategy = strategyId.parse(wiki.strategy)
  const pages = before.map(({ page }) => page)
  await read.told.app.close()
  const common = { at: '2026-11-23T09:00:00.000Z', strategy, pages }
  const left = [
    toldLater({ ...common, what: 'published', by: null, edition: editionId.parse(id) }),
    toldLater({
      ...common,
      ...{ what: 'asked', by: null, approval: newId(approvalId), approvers: [owner.person.id] },
    }),
  ]
  // Twice: as if it had been killed after everybody was told, and before that was written down.
  for (let start = 0; start < 2; start += 1) {
    await ToldWiki.again(read.told, async ({ catalogue }) => {
      await catalogue.transact(
        editionsPartition(strategy),
        left.map((change) => (change.do === 'put' ? { ...change, expects: 0 } : change)),
      )
    })
    await told(read)
    await read.told.app.close()
  }
  await ToldWiki.again(read.told)
  const kinds = (await read.told.stored(owner)).map(({ kind }) => kind).toSorted()
  expect(kinds).toEqual(['approval', ...before.map(({ kind }) => kind), 'published'].toSorted())
})

test('[P421] who wants none of it is told nothing, and what was told of before is read as ever', async () => {
  const read = await ReadWiki.begin()
  const owner = await read.wiki.person('Owner', 'editor')
  await read.owns(read.tone, { owner })
  await owner.browser.does('setWishes', { body: { ways: { published: 'off', feedback: 'off' } } })
  await read.publish()
  await read.writes('Nobody hears this', { page: 'tone' })
  await told(read)
  expect(await kindsOf(owner)).toEqual([])
  read.told.passes(day)
  await read.told.app.app.daily()
  expect(await kindsOf(owner)).toEqual([])
})

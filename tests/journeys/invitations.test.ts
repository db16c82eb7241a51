import { expect, test } from 'vitest'
import { createAccess } from '../../server/people/access.ts'
import { createInvitations } from '../../server/people/invitations.ts'
import { organisationPartition } from '../../server/storage/records.ts'
import { type RunningApp, startApp } from '../support/app.ts'
import { comeIn, inDays, invite } from '../support/invitations.ts'
import { join, setUp, type SignedIn } from '../support/person.ts'

const given = { label: 'Autumn', as: 'guest', endsAt: inDays(1) } as const

/** An organisation with a strategy that Berit facilitates. */
async function begin(app: RunningApp) {
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  const strategy = await berit.browser.does('makeStrategy', {
    body: { name: 'Ours', everyone: null },
  })
  return { aino, berit, strategy }
}

test('[A68] facilitators invite guests to their strategy, administrators members and anywhere', async () => {
  const app = await startApp()
  const { aino, berit, strategy } = await begin(app)
  const carl = await join(aino, 'Carl')
  const other = await aino.browser.does('makeStrategy', { body: { name: 'Theirs' } })
  const to = (who: SignedIn, id: string, more: object = {}) =>
    who.browser.tries('makeStrategyInvitation', {
      params: { id },
      body: { ...given, role: 'editor', ...more },
    })
  expect((await to(berit, strategy.id)).status).toBe(201)
  expect((await to(berit, strategy.id, { as: 'member' })).status).toBe(403)
  expect((await to(aino, strategy.id, { as: 'member' })).status).toBe(201)
  expect((await to(carl, strategy.id)).status).toBe(404)
  expect((await to(carl, other.id)).status).toBe(403)
  expect((await to(berit, strategy.id, { role: 'facilitator' })).status).toBe(400)

  const [own = '', foreign = ''] = [strategy.pages[0], other.pages[0]]
  expect((await to(berit, strategy.id, { pages: [own] })).status).toBe(201)
  expect((await to(berit, strategy.id, { pages: [own, foreign] })).status).toBe(404)
  const nowhere = await to(berit, strategy.id, { unit: 'a'.repeat(20) })
  expect(nowhere.error?.details).toEqual({ unit: 'unknown' })

  expect((await berit.browser.tries('makeInvitation', { body: given })).status).toBe(403)
  expect((await berit.browser.tries('listInvitations')).status).toBe(403)
  await aino.browser.does('makeInvitation', { body: { ...given, as: 'member' } })
  expect((await aino.browser.does('listInvitations')).invitations).toHaveLength(4)
  const list = { params: { id: strategy.id } }
  const { invitations } = await berit.browser.does('listStrategyInvitations', list)
  expect(invitations).toHaveLength(3)
  const [newest, , oldest] = invitations
  expect(newest?.strategy?.pages).toEqual([own])
  expect(oldest?.strategy).toEqual({ id: strategy.id, role: 'editor', pages: null })
  expect((await carl.browser.tries('listStrategyInvitations', list)).status).toBe(404)
})

test('[A68] an invitation ends within a year, and guests may stay until it ends or longer', async () => {
  const app = await startApp()
  const { aino } = await begin(app)
  const make = async (more: object) => {
    const answer = await aino.browser.tries('makeInvitation', { body: { ...given, ...more } })
    return answer.status === 201 ? 'made' : answer.error?.details
  }
  expect(await make({ endsAt: inDays(-1) })).toEqual({ endsAt: 'past' })
  expect(await make({ endsAt: inDays(400) })).toEqual({ endsAt: 'too-far' })
  expect(await make({ endsAt: inDays(365) })).toBe('made')
  expect(await make({ guestsUntil: inDays(0.5) })).toEqual({ guestsUntil: 'before-end' })
  expect(await make({ guestsUntil: given.endsAt })).toBe('made')
  expect(await make({ guestsUntil: inDays(30) })).toBe('made')
  expect(await make({ as: 'member', guestsUntil: inDays(30) })).toEqual({
    guestsUntil: 'guests-only',
  })
})

test('[A68] there are two hundred open invitations to one place at most', async () => {
  const app = await startApp()
  const { aino, berit, strategy } = await begin(app)
  const first = await invite(berit, strategy.id)
  for (let i = 0; i < 199; i += 1) await invite(aino, strategy.id)
  const body = { ...given, role: 'reader' } as const
  const more = () =>
    aino.browser.tries('makeStrategyInvitation', { params: { id: strategy.id }, body })
  expect((await more()).error?.details).toEqual({ invitations: 'too-many' })
  await aino.browser.does('makeInvitation', { body: given })
  await berit.browser.does('endInvitation', { params: { id: first.id } })
  expect((await more()).status).toBe(201)
})

test('[A69] a code is told once and only its hash is stored; a new one replaces it', async () => {
  const app = await startApp()
  const { aino, berit, strategy } = await begin(app)
  const first = await invite(berit, strategy.id)
  expect(first.code).toMatch(/^[a-hjkmnp-z2-9]{4}-[a-hjkmnp-z2-9]{4}-[a-hjkmnp-z2-9]{4}$/)
  const list = { params: { id: strategy.id } }
  const listed = await berit.browser.tries('listStrategyInvitations', list)
  expect(listed.text).not.toMatch(/code|usedAt/)
  const stored = await app.storage.catalogue.list(organisationPartition, 'invitations')
  expect(JSON.stringify(stored)).not.toContain(first.code)
  expect(JSON.stringify(stored)).not.toContain(first.code.replaceAll('-', ''))

  const params = { id: first.id }
  const second = await berit.browser.does('renewCode', { params })
  expect(second).toEqual({ ...first, code: second.code })
  expect(second.code).not.toBe(first.code)
  expect((await comeIn(aino, first.code)).reason).toBe('unknown')
  const typed = ` ${second.code.toUpperCase().replaceAll('-', '–').replace('–', ' ')} `
  expect((await comeIn(aino, typed)).answer.status).toBe(201)
})

test('[A69] invitations are changed by who could have made them', async () => {
  const app = await startApp()
  const { aino, berit, strategy } = await begin(app)
  const carl = await join(aino, 'Carl')
  const forMembers = await invite(aino, strategy.id, { as: 'member' })
  const intoAll = await aino.browser.does('makeInvitation', { body: given })
  const renew = (who: SignedIn, id: string) => who.browser.tries('renewCode', { params: { id } })
  const end = (who: SignedIn, id: string) => who.browser.tries('endInvitation', { params: { id } })
  expect((await renew(berit, forMembers.id)).status).toBe(403)
  expect((await renew(carl, forMembers.id)).status).toBe(404)
  expect((await renew(berit, intoAll.id)).status).toBe(404)
  expect((await end(berit, intoAll.id)).status).toBe(404)
  expect((await end(berit, forMembers.id)).status).toBe(204)
  expect((await end(berit, forMembers.id)).status).toBe(204)
  expect((await renew(aino, forMembers.id)).error).toMatchObject({
    code: 'conflict',
    details: { invitation: 'over' },
  })
  expect((await comeIn(aino, forMembers.code)).reason).toBe('ended')
})

test('[A69] whoever is shut out takes no invitation of theirs along', async () => {
  const app = await startApp()
  const { aino, berit, strategy } = await begin(app)
  const bys = await invite(berit, strategy.id)
  const kept = await invite(aino, strategy.id)
  await aino.browser.does('setPersonActive', {
    params: { id: berit.person.id },
    body: { active: false },
  })
  expect((await comeIn(aino, bys.code)).reason).toBe('ended')
  expect((await comeIn(aino, kept.code)).answer.status).toBe(201)
})

test('[A70] what is over stays listed for ninety days, and is forgotten then', async () => {
  let now = Date.now()
  const app = await startApp({ clock: () => now })
  const { catalogue } = app.storage
  const { aino, berit, strategy } = await begin(app)
  const ends = await invite(berit, strategy.id, { endsAt: inDays(10, now) })
  const once = await invite(berit, strategy.id, { endsAt: inDays(300, now), most: 1 })
  const open = await invite(berit, strategy.id, { endsAt: inDays(300, now) })
  expect((await comeIn(aino, once.code)).answer.status).toBe(201)
  const listed = async () => {
    await aino.browser.signIn('aino@example.org')
    const clock = () => now
    const access = createAccess(catalogue, clock)
    await createInvitations({ access, catalogue, bus: app.bus, clock }).sweep()
    const { invitations } = await aino.browser.does('listInvitations')
    return new Set(invitations.map(({ id }) => id))
  }
  const day = 24 * 3_600_000
  now += 89 * day
  expect(await listed()).toEqual(new Set([ends.id, once.id, open.id]))
  expect((await comeIn(aino, once.code)).reason).toBe('used')
  now += 2 * day
  expect(await listed()).toEqual(new Set([ends.id, open.id]))
  expect((await comeIn(aino, once.code)).reason).toBe('unknown')
  now += 10 * day
  expect(await listed()).toEqual(new Set([open.id]))
  expect(await catalogue.list(organisationPartition, 'arrivals')).toEqual([])
})

test('[A67] invitations of a unit that is removed follow its people', async () => {
  const app = await startApp()
  const { aino, strategy } = await begin(app)
  const unit = (name: string) => aino.browser.does('addUnit', { body: { name } })
  const [sales, service] = [await unit('Sales'), await unit('Service')]
  const { code } = await invite(aino, strategy.id, { unit: sales.id })
  await aino.browser.does('removeUnit', { params: { id: sales.id }, body: { into: service.id } })
  const { answer } = await comeIn(aino, code)
  expect(answer.body).toMatchObject({ person: { unit: service.id } })
})

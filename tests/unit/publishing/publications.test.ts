import { newId, strategyId } from '#contract/ids.ts'
import { slug as slugShape } from '#contract/editions.ts'
import { expect, test } from 'vitest'
import {
  createPublications,
  hashOfCode,
  type PublicationAsked,
} from '../../../server/publishing/publications.ts'
import { memoryStorage } from '../../support/memory-storage.ts'

function begin() {
  const { catalogue } = memoryStorage()
  const published: unknown[] = []
  const publications = createPublications({
    bus: { publish: (message) => void published.push(message) },
    catalogue,
    passwords: { hash: async (password) => `hash of ${password}` },
  })
  return { catalogue, publications, published }
}

const asked = (more: Partial<PublicationAsked> = {}): PublicationAsked => ({
  slug: 'viestinta',
  reach: 'network',
  linkUntil: null,
  embedding: [],
  feedbackDays: 14,
  confirmation: false,
  newLink: false,
  ...more,
})

test('[P350] an address belongs to one strategy, and can be given up', async () => {
  const { publications, published } = begin()
  const [one, other] = [newId(strategyId), newId(strategyId)]
  await publications.set(one, asked())
  expect(published).toEqual([{ kind: 'publishing', strategy: one }])
  await expect(publications.set(other, asked())).rejects.toMatchObject({
    code: 'conflict',
    details: { slug: 'taken' },
  })
  expect(await publications.of(other)).toBeNull()
  await publications.set(one, asked({ slug: 'another' }))
  expect(await publications.bySlug('viestinta')).toBeNull()
  await publications.set(other, asked())
  expect((await publications.bySlug('viestinta'))?.strategy).toBe(other)
})

test('[P350] of two who want the same address at once one gets it', async () => {
  const { publications } = begin()
  const strategies = Array.from({ length: 8 }, () => newId(strategyId))
  const outcomes = await Promise.allSettled(
    strategies.map((strategy) => publications.set(strategy, asked())),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') {
      expect(outcome.reason).toMatchObject({ code: 'conflict', details: { slug: 'taken' } })
    }
  }
})

test('[P350] every name of a strategy gives an address that is free', async () => {
  const { publications } = begin()
  const suggest = (name: string) => publications.suggest({ id: newId(strategyId), name })
  expect(await suggest('Viestintä 2027')).toBe('viestinta-2027')
  expect(await suggest('  Blåbær & Ødegård  ')).toBe('blabaer-odegard')
  expect(await suggest('../../x')).toBe('x')
  expect(await suggest('戦略')).toBe('strategy')
  expect(await suggest('CON')).toBe('con')
  const names = ['', '-', 'a'.repeat(200), `${'a'.repeat(59)} b`, 'ﬁne', '😀', '\u0000', "Don't"]
  for (const name of names) expect(await suggest(name)).toMatch(/./)
  for (const name of names) expect(slugShape.safeParse(await suggest(name)).success).toBe(true)
  await publications.set(newId(strategyId), asked({ slug: 'viestinta-2027' }))
  await publications.set(newId(strategyId), asked({ slug: 'viestinta-2027-2' }))
  expect(await suggest('Viestintä 2027')).toBe('viestinta-2027-3')
  const own = newId(strategyId)
  await publications.set(own, asked({ slug: 'mine' }))
  expect(await publications.suggest({ id: own, name: 'Mine' })).toBe('mine')
})

test('[P351] a link is made when it is wanted, and its code is kept as a hash alone', async () => {
  const { catalogue, publications } = begin()
  const strategy = newId(strategyId)
  const first = await publications.set(strategy, asked())
  expect(first.code).toBeNull()
  const linked = await publications.set(strategy, asked({ reach: 'link' }))
  expect(linked.code).toMatch(/^[\w-]{43}$/)
  expect(linked.publication.codeHash).toBe(hashOfCode(linked.code ?? ''))
  const again = await publications.set(strategy, asked({ reach: 'link' }))
  expect(again.code).toBeNull()
  expect(again.publication.key).toBe(linked.publication.key)
  const other = await publications.set(strategy, asked({ reach: 'link', newLink: true }))
  expect(other.code).not.toBe(linked.code)
  expect(other.publication.key).not.toBe(linked.publication.key)
  const all = JSON.stringify(await catalogue.list('organisation', 'publications'))
  expect(all).not.toContain(linked.code)
  expect(all).not.toContain(other.code)
})

test('[P351] another password or reach ends what the link has opened; other settings do not', async () => {
  const { publications } = begin()
  const strategy = newId(strategyId)
  const keys: string[] = []
  const set = async (more: Partial<PublicationAsked>) => {
    const { publication } = await publications.set(strategy, asked({ reach: 'link', ...more }))
    keys.push(publication.key)
    return publication
  }
  await set({})
  await set({ password: 'long enough' })
  expect((await set({ feedbackDays: null })).passwordHash).toBe('hash of long enough')
  expect((await set({ password: null })).passwordHash).toBeNull()
  await set({ reach: 'network' })
  expect(keys[1]).not.toBe(keys[0])
  expect(keys[2]).toBe(keys[1])
  expect(new Set(keys).size).toBe(4)
})

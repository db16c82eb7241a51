import { expect, test, vi } from 'vitest'
import { removeAwarenessStates } from 'y-protocols/awareness'
import { type CollabClient, count } from '../support/collab-client.ts'
import { type Member, Wiki } from '../support/wiki.ts'
import { shareWiki } from '../support/shared-wiki.ts'

let wiki: Wiki
let berit: Member
let mallory: Member

shareWiki(
  async (begun) => {
    wiki = begun
    berit = await wiki.person('Berit', 'editor')
    mallory = await wiki.person('Mallory', 'editor')
  },
  { roomTimes: { tick: 100, keepAwake: 200, patience: 1_000 } },
)

const converged = (a: CollabClient, b: CollabClient) => vi.waitFor(() => expect(b.xml).toBe(a.xml))

const namesSeen = (client: CollabClient) =>
  [...client.provider.awareness.getStates().entries()]
    .filter(([id]) => id !== client.doc.clientID)
    .map(([, state]) => ((state['user'] ?? {}) as { name?: string }).name ?? '')

const byName = (a: string, b: string) => a.localeCompare(b)

test('[P1] two stock clients open a page, edit it and see the same', async () => {
  const page = await wiki.page()
  const one = wiki.client(page, wiki.aino)
  const two = wiki.client(page, berit)
  await Promise.all([one.untilSynced(), two.untilSynced()])
  expect(count(one.xml, '<title>')).toBe(1)
  for (let i = 0; i < 20; i++) (i % 2 === 0 ? one : two).add(`text ${i};`)
  await one.until(() => count(one.text, ';') === 20, 'complete')
  await converged(one, two)
  expect((await wiki.fresh(page)).xml).toBe(one.xml)
  expect([...one.closes, ...two.closes]).toEqual([])
})

test('[P2] what a stock client types while it connects arrives once', async () => {
  const page = await wiki.page()
  const reader = await wiki.fresh(page)
  const typist = wiki.client(page, berit, { connect: false })
  typist.add('before connecting;')
  typist.provider.on('status', ({ status }) => {
    if (status === 'connected') for (let i = 0; i < 3; i++) typist.add(`connected ${i};`)
  })
  typist.connect()
  typist.add('while connecting;')
  await typist.untilSynced()
  typist.add('after;')
  await reader.until(() => count(reader.text, ';') >= 6, 'complete')
  await converged(typist, reader)
  expect(count(reader.text, ';')).toBe(6)
  expect(typist.closes).toEqual([])
  const { text } = await wiki.aino.browser.does('getPageContent', { params: { id: page } })
  expect(count(text, ';')).toBe(6)
})

test('[P3] a client that was away brings what it wrote there and gets what it missed', async () => {
  const page = await wiki.page()
  const one = await wiki.fresh(page)
  const two = await wiki.fresh(page, berit)
  two.disconnect()
  for (let i = 0; i < 10; i++) {
    one.add(`here ${i};`)
    two.add(`away ${i};`)
  }
  two.connect()
  await converged(one, two)
  await one.until(() => count(one.text, ';') >= 20, 'complete')
  expect(count(one.text, ';')).toBe(20)
  await converged(one, two)
})

test('[P4] everybody is seen under their true name, at once, also after coming back', async () => {
  const page = await wiki.page()
  const one = await wiki.fresh(page)
  const two = wiki.client(page, berit)
  two.provider.awareness.setLocalStateField('user', { name: 'The Director', colour: '#123456' })
  await two.untilSynced()
  await vi.waitFor(() => expect(namesSeen(one)).toEqual(['Berit']))
  const state = one.provider.awareness.getStates().get(two.doc.clientID)
  expect(state?.['user']).toMatchObject({ id: berit.person.id, colour: '#123456' })
  two.cut()
  await vi.waitFor(() => expect(namesSeen(one)).toEqual([]))
  await two.untilSynced()
  const since = performance.now()
  await vi.waitFor(() => expect(namesSeen(one)).toEqual(['Berit']), { interval: 10 })
  expect(performance.now() - since).toBeLessThan(1_500)
  // And whoever comes later sees who is here already.
  const three = await wiki.fresh(page, mallory)
  await vi.waitFor(() => expect(namesSeen(three)).toContain('Berit'))
})

test('[S3] nobody is present as somebody else or makes others leave', async () => {
  const page = await wiki.page()
  const victim = await wiki.fresh(page, berit)
  victim.provider.awareness.setLocalStateField('caret', 7)
  const seen = await wiki.fresh(page)
  await vi.waitFor(() => expect(namesSeen(seen)).toEqual(['Berit']))
  const forger = await wiki.fresh(page, mallory)
  await vi.waitFor(() => expect(namesSeen(seen).toSorted(byName)).toEqual(['Berit', 'Mallory']))
  const { awareness } = forger.provider
  await vi.waitFor(() => expect(awareness.getStates().has(victim.doc.clientID)).toBe(true))
  // What a stock client would send of somebody else, with a later clock: a state, then leaving.
  awareness.getStates().set(victim.doc.clientID, { user: { name: 'Nobody' }, caret: 1 })
  const meta = awareness.meta.get(victim.doc.clientID)
  if (meta) meta.clock += 10
  awareness.emit('update', [{ added: [], updated: [victim.doc.clientID], removed: [] }, 'local'])
  removeAwarenessStates(awareness, [victim.doc.clientID], 'local')
  forger.provider.awareness.setLocalStateField('user', { id: berit.person.id, name: 'Berit' })
  forger.provider.awareness.setLocalStateField('done', true)
  const isDone = () =>
    seen.provider.awareness.getStates().get(forger.doc.clientID)?.['done'] === true
  await seen.until(isDone, 'told')
  expect(namesSeen(seen).toSorted(byName)).toEqual(['Berit', 'Mallory'])
  const state = seen.provider.awareness.getStates().get(victim.doc.clientID)
  expect(state?.['caret']).toBe(7)
  expect(forger.closes).toEqual([])
})

test('[P5] a page on which nothing happens keeps its sockets awake', async () => {
  const page = await wiki.page()
  const client = await wiki.fresh(page)
  client.provider.awareness.setLocalState(null)
  await vi.waitFor(() => expect(namesSeen(client)).toEqual([]))
  const heard = client.bytes
  await client.until(() => client.bytes >= heard + 30, 'kept awake, three bytes at a time')
  expect(client.closes).toEqual([])
})

test('[P6] an acknowledging client is told when each of its changes is on disk', async () => {
  const page = await wiki.page()
  const client = wiki.client(page, berit, { ack: true })
  await client.untilSynced()
  const texts = Array.from({ length: 50 }, (_, i) => `text ${i};`)
  for (const text of texts) client.add(text)
  await client.until(() => client.complete, 'saved')
  expect([...client.acked].sort()).toEqual([...texts].sort())
  expect(client.modes).toEqual(['normal'])
  // A deletion moves no state vector, and is acknowledged all the same.
  const sent = client.sent
  client.root.delete(client.root.length - 1, 1)
  expect(client.sent).toBe(sent + 1)
  await client.until(() => client.complete, 'saved')
})

test('[P7] a client with an older schema may only read', async () => {
  const page = await wiki.page()
  const old = wiki.client(page, berit, { ack: true, schema: 0 })
  await old.untilSynced()
  expect(old.modes).toEqual(['read-only'])
  old.add('never;')
  await old.until(() => old.rejected.length > 0, 'refused')
  expect((await wiki.fresh(page)).text).not.toContain('never;')
})

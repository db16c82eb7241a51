import { expect, test } from 'vitest'
import { processBus } from '../../server/bus/bus.ts'
import { createAccess } from '../../server/people/access.ts'
import { createInvitations } from '../../server/people/invitations.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { aPerson } from '../support/people.ts'

test('[A98] of what was ended in one place the newest five hundred are remembered', async () => {
  let now = Date.now()
  const clock = () => now
  const { catalogue } = memoryStorage()
  const bus = processBus((error) => {
    throw error
  })
  const access = createAccess(catalogue, clock)
  const invitations = createInvitations({ access, bus, catalogue, clock })
  const by = { ...aPerson('Aino'), role: 'admin' } as const
  const make = async (label: string) => {
    now += 1_000
    const endsAt = new Date(now + 86_400_000).toISOString()
    const given = { label, as: 'guest', unit: null, endsAt, guestsUntil: null, most: null } as const
    return invitations.make(by, given, null)
  }
  const open = await make('open')
  for (let n = 0; n < 510; n += 1) await invitations.end(await make(String(n)))
  await make('another')
  const all = await invitations.list()
  expect(all).toHaveLength(502)
  expect(all.map(({ label }) => label)).toContain(open.label)
  expect(all.map(({ label }) => label)).not.toContain('9')
  expect(all.map(({ label }) => label)).toContain('509')
})

// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newId, pageId, personId } from '#contract/ids.ts'
import { PageSession } from '../../client/net/page-session.ts'
import { unsentOf } from '../../client/net/unsent.ts'

/** A network on which nothing ever opens. */
class Nowhere extends EventTarget {
  static readonly OPEN = 1
  readonly readyState = 0
  close() {}
  send() {}
}

beforeEach(() => {
  vi.stubGlobal('WebSocket', Nowhere)
  localStorage.clear()
})
afterEach(() => vi.unstubAllGlobals())

test('[W40] what several visits left unsent is counted once', async () => {
  const person = newId(personId)
  const page = newId(pageId)
  const visit = async (changes: number) => {
    const user = { id: person, name: 'Aino', colour: 'u1' }
    const reach = () => Promise.resolve('unreachable' as const)
    const session = new PageSession({ page, person, user, reach })
    const text = session.doc.getText('any')
    for (let i = 0; i < changes; i++) text.insert(0, 'x')
    const { unsaved } = session.getStatus()
    await session.close()
    return unsaved
  }
  expect(await visit(3)).toBe(3)
  expect(await visit(1)).toBe(4)
  expect(await visit(2)).toBe(6)
  expect(unsentOf(person)).toEqual({ changes: 6, pages: 1 })
})

// @vitest-environment happy-dom
import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'
import { newId, pageId, personId } from '#contract/ids.ts'
import { messageType } from '#contract/wire.ts'
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
  Somewhere.all.length = 0
})
afterEach(() => vi.unstubAllGlobals())

/** A server that says what the test says; remembers who came. */
class Somewhere extends EventTarget {
  static readonly OPEN = 1
  static readonly all: Somewhere[] = []
  readonly OPEN = 1
  readonly url: string
  readyState = 0
  onopen: (() => void) | null = null
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null

  constructor(url: string) {
    super()
    this.url = url
    Somewhere.all.push(this)
  }

  open() {
    this.readyState = 1
    this.onopen?.()
  }

  hears(write: (encoder: encoding.Encoder) => void) {
    this.onmessage?.({ data: new Uint8Array(encoding.encode(write)).buffer })
  }

  close() {
    this.readyState = 3
    this.onclose?.({ code: 1006 })
  }
  send() {}
}

/** The page's epoch as the newest connection names it. */
const namedEpoch = () => new URL(Somewhere.all.at(-1)?.url ?? '').searchParams.get('epoch')

async function connected(nth: number): Promise<Somewhere> {
  const socket = await vi.waitFor(() => {
    const found = Somewhere.all[nth]
    if (found === undefined) throw new Error('not connected')
    return found
  })
  socket.open()
  const empty = new Y.Doc()
  socket.hears((encoder) => {
    encoding.writeVarUint(encoder, messageType.sync)
    syncProtocol.writeSyncStep1(encoder, empty)
  })
  socket.hears((encoder) => {
    encoding.writeVarUint(encoder, messageType.sync)
    syncProtocol.writeSyncStep2(encoder, empty)
  })
  return socket
}

const aSession = () =>
  new PageSession({
    page: newId(pageId),
    person: newId(personId),
    user: { id: newId(personId), name: 'Aino', colour: 'u1' },
    reach: () => Promise.resolve('reached' as const),
  })

test('[W41] a copy counts as agreeing with an epoch once the server has all of it', async () => {
  vi.stubGlobal('WebSocket', Somewhere)
  const session = aSession()
  const first = await connected(0)
  session.setEpoch(1)
  expect(session.getStatus().connection.at).toBe('live')
  // Cut before the step 2 is acknowledged: it has to be sent again, and judged as old.
  first.close()
  const second = await connected(1)
  expect(namedEpoch()).toBeNull()
  second.hears((encoder) => {
    for (const each of [messageType.saved, 1, 1]) encoding.writeVarUint(encoder, each)
  })
  expect(session.getStatus().complete).toBe(true)
  second.close()
  await connected(2)
  expect(namedEpoch()).toBe('1')
  session.close()
})

test('[W42] a page opens also where the browser never answers for the copy', async () => {
  vi.stubGlobal('WebSocket', Somewhere)
  vi.stubGlobal('indexedDB', { open: () => new EventTarget() })
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const session = aSession()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(Somewhere.all.length).toBeGreaterThan(0)
  expect(session.getStatus().kept).toBe('no')
  session.close()
})

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
    session.close()
    return unsaved
  }
  expect(await visit(3)).toBe(3)
  expect(await visit(1)).toBe(4)
  expect(await visit(2)).toBe(6)
  expect(unsentOf(person)).toEqual({ changes: 6, pages: 1 })
})

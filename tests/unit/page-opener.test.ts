// @vitest-environment happy-dom
import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newId, pageId, personId } from '#contract/ids.ts'
import { messageType, rejection } from '#contract/wire.ts'
import { PageOpener } from '../../client/screens/page-opener.ts'
import { aPerson } from '../support/people.ts'

/** A server that says what the test says. */
class Server extends EventTarget {
  static readonly OPEN = 1
  static readonly all: Server[] = []
  readonly OPEN = 1
  readyState = 0
  onopen: (() => void) | null = null
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null

  constructor() {
    super()
    Server.all.push(this)
  }
  open() {
    this.readyState = 1
    this.onopen?.()
  }
  says(...words: readonly (number | string)[]) {
    const write = (encoder: encoding.Encoder) => {
      for (const word of words) {
        if (typeof word === 'number') encoding.writeVarUint(encoder, word)
        else encoding.writeVarString(encoder, word)
      }
    }
    this.onmessage?.({ data: new Uint8Array(encoding.encode(write)).buffer })
  }
  close() {
    this.readyState = 3
    this.onclose?.({ code: 1006 })
  }
  send() {}
}

let listening: string[] = []

beforeEach(() => {
  vi.stubGlobal('WebSocket', Server)
  localStorage.clear()
  Server.all.length = 0
  listening = []
  const { addEventListener: add, removeEventListener: remove } = globalThis
  vi.spyOn(globalThis, 'addEventListener').mockImplementation((kind, listener) => {
    listening.push(kind)
    add.call(globalThis, kind, listener)
  })
  vi.spyOn(globalThis, 'removeEventListener').mockImplementation((kind, listener) => {
    const at = listening.indexOf(kind)
    if (at >= 0) listening.splice(at, 1)
    remove.call(globalThis, kind, listener)
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

function anOpener(isOutdated: boolean) {
  const forgotten: string[] = []
  const page = newId(pageId)
  const opener = new PageOpener({
    page,
    person: { ...aPerson('Aino'), id: newId(personId) },
    reach: () => Promise.resolve('reached'),
    isOutdated: () => isOutdated,
    copy: () => undefined,
    forget: () => forgotten.push(page),
  })
  return { opener, forgotten }
}

async function connected(): Promise<Server> {
  const server = await vi.waitFor(() => {
    const last = Server.all.at(-1)
    if (last === undefined || last.readyState !== 0) throw new Error('not connecting')
    return last
  })
  server.open()
  return server
}

const ended = (opener: PageOpener) =>
  vi.waitFor(() => {
    const connection = opener.get().session?.getStatus().connection
    expect(connection?.at).toBe('ended')
    return connection
  })

test.each([
  ['refused by a page that is newer', true],
  ['refused', false],
])('[W77] a page left after it was %s keeps no socket and no listener', async (_, outdated) => {
  const { opener } = anOpener(outdated)
  const stop = opener.start()
  const server = await connected()
  server.says(messageType.rejected, 1, rejection.readOnly.code, '')
  if (outdated) await ended(opener)
  else await vi.waitFor(() => expect(opener.get().onlyHere).toHaveLength(1))
  stop()
  await vi.waitFor(() => expect(listening).toEqual([]))
  await vi.waitFor(() => expect(Server.all.every(({ readyState }) => readyState === 3)).toBe(true))
})

test('[W77] a page opened again while the one before is being set aside is open once', async () => {
  const { opener } = anOpener(false)
  const stop = opener.start()
  const server = await connected()
  server.says(messageType.rejected, 1, rejection.readOnly.code, '')
  stop()
  const stopAgain = opener.start()
  await vi.waitFor(() => expect(opener.get().onlyHere).toHaveLength(1))
  await connected()
  stopAgain()
  await vi.waitFor(() => expect(listening).toEqual([]))
})

test('[W73] what is refused while a page is locked is set aside as locked out', async () => {
  const { opener } = anOpener(false)
  const stop = opener.start()
  const server = await connected()
  server.says(messageType.state, 'locked')
  server.says(messageType.rejected, 1, rejection.readOnly.code, '')
  await vi.waitFor(() => expect(opener.get().onlyHere.map(({ code }) => code)).toEqual([423]))
  stop()
})

test('[W72] of a page that is closed to a person nothing is remembered', async () => {
  const { opener, forgotten } = anOpener(false)
  const stop = opener.start()
  const server = await connected()
  server.says(messageType.state, 'revoked')
  await ended(opener)
  expect(forgotten).toHaveLength(1)
  stop()
  await vi.waitFor(() => expect(listening).toEqual([]))
})

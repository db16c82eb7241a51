import { inflateRawSync } from 'node:zlib'
import * as decoding from 'lib0/decoding'
import { expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { messageType, syncType } from '#contract/wire.ts'
import { startApp } from '../support/app.ts'
import { CollabClient, type Entrance } from '../support/collab-client.ts'
import { setUp, tokenOf } from '../support/person.ts'
import { syncMessage } from '../support/raw-socket.ts'

async function write(writer: CollabClient, paragraphs: number): Promise<void> {
  for (let n = 0; n < paragraphs; n += 1) writer.add(`Paragraph ${n}: who answers, and by when?`)
  await vi.waitFor(() => expect(writer.complete).toBe(true))
}

/** The first answer to "I have nothing", as it comes over the socket. */
async function answer({ url, page, token }: Entrance, query: string): Promise<Uint8Array> {
  const address = `${url.replace('http', 'ws')}/collab/${page}?${query}`
  const socket = new WebSocket(address, { headers: { Authorization: `Bearer ${token}` } })
  try {
    return await new Promise((resolve, reject) => {
      socket.on('error', reject)
      socket.on('open', () => socket.send(syncMessage('step1', new Uint8Array([0]))))
      socket.on('message', (data: Buffer) => {
        const isAnswer = data[0] === messageType.sync && data[1] === syncType.step2
        if (isAnswer || data[0] === messageType.packed) resolve(new Uint8Array(data))
      })
    })
  } finally {
    socket.terminate()
  }
}

/** What is in a step 2. */
function textIn(message: Uint8Array): string {
  const decoder = decoding.createDecoder(message)
  expect(decoding.readVarUint(decoder)).toBe(messageType.sync)
  expect(decoding.readVarUint(decoder)).toBe(syncType.step2)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, decoding.readVarUint8Array(decoder))
  expect(decoding.hasContent(decoder)).toBe(false)
  return doc.getXmlFragment('default').toJSON()
}

test('[E170] a long page comes packed to whoever asks for that, and to nobody else', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const strategy = await aino.browser.does('makeStrategy', { body: { name: 'Our strategy' } })
  const url = `http://127.0.0.1:${app.port}`
  const entrance = { url, page: strategy.pages[0] ?? '', token: await tokenOf(aino) }
  const writer = new CollabClient({ ...entrance, ack: true })
  await vi.waitFor(() => expect(writer.complete).toBe(true))

  await write(writer, 300)
  for (const query of ['', 'ack=1', 'ack=1&pack=0', 'pack=yes']) {
    expect(textIn(await answer(entrance, query)), query).toBe(writer.xml)
  }
  const plain = await answer(entrance, 'ack=1')
  for (const query of ['ack=1&pack=1', 'pack=1']) {
    const message = await answer(entrance, query)
    expect(message[0], query).toBe(messageType.packed)
    expect(message.byteLength).toBeLessThan(plain.byteLength / 3)
    expect(inflateRawSync(message.subarray(1))).toEqual(Buffer.from(plain))
  }
  // What was packed before a change is not given out after it.
  await write(writer, 1)
  expect(textIn(inflateRawSync((await answer(entrance, 'pack=1')).subarray(1)))).toBe(writer.xml)
  writer.destroy()
  expect(app.reported).toEqual([])
})

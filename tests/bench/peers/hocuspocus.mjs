/** Hocuspocus with its defaults; with its Database extension on files where data is to be kept. */
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Database } from '@hocuspocus/extension-database'
import { Server } from '@hocuspocus/server'

const data = process.env.BENCH_DATA
/** Changes that came after the last store began. */
let unstored = 0
let storing = 0

const database = new Database({
  fetch: async ({ documentName }) => {
    try {
      return await readFile(join(data ?? '', documentName))
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
      throw error
    }
  },
  store: async ({ documentName, state }) => {
    storing++
    unstored = 0
    const file = join(data ?? '', documentName)
    await writeFile(`${file}.new`, state)
    await rename(`${file}.new`, file)
    storing--
  },
})

const server = new Server({
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  stopOnSignals: Boolean(data),
  extensions: data ? [database] : [],
  async onChange() {
    if (data) unstored++
  },
  async beforeUnloadDocument() {
    // Kept in memory only, it would be gone when the last one leaves.
    if (!data) throw new Error()
  },
  async onListen({ port }) {
    console.log(`listening on ${port}`)
  },
})
if (!data) process.on('SIGTERM', () => process.exit(0))
Reflect.set(globalThis, 'benchPending', () => unstored + storing)
await server.listen()

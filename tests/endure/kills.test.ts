import { mkdtemp, rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { times } from '../support/counts.ts'
import { Ledger, noFaults, Typist, wordsOf } from '../support/ledger.ts'
import { random, type Random } from '../support/random.ts'
import { seeds } from '../support/seeds.ts'
import type { Answer } from '../support/person.ts'
import { type ServerProcess, spawnServer, startServer } from '../support/server-process.ts'
import { type Member, Wiki } from '../support/wiki.ts'

let folder: string
let server: ServerProcess
let wiki: Wiki
let berit: Member
let ledger: Ledger
let started: number[]
let made = 0

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'talkoot-'))
  server = await startServer(folder)
  wiki = await Wiki.begin(server)
  berit = await wiki.person('Berit', 'editor')
})
beforeEach(() => {
  ledger = new Ledger()
  started = []
  made = 0
})
afterAll(async () => {
  wiki.leave()
  await server.stop('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

/** On the same folder and port, so that clients find it again. */
async function startAgain(): Promise<void> {
  server = await startServer(folder, { port: server.port })
  started.push(server.startedWithin)
}

interface Round {
  readonly typists: readonly Typist[]
  /** A page was being made when the server was ended. */
  readonly making: Promise<Answer | null>
}

/** People come, write for a while, and the server is ended under them. */
async function write(dice: Random, name: string, pages: readonly string[]): Promise<Round> {
  const typists = pages.flatMap((page, p) =>
    [wiki.aino, berit].map((who, w) => {
      const client = wiki.client(page, who, { ack: true })
      return new Typist(client, `${name}-${p}${w}`)
    }),
  )
  await Promise.all(typists.map(({ client }) => client.untilSynced()))
  for (const typist of typists) typist.start(3 + dice.int(12))
  await pause(100 + dice.int(500))
  const params = { id: wiki.strategy }
  const body = { template: 'goals', title: name }
  const making = wiki.aino.browser.tries('makePage', { params, body }).catch(() => null)
  if (dice.chance(0.5)) await making
  else await pause(dice.int(120))
  return { typists, making }
}

async function checkPages(pages: readonly string[], told: string): Promise<void> {
  for (const page of pages) {
    const fresh = await wiki.fresh(page)
    expect(ledger.faults(page, fresh.text), told).toEqual(noFaults)
    fresh.destroy()
  }
  const { pages: listed } = await wiki.aino.browser.does('listPages', {
    params: { id: wiki.strategy },
  })
  const titles = new Map(listed.map(({ id, title }): [string, string] => [id, title]))
  for (const page of pages) expect(titles.get(page)).toBe('Kills')
}

const threePages = () => Promise.all([1, 2, 3].map(() => wiki.page('Kills')))

function report(what: string, kills: number): void {
  const median = started.toSorted((a, b) => a - b)[started.length >> 1] ?? 0
  console.info(
    `${what}: ${kills} times, ${ledger.total} words acknowledged, none lost; ` +
      `start-up median ${median.toFixed(0)} ms, longest ${Math.max(...started).toFixed(0)} ms`,
  )
}

test('[R1][R12] a kill takes nothing that was acknowledged; who returns brings the rest', async () => {
  const kills = times(200)
  const [seed = 1] = seeds(1)
  const dice = random(seed)
  let pages = await threePages()
  for (let kill = 0; kill < kills; kill++) {
    const told = `seed ${seed}, kill ${kill}`
    if (kill % 10 === 9) pages = await threePages()
    const { typists, making } = await write(dice, `k${kill}`, pages)
    await server.stop('SIGKILL')
    for (const typist of typists) {
      typist.stop()
      ledger.note(typist.client)
      // Half of the people never open their laptop again.
      if (kill % 2 === 0) typist.client.destroy()
    }
    await startAgain()
    if (kill % 2 === 1) {
      for (const { client } of typists) {
        await client.until(() => client.complete, `saved after the return, ${told}`)
        ledger.note(client)
      }
      const seen = await wiki.fresh(pages[0] ?? '')
      const words = wordsOf(seen.text)
      for (const { client, written } of typists) {
        if (client.entrance.page !== pages[0]) continue
        expect(
          written.filter((word) => !words.has(word)),
          told,
        ).toEqual([])
      }
    }
    await checkPages(pages, told)
    await checkMade(making, `k${kill}`)
    wiki.leave()
  }
  report('SIGKILL', kills)
  expect(made).toBeGreaterThan(0)
  expect(ledger.total).toBeGreaterThan(kills * 50)
})

test('[R2] a termination loses nothing, tells everybody and ends within five seconds', async () => {
  const ends = times(50)
  const [seed = 1] = seeds(1)
  const dice = random(seed)
  const pages = await threePages()
  for (let end = 0; end < ends; end++) {
    const told = `seed ${seed}, end ${end}`
    const { typists, making } = await write(dice, `t${end}`, pages)
    const due = typists.map(({ client, written }) => ({ client, words: [...written] }))
    // What was written by now is with the server when the signal is.
    await pause(200)
    const since = performance.now()
    expect(await server.stop('SIGTERM'), told).toBe(0)
    expect(performance.now() - since, told).toBeLessThan(5_000)
    for (const typist of typists) {
      typist.stop()
      await typist.client.until(() => typist.client.closes.length > 0, 'closed')
      expect(typist.client.closes[0]?.code, told).toBe(1001)
      ledger.note(typist.client)
      typist.client.destroy()
    }
    await startAgain()
    await checkPages(pages, told)
    await checkMade(making, `t${end}`)
    for (const page of pages) {
      const fresh = await wiki.fresh(page)
      const words = wordsOf(fresh.text)
      for (const { client, words: sent } of due) {
        if (client.entrance.page === page) {
          expect(
            sent.filter((word) => !words.has(word)),
            told,
          ).toEqual([])
        }
      }
    }
    wiki.leave()
  }
  report('SIGTERM', ends)
})

/** Two people open it at once, and see one template. */
async function checkMade(making: Promise<Answer | null>, told: string): Promise<void> {
  const answer = await making
  const { pages } = await wiki.aino.browser.does('listPages', { params: { id: wiki.strategy } })
  const page = pages.find(({ title }) => title === told)
  if (answer?.status === 201) expect(page?.id, told).toBe(idIn(answer.body))
  if (page === undefined) return
  made++
  const both = [wiki.aino, berit].map((who) => wiki.client(page.id, who))
  for (const client of both) await client.untilSynced()
  const [one, two] = both.map((client) => client.xml)
  expect(one?.split('<title>').length, told).toBe(2)
  expect(one?.split(/<question[ >]/).length, told).toBeGreaterThan(2)
  expect(two, told).toBe(one)
}

const idIn = (body: unknown): string =>
  body instanceof Object && 'id' in body && typeof body.id === 'string' ? body.id : ''

test('[R8] a second server on the folder is refused at once, and a killed one’s lock is taken over', async () => {
  for (let round = 0; round < times(20); round++) {
    const since = performance.now()
    const second = spawnServer(folder)
    onTestFinished(() => void second.kill('SIGKILL'))
    let said = ''
    second.stderr?.on('data', (part: Buffer) => (said += part.toString('utf8')))
    const code = await new Promise<number | null>((done) => second.once('close', done))
    expect(code).toBe(1)
    expect(said.trim().split('\n')).toHaveLength(1)
    expect(said).toContain(String(server.pid))
    expect(performance.now() - since).toBeLessThan(5_000)
    // And the first one goes on.
    const page = await wiki.page('Kills')
    const client = wiki.client(page, wiki.aino, { ack: true })
    await client.untilSynced()
    client.add('still here')
    await client.until(() => client.complete, 'saved')
    wiki.leave()
    await server.stop('SIGKILL')
    await startAgain()
  }
})

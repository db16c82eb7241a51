/** Publishing, in a process that is killed on the way. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { approvalId, editionId } from '#contract/ids.ts'
import { frozenPartition } from '../../server/storage/records.ts'
import { openEmbedded } from '../../server/storage/embedded/open.ts'
import { startApp, throwReported } from '../support/app.ts'
import { node, writeBlocks } from '../support/blocks.ts'
import { publication, yes } from '../support/edition-wiki.ts'
import { send } from '../support/page-files.ts'
import { openSettings } from '../support/published-wiki.ts'
import { temporaryFolder } from '../support/temporary.ts'
import { Wiki } from '../support/wiki.ts'

/** A server on the folder that dies with the edition that it stores. */
async function startMortal(folder: string, when: 'before' | 'after') {
  const script = fileURLToPath(new URL('../support/publishing-child.ts', import.meta.url))
  const args = ['--import', 'tsx', script, folder, '0', when]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const complaints: string[] = []
  createInterface(child.stderr).on('line', (line) => complaints.push(line))
  const ended = once(child, 'close')
  const port = await new Promise<number>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => resolve(Number(line.split(' ')[1])))
    child.once('exit', () => reject(new Error(`the process ended: ${complaints.join('\n')}`)))
  })
  const config = { publicUrl: null }
  const url = `http://127.0.0.1:${port}`
  const died = async () => {
    await ended
    return child.signalCode
  }
  return { port, died, served: { url, setupToken: 'a token for the tests', config } }
}

/** One page with a file is approved, and the process killed where it is published. */
async function killedAt(when: 'before' | 'after') {
  const data = await temporaryFolder()
  const { died, port, served } = await startMortal(data, when)
  const wiki = await Wiki.begin(served)
  const { browser, person } = wiki.aino
  const page = await wiki.page('How we answer')
  const { id: file } = await send(browser, page, Buffer.from('words'), 'words.txt')
  await writeBlocks(wiki, page, [node('file', { file, page, name: 'words.txt', size: 5 })])
  const params = { id: wiki.strategy }
  await browser.does('setPublication', { params, body: openSettings })
  const { id: approval } = await browser.does('askApproval', {
    params,
    body: {
      pages: [{ page, ownerRole: 'Head of communications' }],
      approvers: [{ person: person.id, role: 'Management group' }],
      ...{ note: '', reasons: false },
    },
  })
  const asked = { params: { ...params, approval } }
  await browser.does('answerApproval', { ...asked, body: yes })
  await expect(browser.tries('publishEdition', { ...asked, body: publication })).rejects.toThrow()
  expect(await died()).toBe('SIGKILL')
  wiki.leave()
  // What the kill left: the texts of the approval and of its edition, the file and its copy.
  const left = await openEmbedded(data, { clock: Date.now, report: () => {} })
  const isFrozen = (name: string) => name.startsWith('frozen-')
  expect((await left.catalogue.partitions()).filter(isFrozen)).toHaveLength(2)
  expect(await left.files.ids()).toHaveLength(2)
  await left.close()
  const app = await startApp({ config: { data, port } })
  const list = () => browser.does('listEditions', { params })
  const frozen = async () => (await app.storage.catalogue.partitions()).filter(isFrozen).toSorted()
  const publish = () => browser.tries('publishEdition', { ...asked, body: publication })
  return { app, approval, browser, frozen, list, publish }
}

/** Where what was approved and what is published of it lies, and nothing else. */
const frozenOf = (approval: string, edition: string) =>
  [
    frozenPartition(approvalId.parse(approval)),
    frozenPartition(editionId.parse(edition)),
  ].toSorted()

test('[P507] killed before an edition is stored, there is none, nothing is left of it, and it can be published', async () => {
  const { app, approval, browser, frozen, list, publish } = await killedAt('before')
  expect(await list()).toMatchObject({
    editions: [],
    approvals: [{ id: approval, state: 'approved' }],
  })
  expect((await browser.get('/published/viestinta/')).status).toBe(404)
  const { status } = await publish()
  expect(status).toBe(201)
  const { approvals, editions } = await list()
  expect(approvals).toMatchObject([{ id: approval, state: 'published' }])
  expect(editions.map(({ number, state }) => [number, state])).toEqual([['1.0', 'current']])
  expect(await frozen()).toEqual(frozenOf(approval, editions[0]?.id ?? ''))
  expect(await app.storage.files.ids()).toHaveLength(2)
  expect((await browser.get('/published/viestinta/')).status).toBe(200)
  throwReported(app)
})

test('[P507] killed when an edition is stored and nobody was told, it is published, once', async () => {
  const { app, approval, browser, frozen, list, publish } = await killedAt('after')
  const { approvals, editions } = await list()
  expect(approvals).toMatchObject([{ id: approval, state: 'published' }])
  expect(editions.map(({ number, state }) => [number, state])).toEqual([['1.0', 'current']])
  expect((await browser.get('/published/viestinta/')).status).toBe(200)
  expect((await publish()).status).toBe(409)
  expect(await frozen()).toEqual(frozenOf(approval, editions[0]?.id ?? ''))
  expect(await app.storage.files.ids()).toHaveLength(2)
  throwReported(app)
})

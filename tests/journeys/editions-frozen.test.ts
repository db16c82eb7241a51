import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { StorageFailed } from '#contract/errors.ts'
import { approvalId, editionId, fileId, pageId, strategyId } from '#contract/ids.ts'
import { filler } from '../../server/history/redact.ts'
import { canonicalJson, sumOf } from '../../server/publishing/editions/canonical.ts'
import type { EditionContent } from '../../server/publishing/editions/edition-content.ts'
import { editionsPartition, filesPartition, frozenPartition } from '../../server/storage/records.ts'
import type { Storage } from '../../server/storage/storage.ts'
import { throwReported } from '../support/app.ts'
import { node, writeBlocks } from '../support/blocks.ts'
import { placesOf } from '../support/data-search.ts'
import { EditionWiki, publication } from '../support/edition-wiki.ts'
import { send } from '../support/page-files.ts'
import { rangesOf, writerOf } from '../support/page-history.ts'
import { picture } from '../support/pictures.ts'
import { openFolder, temporaryFolder } from '../support/temporary.ts'

/** What is stored of an edition, by its sum. */
async function frozenOf({ catalogue }: Pick<Storage, 'catalogue'>, id: string) {
  const found = await catalogue.list(frozenPartition(editionId.parse(id)), 'frozen')
  return found.map((one) => ({
    sum: one.id,
    content: (one.value as { readonly value: EditionContent }).value,
  }))
}

test('[P307] an edition is the same for ever, and what is not what its sum says is never shown', async () => {
  const made = await EditionWiki.begin()
  const { aino, params, wiki } = made
  const edition = await made.edition([await made.page('How we answer')])
  const [kept] = await frozenOf(made.app.storage, edition.id)
  if (!kept) throw new Error('nothing is frozen')
  expect([kept.sum, sumOf(kept.content)]).toEqual([edition.sha256, edition.sha256])
  const shown = await aino.browser.get(`${edition.path}how-we-answer.html`)

  await made.again()
  expect(await frozenOf(made.app.storage, edition.id)).toEqual([kept])
  const again = await aino.browser.get(`${edition.path}how-we-answer.html`)
  expect([again.status, again.text]).toEqual([200, shown.text])

  const spoilt = JSON.parse(canonicalJson(kept.content).replace('within a day', 'within a dax'))
  const value = { value: spoilt, beside: { names: [] } }
  await made.app.storage.catalogue.transact(frozenPartition(editionId.parse(edition.id)), [
    { do: 'put', collection: 'frozen', id: kept.sum, value },
  ])
  await made.again()
  const refused = await aino.browser.get(`${edition.path}how-we-answer.html`)
  expect(refused.status).toBe(503)
  expect(refused.text).not.toContain('within a da')
  const one = { ...params, edition: edition.id, format: 'zip' }
  expect((await aino.browser.tries('exportEdition', { params: one })).status).toBe(503)
  expect(made.app.reported.map(({ what }) => what)).toContain(
    `the content of edition ${edition.id}`,
  )
  wiki.leave()
})

/** Letters that nothing else in the data folder has. */
const letters = ['𐎀', '𐎁', '𐎂', '𐎃', '𐎄'] as const
const secret = letters.join('')

test('[P308] what is taken out of a page is taken out of what was approved and published of it', async () => {
  const data = await temporaryFolder()
  const made = await EditionWiki.begin({ config: { data } })
  const { aino, params, wiki } = made
  const page = await made.page('Before')
  const untouched = await made.edition([await made.page('Another page')])
  const { client, types } = await writerOf(wiki, page)
  await types('Open words. ')
  for (const letter of letters) await types(letter)
  const ranges = rangesOf(client, secret)
  await types(' and more')
  const where = { id: page }
  await aino.browser.does('changePage', { params: where, body: { title: `About ${secret}` } })
  const cancelled = await made.ask([page], [aino], { note: `See ${secret}` })
  const one = { ...params, approval: cancelled.id }
  await aino.browser.does('cancelApproval', { params: one })
  const edition = await made.edition([page], { changeNote: `New: ${secret}` })
  const front = await aino.browser.get(edition.path)
  expect(front.text).toContain(secret)

  made.passes(60_000)
  const body = { ranges, reason: 'Pasted by mistake' }
  await aino.browser.does('redactHistory', { params: where, body })
  const { editions } = await made.list()
  const after = editions.find(({ id }) => id === edition.id)
  expect(after?.sha256).not.toBe(edition.sha256)
  expect(after).toMatchObject({ number: '1.1', redactions: [{ at: made.iso() }] })
  expect(after?.redactions[0]?.sha256).toBe(after?.sha256)
  expect(JSON.stringify(after)).not.toContain(letters[0])
  // What holds the page not at all stays byte for byte.
  const other = editions.find(({ id }) => id === untouched.id)
  expect(other).toMatchObject({ sha256: untouched.sha256, redactions: [] })
  const kept = await frozenOf(made.app.storage, edition.id)
  expect(kept.map(({ content, sum }) => [sum, sumOf(content)])).toEqual([
    [after?.sha256, after?.sha256],
  ])
  expect(JSON.stringify(kept)).toContain(`Open words. ${filler.repeat(secret.length)} and more`)
  const slug = after?.pages[0]?.slug ?? ''
  const shown = await aino.browser.get(`${edition.path}${slug}.html`)
  expect([shown.status, shown.text]).toEqual([200, expect.stringContaining('Open words.')])
  expect(shown.text).not.toContain(letters[0])

  wiki.leave()
  throwReported(made.app)
  await made.app.close()
  expect(await placesOf(data, letters)).toEqual([])
  await made.again()
  expect((await made.list()).editions).toMatchObject([{ number: '1.1' }, { number: '1.0' }])
  throwReported(made.app)
})

test('[P308] a picture that is taken out of a page goes from its editions, with its bytes', async () => {
  const made = await EditionWiki.begin()
  const { aino, params, wiki } = made
  const page = await made.page('How we answer')
  const bytes = await picture('png').toBuffer()
  const [gone, stays] = [
    await send(aino.browser, page, bytes, 'Otso.png', 'image/png'),
    await send(aino.browser, page, bytes, 'House.png', 'image/png'),
  ]
  const image = (file: string, alt: string) => node('image', { file, page, alt })
  const owner = node('taskItem', { owner: aino.person.id }, node('paragraph', null, 'Look'))
  await writeBlocks(wiki, page, [
    image(gone.id, 'Otso in the office'),
    image(stays.id, 'Our house'),
    node('taskList', null, owner),
  ])
  await aino.browser.does('setConsent', { params, body: { named: true } })
  const edition = await made.edition([page])
  const [before] = await frozenOf(made.app.storage, edition.id)
  const keptOf = (file: string) =>
    fileId.parse(before?.content.files.find((one) => one.file === file)?.kept)
  const [ofGone, ofStays] = [keptOf(gone.id), keptOf(stays.id)]

  const { client } = await writerOf(wiki, page)
  const blocks = client.root.toArray().filter((one) => one instanceof Y.XmlElement)
  const block = blocks.find(({ nodeName }) => nodeName === 'image')
  if (!block) expect.fail('there is no picture')
  const values = [...block._map.values()]
  const ranges = values.map(({ id, length }) => ({ ...id, length }))
  const body = { ranges, reason: 'No consent' }
  await aino.browser.does('redactHistory', { params: { id: page }, body })
  const [after] = await frozenOf(made.app.storage, edition.id)
  const kinds = after?.content.pages[0].pieces.map(({ kind }) => kind)
  expect(kinds).toEqual(['paragraph', 'image', 'tasks'])
  expect(after?.content.files.map(({ file }) => file)).toEqual([stays.id])
  expect(JSON.stringify(after)).not.toContain('Otso')
  const { files } = made.app.storage
  expect(await files.read(ofGone)).toBe(null)
  expect(await files.read(ofStays)).not.toBe(null)
  // The name behind it is still found, though its place is another one.
  expect(JSON.stringify(after)).toContain('"owner":"Aino"')
  await aino.browser.does('setConsent', { params, body: { named: false } })
  const [last] = await frozenOf(made.app.storage, edition.id)
  expect(JSON.stringify(last)).not.toContain('"owner":"Aino"')
  wiki.leave()
  throwReported(made.app)
})

test('[P308] what was taken out in part only is ended by the next start', async () => {
  const made = await EditionWiki.begin()
  const { wiki } = made
  const edition = await made.edition([await made.page('How we answer')])
  const id = editionId.parse(edition.id)
  const { catalogue } = made.app.storage
  const partition = editionsPartition(strategyId.parse(wiki.strategy))
  const record = await catalogue.get(partition, 'editions', id)
  const left = { value: { format: 1, files: [] }, beside: { names: [] } }
  await catalogue.transact(frozenPartition(id), [
    { do: 'put', collection: 'frozen', id: 'another sum', value: left },
  ])
  const value = { ...(record?.value as object), cleaning: true }
  await catalogue.transact(partition, [{ do: 'put', collection: 'editions', id, value }])
  await made.again()
  await made.edition([await made.page('Another page')])
  expect((await frozenOf(made.app.storage, id)).map(({ sum }) => sum)).toEqual([edition.sha256])
  expect(await made.app.storage.catalogue.get(partition, 'editions', id)).toMatchObject({
    value: { cleaning: false },
  })
  wiki.leave()
  throwReported(made.app)
})

test('[P309] a stop between what is frozen and its edition leaves nothing half', async () => {
  const data = await temporaryFolder()
  const broken = { is: false }
  const storage = await openFolder(data)
  const { catalogue } = storage
  const failing: Storage = {
    ...storage,
    catalogue: {
      get: (...of) => catalogue.get(...of),
      list: (...of) => catalogue.list(...of),
      find: (...of) => catalogue.find(...of),
      partitions: () => catalogue.partitions(),
      async transact(partition, changes) {
        if (broken.is && changes.some(({ collection }) => collection === 'editions')) {
          throw new StorageFailed('The power went')
        }
        return catalogue.transact(partition, changes)
      },
    },
  }
  const made = await EditionWiki.begin({ config: { data } }, 'ours', failing)
  const { aino, params, wiki } = made
  const page = await made.page('How we answer')
  const { id: file } = await send(aino.browser, page, Buffer.from('words'), 'words.txt')
  await writeBlocks(wiki, page, [node('file', { file, page, name: 'words.txt', size: 5 })])
  const before = await storage.files.ids()
  const { id } = await made.ask([page], [aino])
  await made.approves(aino, id)
  broken.is = true
  const one = { ...params, approval: id }
  const failed = await aino.browser.tries('publishEdition', { params: one, body: publication })
  expect(failed.error?.code).toBe('storage-unavailable')
  const frozen = (await catalogue.partitions()).filter((name) => name.startsWith('frozen-'))
  expect(frozen).toHaveLength(2)
  expect(await storage.files.ids()).toHaveLength(before.length + 1)

  await made.again()
  const { editions, approvals } = await made.list()
  expect([editions, approvals]).toMatchObject([[], [{ id, state: 'approved' }]])
  const edition = await made.publish(id)
  expect(edition.number).toBe('1.0')
  const left = await made.app.storage.catalogue.partitions()
  const known = [
    frozenPartition(approvalId.parse(id)),
    frozenPartition(editionId.parse(edition.id)),
  ]
  expect(left.filter((name) => name.startsWith('frozen-')).toSorted()).toEqual(known.toSorted())
  expect(await made.app.storage.files.ids()).toHaveLength(before.length + 1)
  wiki.leave()
  throwReported(made.app)
})

test('[P311] people are named where they agree to it, and no more when they take it back', async () => {
  const made = await EditionWiki.begin()
  const { aino, params, wiki } = made
  const berit = await wiki.person('Beritta', 'editor')
  const carl = await wiki.person('Carlotta', 'editor')
  const page = await made.page('How we answer')
  const task = (who: string) =>
    node('taskItem', { owner: who }, node('paragraph', null, 'Look at it'))
  const mention = (person: string, label: string) => node('personMention', { person, label })
  await writeBlocks(wiki, page, [
    node('taskList', null, task(berit.person.id), task(carl.person.id)),
    node('paragraph', null, 'Ask ', mention(carl.person.id, 'Carlotta'), '. Beritta is a name.'),
    node('paragraph', null, 'Or ', mention(berit.person.id, 'Beritta'), '.'),
  ])
  const consent = (who: typeof berit, named: boolean) =>
    who.browser.does('setConsent', { params, body: { named } })
  await consent(berit, true)
  expect((await made.list(berit)).named).toBe(true)
  const { id } = await made.ask([page], [carl, aino])
  await made.approves(carl, id, { named: true })
  await made.approves(aino, id)
  const edition = await made.publish(id)
  const textOf = async () => JSON.stringify(await frozenOf(made.app.storage, edition.id))
  const first = await textOf()
  // As an owner, mentioned, and as a word that somebody wrote.
  expect(first.split('Beritta')).toHaveLength(4)
  // As an approver, and nowhere else.
  expect(first.split('Carlotta')).toHaveLength(2)
  expect(first).not.toContain('"Aino"')
  expect(first).toContain('Somebody')

  await consent(berit, false)
  const [changed] = (await made.list()).editions
  expect(changed?.redactions).toHaveLength(1)
  const then = await textOf()
  expect(then.split('Beritta')).toHaveLength(2)
  expect(then).toContain('Beritta is a name.')
  expect(then).toContain('Carlotta')
  await consent(berit, false)
  expect((await made.list()).editions).toMatchObject([{ sha256: changed?.sha256 }])

  const whom = { params: { id: carl.person.id } }
  await aino.browser.does('setPersonActive', { ...whom, body: { active: false } })
  await aino.browser.does('pseudonymisePerson', whom)
  expect(await textOf()).not.toContain('Carlotta')
  expect((await made.list()).editions[0]?.redactions).toHaveLength(2)
  const shown = await aino.browser.get(edition.path)
  expect(shown.status).toBe(200)
  expect(shown.text).not.toContain('Carlotta')
  expect((await made.list()).approvals).toMatchObject([
    { approvers: [{ answer: { named: false } }, {}] },
  ])
  wiki.leave()
  throwReported(made.app)
})

test('[P312] an edition has files of its own, and none that its approvers may not see', async () => {
  const made = await EditionWiki.begin()
  const { aino, params, wiki } = made
  const berit = await wiki.person('Berit', 'editor')
  const page = await made.page('How we answer')
  const hidden = await made.page('Not for everybody')
  const bytes = await picture('png').toBuffer()
  const shown = await send(aino.browser, page, bytes, 'Ours.png', 'image/png')
  const secretly = await send(aino.browser, hidden, bytes, 'Theirs.png', 'image/png')
  const image = (file: string, of: string) => node('image', { file, page: of, alt: 'A picture' })
  await writeBlocks(wiki, page, [image(shown.id, page), image(secretly.id, hidden)])
  const none = { narrowed: { others: null, named: [] } }
  await aino.browser.does('changePageAccess', { params: { id: hidden }, body: none })

  const { id } = await made.ask([page], [berit])
  await made.approves(berit, id)
  const edition = await made.publish(id)
  const [kept] = await frozenOf(made.app.storage, edition.id)
  expect(kept?.content.files).toMatchObject([{ file: shown.id, size: shown.size }])
  const [carried] = kept?.content.files ?? []
  expect(carried?.kept).not.toBe(shown.id)
  const { catalogue, files } = made.app.storage
  await catalogue.transact(filesPartition(strategyId.parse(wiki.strategy)), [
    { do: 'delete', collection: 'files', id: shown.id },
  ])
  await files.remove(fileId.parse(shown.id))
  const { text } = await aino.browser.get(`${edition.path}how-we-answer.html`)
  expect(text).toContain(carried?.kept ?? 'none')
  expect(text).not.toContain(secretly.id)
  const whole = { ...params, edition: edition.id }
  await aino.browser.does('withdrawEdition', { params: whole, body: { reason: 'Done' } })
  expect(await files.read(fileId.parse(carried?.kept))).not.toBe(null)
  expect((await made.app.storage.log.head(pageId.parse(page))).seq).toBeGreaterThan(0)
  wiki.leave()
  throwReported(made.app)
})

test('[P313] whoever may read the strategy hears that something is published', async () => {
  const made = await EditionWiki.begin()
  const { aino, wiki } = made
  const berit = await wiki.person('Berit', 'reader')
  const stranger = await wiki.person('Carl', 'reader')
  await wiki.setRole(stranger, null)
  const hears = async (who: typeof berit) => {
    const heard: string[] = []
    const headers = { Cookie: who.browser.cookie ?? '', Origin: who.browser.origin }
    const socket = new WebSocket(`ws://127.0.0.1:${made.app.port}/api/events`, { headers })
    socket.on('message', (bytes: Buffer) => heard.push(bytes.toString('utf8')))
    await new Promise((done) => socket.on('open', done))
    return heard
  }
  const [berits, strangers] = [await hears(berit), await hears(stranger)]
  const { id } = await made.ask([await made.page('How we answer')], [aino])
  await made.approves(aino, id)
  const event = JSON.stringify({ kind: 'publishing', strategy: wiki.strategy })
  await expect.poll(() => berits.includes(event)).toBe(true)
  // What comes for everybody comes later, so that nothing of it was on its way.
  await aino.browser.does('addUnit', { body: { name: 'A unit' } })
  await expect.poll(() => strangers.some((one) => one.includes('people'))).toBe(true)
  expect(strangers).not.toContain(event)
  wiki.leave()
  throwReported(made.app)
})

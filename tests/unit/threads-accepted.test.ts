import { expect, onTestFinished, test, vi } from 'vitest'
import { StorageFailed } from '#contract/errors.ts'
import { thread as threadSchema } from '#contract/threads.ts'
import { soon } from '../support/collab-client.ts'
import { TalkedAbout } from '../support/talked-about.ts'

const may = async () => {}
const words = 'listen before we talk'
const proposal = 'listen, then talk'
const outbox = ({ storage, page }: TalkedAbout) =>
  storage.catalogue.list(`threads-${page.id}`, 'outbox')

async function begin(to = proposal) {
  const page = await TalkedAbout.begin()
  onTestFinished(() => page.now.close())
  const kai = page.speaker('Kai', 'commenter')
  const eva = page.speaker('Eva')
  const id = await page.says(words, to, kai)
  const accepts = () =>
    page.now.accepting.accept(eva, id, { replacing: words, reason: 'Shorter.' }, may)
  return { accepts, eva, id, kai, page }
}

const entriesOf = async ({ page, storage }: TalkedAbout) => {
  const kinds: string[] = []
  for await (const { kind } of storage.log.read(page.id, 2)) kinds.push(kind)
  return kinds
}

test.each([
  ['some of which stood there', proposal],
  ['none of which stood there', 'be quiet first'],
])(
  '[M47] where the server dies after words went in, %s, the thread ends by them at the next look',
  async (_, to) => {
    const { accepts, eva, id, page } = await begin(to)
    page.onTransact = (changes) => {
      const ends = changes.some(
        (one) =>
          one.do === 'put' &&
          one.collection === 'threads' &&
          threadSchema.parse(one.value).ending !== null,
      )
      if (ends) throw new StorageFailed('The machine went off')
    }
    await expect(accepts()).rejects.toThrow('The machine went off')
    expect(await entriesOf(page)).toEqual(['proposal'])
    expect((await page.thread(id)).ending).toBe(null)
    // What became of it is not for anybody else to say meanwhile.
    const declined = { fate: 'declined', reason: 'No, thanks.' } as const
    const facilitator = page.speaker('Fia', 'facilitator')
    await expect(page.now.endings.end(facilitator, id, declined)).rejects.toMatchObject({
      details: { thread: 'accepting' },
    })
    await page.restart()
    page.onTransact = () => {}
    const before = (await outbox(page)).length
    page.now.firstLook.at(page.page.id)
    await vi.waitUntil(async () => (await page.thread(id)).ending !== null, { timeout: soon })
    expect(await page.thread(id)).toMatchObject({
      accepting: null,
      ending: { fate: 'adopted', by: eva.person.id, seq: 2, reason: 'Shorter.' },
      anchor: { seq: 2, lastThere: null, quote: words },
    })
    expect(await page.told(id)).toBe(to)
    expect((await outbox(page)).length).toBe(before + 1)
    // Whoever accepts once more, not knowing, finds it done.
    expect((await accepts()).value.ending?.seq).toBe(2)
    expect(await entriesOf(page)).toEqual(['proposal'])
  },
)

test('[M47] where it dies before, the thread is open as it was and can be accepted', async () => {
  const { accepts, id, page } = await begin()
  page.storage.fail('lost')
  await expect(accepts()).rejects.toThrow('could not be stored')
  expect((await page.thread(id)).accepting).not.toBe(null)
  await page.restart()
  page.storage.heal()
  await page.now.accepting.heal(page.page.id)
  expect(await page.thread(id)).toMatchObject({ accepting: null, ending: null })
  expect(await page.told(id)).toBe(words)
  expect((await accepts()).value.ending?.seq).toBe(2)
})

test('[M47] a disk that stores the words and says that it failed ends the thread when it works again', async () => {
  const { accepts, id, page } = await begin()
  page.storage.fail('stored')
  await expect(accepts()).rejects.toThrow('could not be stored')
  expect((await page.thread(id)).ending).toBe(null)
  page.storage.heal()
  await vi.waitUntil(async () => (await page.thread(id)).ending !== null, { timeout: soon })
  expect(await page.thread(id)).toMatchObject({ accepting: null, ending: { seq: 2 } })
  expect(await page.told(id)).toBe(proposal)
  expect(await entriesOf(page)).toEqual(['proposal'])
})

test('[M49] a proposal that was taken back, or is hidden from whoever accepts, is not put in', async () => {
  const { accepts, id, kai, page } = await begin()
  const [first] = (await page.thread(id)).comments
  const place = { thread: id, comment: first!.id }
  const facilitator = page.speaker('Fia', 'facilitator')
  await page.now.discussion.hide(facilitator, place, 'Not here.')
  await expect(accepts()).rejects.toMatchObject({ details: { thread: 'no-proposal' } })
  await page.now.discussion.hide(facilitator, place, null)
  await page.now.discussion.remove(kai, place)
  await expect(accepts()).rejects.toMatchObject({ details: { thread: 'no-proposal' } })
  expect(await entriesOf(page)).toEqual([])
})

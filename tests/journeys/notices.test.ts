import { expect, test } from 'vitest'
import { pageId } from '#contract/ids.ts'
import type { Happening } from '#contract/notices.ts'
import { threadsPartition } from '../../server/storage/records.ts'
import { startApp } from '../support/app.ts'
import { aComment, aHappening, aThread, store } from '../support/happenings.ts'
import { type Member, Wiki } from '../support/wiki.ts'

async function begin() {
  let now = Date.UTC(2026, 2, 2, 8)
  const app = await startApp({ clock: () => now })
  const wiki = await Wiki.begin(app)
  return { app, wiki, passes: (ms: number) => (now += ms) }
}
type Begun = Awaited<ReturnType<typeof begin>>

const inboxOf = async (who: Member) => (await who.browser.does('listNotices')).notices
const kindsOf = async (who: Member) => (await inboxOf(who)).map(({ kind }) => kind)

/** Everything that waits has been told. */
async function told({ app }: Begun, page: string): Promise<void> {
  await expect
    .poll(() => app.storage.catalogue.list(threadsPartition(pageId.parse(page)), 'outbox'))
    .toEqual([])
}

/** Somebody begins a thread about a page, or answers others in it. */
async function says(
  begun: Begun,
  page: string,
  by: Member,
  text: string,
  { after = [], ...more }: Partial<Happening> & { after?: Member[] } = {},
) {
  const earlier = after.map(({ person }) => aComment(person.id, 'Earlier'))
  const thread = aThread(page, [...earlier, aComment(by.person.id, text)])
  await store(begun.app, thread, [aHappening(thread, begun.wiki.strategy, more)])
  await told(begun, page)
  return thread
}

test('[M50] who is told of what is said: the first that fits, and never who said it', async () => {
  const begun = await begin()
  const { app, wiki } = begun
  const page = await wiki.page('Rules')
  const people = await Promise.all(
    ['Owner', 'Deputy', 'Watcher', 'Mentioned', 'Member', 'Began', 'Takes', 'Nobody'].map((name) =>
      wiki.person(name, 'editor'),
    ),
  )
  const [owner, deputy, watcher, mentioned, member, began, takes, nobody] = people
  if (!owner || !deputy || !watcher || !mentioned || !member || !began || !takes || !nobody) return
  const { browser } = wiki.aino
  const unit = await browser.does('addUnit', { body: { name: 'Care' } })
  const inUnit = { id: member.person.id }
  await browser.does('changePerson', { params: inUnit, body: { unit: unit.id } })
  const answerFor = { owner: owner.person.id, deputy: deputy.person.id }
  await browser.does('changePage', { params: { id: page }, body: answerFor })
  const watch = { body: { watching: true } }
  for (const one of people) {
    await one.browser.does('watchStrategy', { params: { id: wiki.strategy }, ...watch })
    if (one === nobody) {
      const off = { ways: { watched: 'off' } } as const
      await one.browser.does('setWishes', { body: off })
    }
  }
  await says(begun, page, wiki.aino, 'What do you think?', {
    after: [began, takes],
    people: [mentioned.person.id, began.person.id],
    units: [unit.id],
  })
  const got = await Promise.all(people.map(async (one) => (await kindsOf(one)).join()))
  expect(got).toEqual([
    'my-page',
    'my-page',
    'watched',
    'mention',
    'mention',
    'mention',
    'reply',
    '',
  ])
  expect(await kindsOf(wiki.aino)).toEqual([])
  expect(app.reported).toEqual([])
})

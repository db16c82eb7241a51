import { expect, onTestFinished, test, vi } from 'vitest'
import { newId, pageId, talkootAuthor } from '#contract/ids.ts'
import { titleOf } from '../../server/rooms/content.ts'
import { createRooms } from '../../server/rooms/rooms.ts'
import { Session } from '../../server/rooms/session.ts'
import { memoryLog } from '../support/memory-log.ts'
import { aPerson } from '../support/people.ts'

const start = [{ type: 'title' }, { type: 'paragraph' }]

/** Somebody on a page, deaf and dumb. */
function aSession(): Session {
  return new Session({
    person: aPerson('Aino'),
    right: 'write',
    acknowledged: true,
    unpacks: false,
    epoch: 0,
    outdated: false,
    wire: {
      write: () => {},
      backlog: () => 0,
      untaken: () => 0,
      onceDrained: (callback) => setImmediate(callback),
      spend: () => {},
      close: () => {},
    },
  })
}

function deferred() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}

test('[R20] a page has one room, also when somebody looks in while it is being put away', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const log = memoryLog()
  const { writeSnapshot } = log
  const putAway = deferred()
  const times = { idle: 1_000 }
  const report = () => {}
  const rooms = createRooms({ log, clock: () => 0, report, onTitle: () => {}, times })
  const page = newId(pageId)
  await rooms.begin(page, start, talkootAuthor)
  await rooms.read(page)
  const begun = deferred()
  log.writeSnapshot = () => {
    begun.resolve()
    return putAway.promise
  }
  vi.advanceTimersByTime(times.idle)
  await begun.promise
  const passing = aSession()
  rooms.left(await rooms.join(page, passing), passing)
  log.writeSnapshot = writeSnapshot
  putAway.resolve()
  await vi.waitUntil(() => rooms.figures().rooms === 0)

  const room = await rooms.join(page, aSession())
  vi.advanceTimersByTime(times.idle)
  await new Promise(setImmediate)
  expect(await rooms.join(page, aSession())).toBe(room)
  await rooms.close()
})

test('[R50] a page can be looked at as it is stored, and no room is opened for it', async () => {
  const log = memoryLog()
  const stored: string[] = []
  const rooms = createRooms({
    log,
    clock: () => 0,
    report: () => {},
    onTitle: () => {},
    onStored: (page) => void stored.push(page),
  })
  const page = newId(pageId)
  const title = () => rooms.peek(page, (doc, seq) => [titleOf(doc), seq])
  await expect(title()).rejects.toMatchObject({ code: 'not-found' })
  await rooms.begin(page, start, talkootAuthor)
  expect([await title(), rooms.figures().rooms]).toEqual([['', 1], 0])
  const session = aSession()
  const room = await rooms.join(page, session)
  await rooms.setTitle(page, 'Ours', talkootAuthor)
  expect([await title(), rooms.figures().rooms]).toEqual([['Ours', 2], 1])
  // Whoever keeps what is derived hears of each entry, and of nothing else.
  expect(stored).toEqual([page, page])
  await rooms.setTitle(page, 'Ours', talkootAuthor)
  expect(stored).toEqual([page, page])
  rooms.left(room, session)
  await rooms.close()
  // The end, too, can still look.
  expect(await title()).toEqual(['Ours', 2])
})

test('[H83] while a page’s log is written anew nobody is on the page, and all wait until it is over', async () => {
  const log = memoryLog()
  const report = (error: unknown) => {
    throw error
  }
  const rooms = createRooms({ log, clock: () => 0, report, onTitle: () => {} })
  onTestFinished(() => rooms.close())
  const page = newId(pageId)
  await rooms.begin(page, start, talkootAuthor)
  const before = aSession()
  const room = await rooms.join(page, before)
  await rooms.setTitle(page, 'Before', talkootAuthor)

  const rewriting = deferred()
  const begun = deferred()
  const done: string[] = []
  const without = rooms.without(page, async () => {
    expect(before.state).toEqual({ is: 'closed' })
    begun.resolve()
    await rewriting.promise
    done.push('rewritten')
  })
  await begun.promise
  // Of whom the socket says that they left, when their room is gone.
  rooms.left(room, before)
  const waiting = [
    rooms.join(page, aSession()).then(() => done.push('joined')),
    rooms.setTitle(page, 'After', talkootAuthor).then(() => done.push('renamed')),
    rooms.without(page, async () => done.push('again')),
  ]
  await rooms.peek(page, titleOf)
  expect(done).toEqual([])
  rewriting.resolve()
  await Promise.all([without, ...waiting])
  expect(done[0]).toBe('rewritten')
  expect(done.toSorted()).toEqual(['again', 'joined', 'renamed', 'rewritten'])
  expect(await rooms.peek(page, titleOf)).toBe('After')

  await expect(rooms.without(page, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await rooms.peek(page, titleOf)).toBe('After')
})

import { expect, onTestFinished, test, vi } from 'vitest'
import { newId, pageId, talkootAuthor } from '#contract/ids.ts'
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

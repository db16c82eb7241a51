import { expect, test } from 'vitest'
import { commentId, pageId, personId, threadId } from '#contract/ids.ts'
import { saidOn } from '../../../client/history/said/events.ts'
import type { ThreadView } from '../../../client/net/thread-queries.ts'
import { random } from '../../support/random.ts'
import { seedList } from '../../support/seeds.ts'

const id = (n: number) => String.fromCodePoint(97 + n).repeat(20)
const page = pageId.parse(id(0))
const [aino, bo] = [personId.parse(id(1)), personId.parse(id(2))] as const
const time = (minute: number) => Date.UTC(2026, 10, 23, 9, minute)
const iso = (minute: number) => new Date(time(minute)).toISOString()

/** A page on which somebody wrote at these minutes. */
function moments(minutes: readonly number[]) {
  const head = minutes.length
  return {
    head,
    within: (seq: number) => Math.min(Math.max(seq, Math.min(1, head)), head),
    timeOf: (seq: number) => time(minutes[seq - 1] ?? Number.NaN),
  }
}

const said = (n: number, by: typeof aino, minute: number, text: string) => ({
  id: commentId.parse(id(n)),
  by,
  at: iso(minute),
  text,
  editedAt: null,
  before: [],
  deletedAt: null,
  hidden: null,
  reactions: [],
})

const thread = (n: number, rest: Partial<ThreadView>): ThreadView => ({
  id: threadId.parse(id(n)),
  page,
  anchor: null,
  proposal: null,
  seq: 1,
  comments: [said(9, aino, 5, 'Why?')],
  ending: null,
  reopened: [],
  revision: 1,
  ...rest,
})

test('[M143] what was said stands at the moment that the page was at, in the order of time', () => {
  const end = {
    fate: 'declined',
    reason: 'It is needed.',
    by: bo,
    at: iso(30),
    into: null,
    seq: null,
  } as const
  const talked = thread(3, {
    seq: 2,
    comments: [said(9, aino, 12, 'Why?'), said(10, bo, 25, 'Because.')],
    ending: { ...end, fate: 'answered', reason: '', at: iso(50) },
    reopened: [{ ending: end, by: aino, at: iso(40) }],
  })
  const proposed = thread(4, {
    seq: 1,
    proposal: { from: 'soon', to: 'within a day' },
    comments: [said(11, aino, 5, '')],
    ending: { ...end, fate: 'adopted', reason: '', at: iso(41), seq: 4 },
    anchor: {
      first: { client: 1, clock: 1 },
      last: { client: 1, clock: 2 },
      kind: 'text',
      quote: 'soon',
      seq: 1,
      lastThere: 3,
    },
  })
  const page = moments([0, 10, 20, 41, 60])
  const events = saidOn([talked, proposed], page)
  expect(events.map(({ what, seq, text, fate }) => [what, seq, text, fate])).toEqual([
    ['proposed', 1, 'within a day', null],
    ['begun', 2, 'Why?', null],
    ['answered', 3, 'Because.', null],
    ['ended', 3, 'It is needed.', 'declined'],
    ['reopened', 3, '', null],
    ['accepted', 4, '', 'adopted'],
    ['ended', 4, '', 'answered'],
  ])
  expect(new Set(events.map(({ key }) => key)).size).toBe(events.length)
  expect(events.filter(({ lastThere }) => lastThere === 3).map(({ what }) => what)).toEqual([
    'proposed',
    'accepted',
  ])
  expect(saidOn([talked], moments([]))).toEqual([])
})

test.each(seedList(5))(
  '[M143] every moment found is the last that was by then, seed %i',
  (seed) => {
    const { int } = random(seed)
    const minutes = Array.from({ length: 1 + int(200) }, () => int(600)).toSorted((a, b) => a - b)
    const page = moments(minutes)
    for (let n = 0; n < 50; n++) {
      const minute = int(620)
      const [, event] = saidOn(
        [thread(3, { comments: [said(9, aino, 0, 'a'), said(10, bo, minute, 'b')] })],
        page,
      ).toSorted((a, b) => Number(a.what === 'answered') - Number(b.what === 'answered'))
      const byThen = minutes.filter((one) => one <= minute).length
      expect(event?.seq).toBe(Math.max(1, byThen))
    }
  },
)

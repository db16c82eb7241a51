/**
 * Scales of pages: questions that many answer with a number. The page holds the block alone, the
 * answers are records, and nobody but who gave one can get at it.
 */
import * as Y from 'yjs'
import { AppError, notFound } from '#contract/errors.ts'
import type { PageId, PersonId, ScaleId } from '#contract/ids.ts'
import { pageRoot } from '#contract/page-schema.ts'
import type { Bus } from '../bus/bus.ts'
import { nowAndThen } from '../bus/now-and-then.ts'
import type { Rooms } from '../rooms/rooms.ts'
import type { Answers, GivenAnswer } from './answers.ts'
import { type KeptAnswer, spreadOf } from './spread.ts'

/** Everybody who sees the page asks again when told, so a hall is told now and then. */
const tellMs = 2_000
/** Answers to the phases of something: not begun, under way, done. */
const phases = 3

interface Tally {
  readonly scale: ScaleId
  readonly mine: number | null
  readonly answers: number
  readonly spread: number[] | null
}

export interface Scales {
  /** What is known of each scale of the page that somebody has answered. */
  list(page: PageId, person: PersonId): Promise<Tally[]>
  /**
   * Stores an answer to a scale that the page holds now; null takes it back. AppError not-found
   * for another scale, invalid-input for an answer that it does not have.
   */
  answer(page: PageId, given: GivenAnswer): Promise<void>
  /** Stops telling. */
  close(): void
}

export function createScales(deps: {
  readonly answers: Answers
  readonly bus: Bus
  /** Told of the page whose scale has another answer. */
  readonly changed: (page: PageId) => void
  readonly rooms: Rooms
}): Scales {
  const { answers, bus, changed, rooms } = deps
  const told = nowAndThen(tellMs, (page) => bus.publish({ kind: 'scales', page }))

  return {
    async list(page, person) {
      const byScale = new Map<ScaleId, KeptAnswer[]>()
      for (const one of await answers.of(page)) {
        const same = byScale.get(one.scale)
        if (same) same.push(one)
        else byScale.set(one.scale, [one])
      }
      return [...byScale].map(([scale, all]) => ({
        scale,
        mine: all.find((one) => one.person === person)?.value ?? null,
        ...spreadOf(all),
      }))
    },

    async answer(page, given) {
      const { scale, value } = given
      if (value !== null) {
        const most = await rooms.peek(page, (doc) => highestAnswer(doc, scale))
        if (most === null) throw notFound()
        if (value > most) {
          throw new AppError('invalid-input', 'The scale has no such answer.', {
            details: { value: 'too-large' },
          })
        }
      }
      await answers.give(page, given)
      changed(page)
      told.happened(page)
    },

    close: told.close,
  }
}

/** The highest answer to a scale on the page; null when the page does not hold it. */
function highestAnswer(doc: Y.Doc, scale: ScaleId): number | null {
  for (const block of doc.getXmlFragment(pageRoot).toArray()) {
    if (!(block instanceof Y.XmlElement) || block.nodeName !== 'scales') continue
    const holds = block
      .toArray()
      .some((row) => row instanceof Y.XmlElement && row.getAttribute('id') === scale)
    if (holds) return block.getAttribute('points') === 'phases' ? phases : 5
  }
  return null
}

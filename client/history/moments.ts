import { must } from '#contract/asserts.ts'
import type { PersonId, Seq } from '#contract/ids.ts'
import type { Growth } from '../../server/history/growth.ts'
import type { Sitting } from '../../server/history/sittings.ts'
import type { Overview } from './protocol.ts'

/** All moments of a page: when each was, and who wrote then. */
export class Moments {
  readonly #overview: Overview

  constructor(overview: Overview) {
    this.#overview = overview
  }

  /** The last moment; 0 when nothing was ever written. */
  get head(): Seq {
    return this.#overview.head
  }

  get sittings(): readonly Sitting[] {
    return this.#overview.sittings
  }

  get growth(): Growth {
    return this.#overview.growth
  }

  /** The moment, or the nearest that there is. */
  within(seq: number): Seq {
    return Math.min(Math.max(Math.round(seq), Math.min(1, this.head)), this.head)
  }

  /** Milliseconds since 1970. */
  timeOf(seq: Seq): number {
    return must(this.#overview.times[seq - 1], 'the moment is in the history')
  }

  authorOf(seq: Seq): PersonId {
    const { authors, people } = this.#overview
    return must(people[authors[seq - 1] ?? -1], 'the moment is in the history')
  }

  /** Was it Talkoot itself, with the text of a template, say? */
  isTalkoot(person: PersonId): boolean {
    return person === this.#overview.talkoot
  }

  /** The sitting that the moment is in; -1 when there is none. */
  sittingOf(seq: Seq): number {
    return this.sittings.findIndex(({ to }) => seq <= to)
  }
}

/**
 * Who wrote on a page, and in which weeks: of every entry who and when, without what. Kept with the
 * bundle of its history, so that the whole log need not be read to know it.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { personId, type PersonId, type Seq, talkootAuthor, unknownAuthor } from '#contract/ids.ts'
import type { EntryKind } from '#contract/records.ts'

const dayMs = 24 * 3_600_000
/** 1970 began on a Thursday. */
const firstMonday = -3

/** What of an entry counts. */
export interface Contribution {
  readonly seq: Seq
  /** Milliseconds since 1970. */
  readonly at: number
  readonly author: PersonId
  readonly kind: EntryKind
}

/** The week of a moment: Mondays since 1970, in UTC. */
export function weekOf(at: number): number {
  return Math.floor((Math.floor(at / dayMs) - firstMonday) / 7)
}

/** The day on which a week begins, `2027-03-29`. */
export function mondayOf(week: number): string {
  return new Date((week * 7 + firstMonday) * dayMs).toISOString().slice(0, 10)
}

/** Did somebody write, rather than begin the page, or Talkoot for them? */
export function isWriting(kind: EntryKind): boolean {
  switch (kind) {
    case 'edit':
    case 'offline':
    case 'rename':
    case 'restore':
    case 'unrestore':
    case 'proposal':
      return true
    case 'template':
    case 'copy':
    case 'repair':
    case 'recovered':
    case 'redaction':
      return false
  }
}

export class Contributions {
  readonly #weeks = new Map<PersonId, Set<number>>()
  #seq: Seq = 0
  #began: number | null = null

  /** Up to which entry it goes. */
  get seq(): Seq {
    return this.#seq
  }

  /** The week of the first entry, null when there is none. */
  get began(): number | null {
    return this.#began
  }

  /** Everybody in whose name there is an entry. */
  get people(): PersonId[] {
    return [...this.#weeks.keys()]
  }

  /** In which weeks each person wrote, in no order. Whoever only began the page is not there. */
  *writers(): IterableIterator<readonly [PersonId, ReadonlySet<number>]> {
    for (const one of this.#weeks) if (one[1].size > 0) yield one
  }

  /** Entries come in their order. */
  add({ at, author, kind, seq }: Contribution): void {
    this.#seq = seq
    this.#began ??= weekOf(at)
    if (author === talkootAuthor || author === unknownAuthor) return
    const weeks = this.#weeks.get(author) ?? new Set()
    this.#weeks.set(author, weeks)
    if (isWriting(kind)) weeks.add(weekOf(at))
  }

  encode(): Uint8Array {
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, this.#seq)
      encoding.writeVarInt(encoder, this.#began ?? -1)
      encoding.writeVarUint(encoder, this.#weeks.size)
      for (const [person, weeks] of this.#weeks) {
        encoding.writeVarString(encoder, person)
        encoding.writeVarUint(encoder, weeks.size)
        for (const week of weeks) encoding.writeVarInt(encoder, week)
      }
    })
  }

  /** Throws when the bytes are none of `encode`. */
  static decode(bytes: Uint8Array): Contributions {
    const made = new Contributions()
    const decoder = decoding.createDecoder(bytes)
    made.#seq = decoding.readVarUint(decoder)
    const began = decoding.readVarInt(decoder)
    made.#began = made.#seq === 0 ? null : began
    for (let people = decoding.readVarUint(decoder); people > 0; people--) {
      const weeks = new Set<number>()
      made.#weeks.set(personId.parse(decoding.readVarString(decoder)), weeks)
      for (let left = decoding.readVarUint(decoder); left > 0; left--) {
        weeks.add(decoding.readVarInt(decoder))
      }
    }
    return made
  }
}

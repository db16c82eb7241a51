/** What is known of each entry besides what it changed. */
import { must } from '#contract/asserts.ts'
import { unknownAuthor, type PersonId, type Seq } from '#contract/ids.ts'
import type { EntryKind } from '#contract/records.ts'

/** Times are kept in steps of so many milliseconds: finer than anybody looks. */
export const step = 100

export interface EntryFacts {
  /** Milliseconds since 1970, rounded down to a step. */
  readonly at: number
  readonly author: PersonId
  readonly kind: EntryKind
  readonly about?: Seq
}

export class EntryTable {
  readonly #steps: number[] = []
  readonly #authors: number[] = []
  readonly #kinds: EntryKind[] = []
  readonly #about = new Map<Seq, Seq>()
  readonly #people: PersonId[] = []
  readonly #numbers = new Map<PersonId, number>()

  /** The last entry's place, 0 when there is none. */
  get head(): Seq {
    return this.#steps.length
  }

  /** Everybody who wrote, in the order in which they first did. */
  get people(): readonly PersonId[] {
    return this.#people
  }

  /** Takes an entry's facts in; those of entries that were lost before it are made up. */
  add(seq: Seq, { at, author, kind, about }: EntryFacts): void {
    if (!(seq > this.head)) throw new Error(`Entry ${seq} comes after entry ${this.head}.`)
    while (this.head < seq - 1) {
      this.#push(this.#steps.at(-1) ?? Math.floor(at / step), unknownAuthor, 'recovered')
    }
    this.#push(Math.floor(at / step), author, kind)
    if (about !== undefined) this.#about.set(seq, about)
  }

  at(seq: Seq): number {
    return must(this.#steps[seq - 1], `no entry ${seq}`) * step
  }

  author(seq: Seq): PersonId {
    return must(this.#people[this.authorNumber(seq)], `no entry ${seq}`)
  }

  /** The author's number within `people`. */
  authorNumber(seq: Seq): number {
    return must(this.#authors[seq - 1], `no entry ${seq}`)
  }

  kind(seq: Seq): EntryKind {
    return must(this.#kinds[seq - 1], `no entry ${seq}`)
  }

  about(seq: Seq): Seq | undefined {
    return this.#about.get(seq)
  }

  #push(steps: number, author: PersonId, kind: EntryKind): void {
    let number = this.#numbers.get(author)
    if (number === undefined) {
      number = this.#people.push(author) - 1
      this.#numbers.set(author, number)
    }
    this.#steps.push(steps)
    this.#authors.push(number)
    this.#kinds.push(kind)
  }
}

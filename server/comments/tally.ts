/** What became of what was said, in numbers. */
import { type Fate, fates } from '#contract/threads.ts'
import { beginnerOf, type KeptThread } from './kept-thread.ts'

export interface Tally {
  readonly threads: number
  readonly proposals: number
  /** Of all of them, by how they ended. */
  readonly ended: Readonly<Record<Fate, number>>
  readonly open: number
  /** Open ones to which nobody has said anything but who began them. */
  readonly unanswered: number
}

export function tallyOf(threads: readonly KeptThread[]): Tally {
  const open = threads.filter(({ ending }) => ending === null)
  return {
    threads: threads.length,
    proposals: threads.filter(({ proposal }) => proposal !== null).length,
    ended: fatesCounted((fate) => threads.filter(({ ending }) => ending?.fate === fate).length),
    open: open.length,
    unanswered: open.filter(isUnanswered).length,
  }
}

/** The tallies of several pages together. */
export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = (figure: (tally: Tally) => number) =>
    tallies.reduce((total, tally) => total + figure(tally), 0)
  return {
    threads: sum((one) => one.threads),
    proposals: sum((one) => one.proposals),
    ended: fatesCounted((fate) => sum((one) => one.ended[fate])),
    open: sum((one) => one.open),
    unanswered: sum((one) => one.unanswered),
  }
}

function isUnanswered(thread: KeptThread): boolean {
  const beginner = beginnerOf(thread)
  return thread.comments.every(({ by }) => by === beginner)
}

function fatesCounted(count: (fate: Fate) => number): Record<Fate, number> {
  const counted = { ...noFates }
  for (const fate of fates) counted[fate] = count(fate)
  return counted
}

const noFates: Readonly<Record<Fate, number>> = {
  answered: 0,
  adopted: 0,
  'adopted-changed': 0,
  merged: 0,
  parked: 0,
  declined: 0,
}

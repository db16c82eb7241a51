import type { Random } from './random.ts'

/** A copy of the bytes with one to four things wrong, mostly one. */
export function mutate(bytes: Uint8Array, dice: Random): Uint8Array {
  let made = [...bytes]
  for (let faults = dice.chance(0.6) ? 1 : 1 + dice.int(4); faults > 0; faults--) {
    const at = dice.int(made.length + 1)
    const kind = dice.int(7)
    if (kind < 3) made[Math.min(at, made.length - 1)] = dice.int(256)
    else if (kind === 3) made.splice(at, 0, dice.int(256))
    else if (kind === 4) made.splice(at, 1 + dice.int(3))
    else if (kind === 5) made = made.slice(0, at)
    else made.splice(at, 0, ...made.slice(dice.int(made.length + 1)).slice(0, 12))
  }
  return Uint8Array.from(made)
}

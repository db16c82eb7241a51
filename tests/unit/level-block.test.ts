import { expect, test } from 'vitest'
import { pairsOf } from '../../server/storage/embedded/level-block.ts'

const every = 4
const words = Array.from({ length: 40 }, (_, n) => `entry ${String(n).padStart(3, '0')}`)

/** A block as LevelDB writes it, and where the places of its full keys stand. */
function aBlock(): { readonly block: Buffer; readonly begins: number[]; readonly end: number } {
  const parts: Buffer[] = []
  const begins: number[] = []
  let length = 0
  let before = ''
  for (const [n, key] of words.entries()) {
    let shared = 0
    if (n % every === 0) begins.push(length)
    else while (key[shared] === before[shared]) shared++
    const own = Buffer.from(key.slice(shared))
    const value = Buffer.from(`value ${n}`)
    const part = Buffer.concat([Buffer.of(shared, own.length, value.length), own, value])
    parts.push(part)
    length += part.length
    before = key
  }
  const places = Buffer.alloc(4 * begins.length + 4)
  for (const [i, begin] of begins.entries()) places.writeUInt32LE(begin, 4 * i)
  places.writeUInt32LE(begins.length, 4 * begins.length)
  return { block: Buffer.concat([...parts, places]), begins, end: length }
}

const keysOf = (block: Buffer) => pairsOf(block).map(([key]) => key.toString())

test('[D6] of a block whose bytes are right all pairs are read', () => {
  expect(keysOf(aBlock().block)).toEqual(words)
})

test('[D6] whichever bit of the places of full keys is wrong, no pair is lost', () => {
  const { begins, end, block } = aBlock()
  for (let at = end; at < end + 4 * begins.length; at++) {
    for (let bit = 0; bit < 8; bit++) {
      const spoilt = Buffer.from(block)
      spoilt[at] = (spoilt[at] ?? 0) ^ (1 << bit)
      const keys = new Set(keysOf(spoilt))
      expect(
        words.filter((word) => !keys.has(word)),
        `byte ${at - end}, bit ${bit}`,
      ).toEqual([])
    }
  }
})

test('[D6] a wrong byte among the pairs costs those up to the next full key, at most', () => {
  const { end, block } = aBlock()
  for (let at = 0; at < end; at++) {
    for (const bit of [0, 3, 7]) {
      const spoilt = Buffer.from(block)
      spoilt[at] = (spoilt[at] ?? 0) ^ (1 << bit)
      const keys = new Set(keysOf(spoilt))
      expect(words.filter((word) => !keys.has(word)).length, `byte ${at}`).toBeLessThanOrEqual(
        every,
      )
    }
  }
})

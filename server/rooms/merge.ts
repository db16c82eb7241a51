/**
 * Makes one update of several that follow each other, as what people type does. Each client's
 * structs are only laid one after the other, byte for byte, so it takes time in proportion to
 * them; `Y.mergeUpdates` sorts all updates anew for every struct.
 */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { type Block, decodeUpdate, type DeletedRange, UnreadableUpdate } from './decode.ts'

/** The structs of one client, from several updates. */
interface Run {
  readonly clock: number
  end: number
  count: number
  readonly parts: Uint8Array[]
}

/** One update that does what these do in their order. */
export function merge(updates: readonly Uint8Array[]): Uint8Array {
  const [first] = updates
  if (first !== undefined && updates.length === 1) return first
  return layTogether(updates) ?? Y.mergeUpdates([...updates])
}

/** Null where they do not follow each other, or are larger than what one frame may hold. */
function layTogether(updates: readonly Uint8Array[]): Uint8Array | null {
  const runs = new Map<number, Run>()
  const deletes = new Map<number, DeletedRange[]>()
  try {
    for (const update of updates) {
      const decoded = decodeUpdate(update)
      for (const block of decoded.blocks) if (!addTo(runs, block, update)) return null
      for (const range of decoded.deletes) {
        const ranges = deletes.get(range.client)
        if (ranges === undefined) deletes.set(range.client, [range])
        else ranges.push(range)
      }
    }
  } catch (error) {
    if (error instanceof UnreadableUpdate) return null
    throw error
  }
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, runs.size)
    for (const [client, { clock, count, parts }] of runs) {
      encoding.writeVarUint(encoder, count)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      for (const part of parts) encoding.writeUint8Array(encoder, part)
    }
    encoding.writeVarUint(encoder, deletes.size)
    for (const [client, ranges] of deletes) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, ranges.length)
      for (const { clock, length } of ranges) {
        encoding.writeVarUint(encoder, clock)
        encoding.writeVarUint(encoder, length)
      }
    }
  })
}

function addTo(runs: Map<number, Run>, block: Block, update: Uint8Array): boolean {
  const part = update.subarray(...block.bytes)
  const count = block.structs.length
  const run = runs.get(block.client)
  if (run === undefined) {
    runs.set(block.client, { clock: block.clock, end: block.end, count, parts: [part] })
    return true
  }
  if (block.clock !== run.end) return false
  run.end = block.end
  run.count += count
  run.parts.push(part)
  return true
}

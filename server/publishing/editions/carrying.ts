/** The files of an edition: copies of its own, which stay whatever becomes of the pages' files. */
import { createHash } from 'node:crypto'
import type { KeptFile } from '#contract/editions.ts'
import { type FileId, fileId, newId } from '#contract/ids.ts'
import type { FileStore, Incoming } from '../../storage/storage.ts'
import type { FrozenFile } from './frozen-texts.ts'

/** Copies that are held, and are no files yet. */
export interface Carried {
  readonly files: readonly KeptFile[]
  /** Makes them files; durable when it resolves. */
  keep(): Promise<void>
  /** Gives up what is no file yet. */
  drop(): Promise<void>
}

/** Files that are gone by now are left out. StorageFailed when the copies cannot be held. */
export async function carry(store: FileStore, files: readonly FrozenFile[]): Promise<Carried> {
  const held: [KeptFile, Incoming][] = []
  const drop = async () => {
    for (const [, incoming] of held) await incoming.drop()
  }
  try {
    for (const { file, name, type } of files) {
      const bytes = await store.read(file)
      if (bytes === null) continue
      const sum = createHash('sha256')
      const incoming = await store.receive(counted(bytes, (piece) => sum.update(piece)))
      const kept: FileId = newId(fileId)
      held.push([
        { file, kept, name, type, size: incoming.size, sha256: sum.digest('hex') },
        incoming,
      ])
    }
  } catch (error) {
    await drop()
    throw error
  }
  return {
    files: held.map(([file]) => file),
    async keep() {
      for (const [{ kept }, incoming] of held) await incoming.keep(kept)
    },
    drop,
  }
}

async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  see: (piece: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    see(piece)
    yield piece
  }
}

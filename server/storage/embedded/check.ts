/** Verifying everything a data folder holds. */
import { z } from 'zod'
import type { Storage } from '../storage.ts'
import { decodeEntry } from './entry-bytes.ts'
import { lossText } from './loss.ts'
import type { EmbeddedStorage } from './open.ts'

/** What a check read, and what it found: one English sentence per finding. */
export const checked = z.object({
  pages: z.int(),
  entries: z.int(),
  /** Pages of which something was taken out for good. */
  rewritten: z.int(),
  partitions: z.int(),
  files: z.int(),
  findings: z.array(z.string()),
})
export type Checked = z.infer<typeof checked>

/** What only others can check: whether what follows from the log does. Gives findings. */
export type CheckMore = (storage: Storage) => Promise<readonly string[]>

/**
 * Reads every entry, every record and every file of an open storage and verifies all checksums and
 * chains, and then what `more` does. Also names what was already known to be lost.
 */
export async function checkStorage(storage: EmbeddedStorage, more?: CheckMore): Promise<Checked> {
  const { log, heads, catalogue, files } = storage
  const findings = new Set<string>()
  let entries = 0
  let rewritten = 0
  const pages = await log.pages()
  for (const page of pages) {
    const known = heads.get(page)
    if (known.rewrites > 0) rewritten += 1
    for (const loss of known.lost) {
      if (loss.kind !== 'unused') findings.add(lossText(page, loss))
    }
    for await (const { seq, bare } of log.bareEntries(page, 1, known.seq, known.seq)) {
      entries += 1
      const author = decodeEntry(bare)?.author
      if (author === undefined || heads.author(author) === undefined) {
        findings.add(`The author of entry ${seq} of page ${page} is missing.`)
      }
    }
  }
  const partitions = await catalogue.check()
  const found = await files.check(await recordedFiles(storage))
  for (const text of (await more?.(storage)) ?? []) findings.add(text)
  for (const { text } of storage.damage()) findings.add(text)
  return {
    pages: pages.length,
    entries,
    rewritten,
    partitions,
    files: found,
    findings: [...findings],
  }
}

/** Every file that a record speaks of, in partitions that can be read. */
async function recordedFiles({ catalogue }: EmbeddedStorage): Promise<readonly string[]> {
  const ids: string[] = []
  for (const [partition] of catalogue.loaded()) {
    for (const { id } of await catalogue.list(partition, 'files')) ids.push(id)
  }
  return ids
}

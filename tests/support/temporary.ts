import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { EmbeddedStorage, OpenOptions } from '../../server/storage/embedded/open.ts'
import { openEmbedded } from '../../server/storage/embedded/open.ts'

/** An empty folder that is removed when the test has finished. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'talkoot-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** An opened data folder, and everything that was reported while it was open. */
export interface Opened extends EmbeddedStorage {
  readonly reported: readonly string[]
}

/** Opens a data folder; the test closes it, or its end does. */
export async function openFolder(
  folder: string,
  options: Partial<OpenOptions> = {},
): Promise<Opened> {
  const reported: string[] = []
  const report = (sentence: string) => void reported.push(sentence)
  const storage = await openEmbedded(folder, { clock: Date.now, report, ...options })
  onTestFinished(() => storage.close())
  return { ...storage, reported }
}

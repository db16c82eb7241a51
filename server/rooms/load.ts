/** A page out of its log: the newest snapshot and the entries after it. */
import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '#contract/errors.ts'
import type { PageId, Seq } from '#contract/ids.ts'
import type { Entry, UpdateLog } from '../storage/storage.ts'
import { LivePage } from './live-page.ts'
import { decodeSnapshot } from './snapshot.ts'

export interface LoadedPage {
  readonly live: LivePage
  readonly seq: Seq
  readonly epoch: number
  /** Last entry that the snapshot held, 0 without one. */
  readonly snapshotSeq: Seq
}

/** Milliseconds between tries to read the log again after a failure. */
const retryAfter = 250
/** Entries that are put in together. */
const together = 20_000

/** Throws AppError 'not-found' for a page that has no entry. */
export async function loadPage(page: PageId, log: UpdateLog): Promise<LoadedPage> {
  const { seq, epoch } = await log.head(page)
  if (seq === 0) throw new AppError('not-found', 'The page has no content.')
  const live = new LivePage()
  const snapshotSeq = await putSnapshot(page, log, live)
  let entries: Entry[] = []
  let last = snapshotSeq
  for await (const entry of log.read(page, snapshotSeq + 1, seq)) {
    entries.push(entry)
    last = entry.seq
    if (entries.length < together) continue
    live.replay(entries)
    entries = []
  }
  if (entries.length > 0) live.replay(entries)
  return { live, seq: Math.max(seq, last), epoch, snapshotSeq }
}

export interface Patience {
  /** Whether it is enough that the log can be read. */
  readonly when: 'readable' | 'writable'
  readonly report: (error: unknown, what: string) => void
  /** Asked after each failure. */
  readonly givenUp: () => boolean
}

/** Tries until it works; null when the caller has given up. */
export async function loadPatiently(
  page: PageId,
  log: UpdateLog,
  { when, report, givenUp }: Patience,
): Promise<LoadedPage | null> {
  for (;;) {
    try {
      if (when === 'writable') await log.ready()
      const loaded = await loadPage(page, log)
      if (!givenUp()) return loaded
      loaded.live.destroy()
      return null
    } catch (error) {
      if (givenUp()) return null
      report(error, 'reload')
      await pause(retryAfter)
    }
  }
}

/** A snapshot is derived: one that cannot be used costs time, nothing else. */
async function putSnapshot(page: PageId, log: UpdateLog, live: LivePage): Promise<Seq> {
  const snapshot = await log.readSnapshot(page)
  const decoded = snapshot === null ? null : decodeSnapshot(snapshot.bytes)
  if (snapshot === null || decoded === null) return 0
  live.restore(decoded.state, decoded.owners)
  return snapshot.seq
}

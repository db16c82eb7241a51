/** Opening LevelDB so that nothing is lost by it and whatever was lost before is found. */
import { existsSync } from 'node:fs'
import { mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { StorageFailed } from '#contract/errors.ts'
import type { PageId } from '#contract/ids.ts'
import { personId } from '#contract/ids.ts'
import type { DamageBook, Report } from './damage-book.ts'
import type { Disk } from './disk.ts'
import type { DataFolder } from './folder.ts'
import type { Heads } from './heads.ts'
import { damagedTables } from './level-files.ts'
import type { Level } from './level.ts'
import { isCorruption, isLocked, levelMessage } from './level.ts'
import type { Loss } from './loss.ts'
import { lossText, replacedText } from './loss.ts'
import { purge, writeAgain } from './purge.ts'
import { finishRebuild, rebuildLog } from './rebuild.ts'
import { bringOver, dropRescue, linkRescue } from './rescue.ts'
import { encodeRecord, rewriteKey, rewritesIn, settleRewrites } from './rewriting.ts'
import type { Verdict } from './verify.ts'
import { pagesIn, verifyPages } from './verify.ts'

export interface Opening {
  readonly disk: Disk
  readonly folder: DataFolder
  readonly heads: Heads
  readonly book: DamageBook
  readonly report: Report
}

/** Keys of LevelDB's copy of the table of authors. */
export const authorKey = (index: number): Buffer =>
  Buffer.from(`a${String(index).padStart(10, '0')}`, 'latin1')

/** The world is in the way of opening: says which command helps. */
const beyondRepair = (folder: DataFolder, why: string, cause?: unknown) =>
  new StorageFailed(
    `The log in ${folder.log} cannot be opened (${why}): ` +
      'restore a backup into an empty folder with "npm run talkoot -- restore FILE".',
    cause,
  )

/** What lies in LevelDB's folder before it is opened. */
async function lookAt(folder: DataFolder): Promise<'new' | 'whole' | 'headless'> {
  await mkdir(folder.log, { recursive: true })
  if (existsSync(join(folder.log, 'CURRENT'))) return 'whole'
  for (const name of await readdir(folder.log)) {
    const size = /\.(ldb|sst|log)$/.test(name) ? (await stat(join(folder.log, name))).size : 0
    if (size > 0) return 'headless'
  }
  return 'new'
}

/** LevelDB's lists name what is not there, or cannot be read. Not: a full or failing disk. */
const isDamage = (error: unknown) =>
  isCorruption(error) || /no such file|does not exist|invalid argument/i.test(levelMessage(error))

/** Writes the log anew from its files and opens that. */
async function rebuildAndOpen(opening: Opening, cause: unknown): Promise<Level> {
  const { disk, folder, book } = opening
  book.add(
    null,
    `The log in ${folder.log} was damaged and has been written anew (as it was it lies in ` +
      `${folder.damaged}); what is missing is named page by page.`,
    cause,
  )
  try {
    await rebuildLog(disk, folder)
    return await disk.openLevel(folder.log, false)
  } catch (error) {
    throw beyondRepair(folder, levelMessage(error), error)
  }
}

interface OpenedLevel {
  readonly level: Level
  readonly rebuilt: boolean
}

async function openOrRebuild(
  opening: Opening,
  { tables, rebuild }: Suspicion,
): Promise<OpenedLevel> {
  const { disk, folder, heads } = opening
  const found = await lookAt(folder)
  if (found === 'new') {
    const entries = heads.pages().some((page) => heads.get(page).seq > 0)
    if (entries) throw beyondRepair(folder, 'its files are gone')
    return { level: await disk.openLevel(folder.log, true), rebuilt: false }
  }
  if (
    rebuild ||
    existsSync(folder.rebuildDue) ||
    (tables && (await damagedTables(folder.log)).length > 0)
  ) {
    return { level: await rebuildAndOpen(opening, null), rebuilt: true }
  }
  try {
    return { level: await disk.openLevel(folder.log, false), rebuilt: false }
  } catch (error) {
    if (isLocked(error) || !isDamage(error)) throw error
    return { level: await rebuildAndOpen(opening, error), rebuilt: true }
  }
}

async function readAuthors(level: Level, heads: Heads): Promise<void> {
  let from: Buffer = authorKey(0)
  for (;;) {
    const range = { gte: from, lt: Buffer.from('b'), limit: 1000 }
    const pairs = await level.chunk(range).catch((error: unknown) => {
      if (isCorruption(error)) return []
      throw error
    })
    for (const [key, value] of pairs) {
      const person = personId.safeParse(value.toString('latin1'))
      const index = Number(key.toString('latin1', 1))
      if (person.success && Number.isSafeInteger(index)) heads.addAuthor(index, person.data)
      from = Buffer.concat([key, Buffer.of(0)])
    }
    if (pairs.length === 0) return
  }
}

interface Findings {
  readonly verdicts: Map<PageId, Verdict>
  /** New losses alone. */
  readonly losses: Map<PageId, readonly Loss[]>
  readonly known: Set<PageId>
}

async function findLosses(level: Level, heads: Heads, full: boolean): Promise<Findings> {
  const known = new Set([...heads.pages(), ...(await pagesIn(level))])
  const verdicts = new Map<PageId, Verdict>()
  const losses = new Map<PageId, readonly Loss[]>()
  await verifyPages(level, [...known], heads, full, (page, verdict) => {
    verdicts.set(page, verdict)
    if (verdict.losses.length > 0) losses.set(page, verdict.losses)
  })
  return { verdicts, losses, known }
}

/** What an opening should not take for granted. */
export interface Suspicion {
  /** The last run did not end well: perhaps LevelDB ended it, at a spoilt table. */
  readonly tables: boolean
  /** The log is known to be damaged. */
  readonly rebuild: boolean
  /** Every entry is to be read, not only the newest. */
  readonly entries: boolean
}

/** Finds what is lost, after trying to find it in the files as they were before opening. */
async function findOrRecover(opening: Opening, opened: OpenedLevel, full: boolean) {
  const { folder, heads, report } = opening
  let { level } = opened
  let findings = await findLosses(level, heads, full)
  if (findings.losses.size === 0) return { level, findings }
  if (existsSync(folder.rescue)) {
    await bringOver(folder, level, findings.losses, findings.known).catch((error: unknown) =>
      report('Nothing could be brought over from the files as they were before.', error),
    )
    findings = await findLosses(level, heads, full)
  }
  if (!opened.rebuilt && (await damagedTables(folder.log)).length > 0) {
    await level.close()
    level = await rebuildAndOpen(opening, null)
    findings = await findLosses(level, heads, true)
  }
  return { level, findings }
}

/** Removes what is left in the files of pages whose rewriting a stop had interrupted. */
async function endPurges({ folder, heads, report }: Opening, level: Level): Promise<void> {
  for (const [page, record] of await rewritesIn(level)) {
    if (record.purged) continue
    try {
      await purge(page, folder, level, (keys) => writeAgain(level, keys))
      await heads.forgetOld()
      await level.write([
        { key: rewriteKey(page), value: encodeRecord({ ...record, purged: true }) },
      ])
    } catch (error) {
      report(`What page ${page} held before it was rewritten could not be removed.`, error)
    }
  }
}

/**
 * Opens the log's LevelDB, compares it with the heads, names what is newly lost, raises the epoch
 * of pages that lost something and saves the heads. Rejects with StorageFailed in one sentence
 * when the log cannot be opened, and with LevelDB's own error when another process has it open.
 */
export async function openVerified(opening: Opening, suspicion: Suspicion): Promise<Level> {
  const { disk, folder, heads, book, report } = opening
  await finishRebuild(disk, folder)
  await mkdir(folder.log, { recursive: true })
  await linkRescue(folder).catch((error: unknown) =>
    report('The disk cannot link files, so damaged logs are opened without a way back.', error),
  )
  const opened = await openOrRebuild(opening, suspicion)
  let { level } = opened
  try {
    await readAuthors(level, heads)
    const unsure = settleRewrites(heads, await rewritesIn(level))
    const found = await findOrRecover(opening, opened, suspicion.entries || opened.rebuilt)
    level = found.level
    for (const [page, { end, losses, replaced }] of found.findings.verdicts) {
      if (replaced && !unsure.has(page) && heads.get(page).seq > 0)
        book.add(page, replacedText(page))
      heads.adopt(page, end, losses)
      for (const loss of losses) {
        if (loss.kind !== 'unused') book.add(page, lossText(page, loss))
      }
    }
    await heads.rewrite()
    await dropRescue(folder)
    await endPurges(opening, level)
    return level
  } catch (error) {
    await level.close()
    throw error
  }
}

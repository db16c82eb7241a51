/**
 * Replacing a small file so that every cut leaves a whole one behind: the new file is written and
 * synced beside (`.new`), the old ones move on (`x` to `x.1`, `x.1` to `x.2`), and only then does
 * it take its place.
 */
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Disk } from './disk.ts'

/** The files that may hold a text, newest first. */
export const generationsOf = (path: string): readonly string[] => [path, `${path}.1`, `${path}.2`]

/** What a text is written to before it takes its place. */
export const incoming = (path: string): string => `${path}.new`

/**
 * Replaces `path` by `text`, durably, and keeps the two generations before. When it rejects, the
 * old text is still, or again, in its place; unless the disk refuses that too, and then only the
 * next replacement settles which of the two is there.
 */
export async function replaceKeeping(disk: Disk, path: string, text: string): Promise<void> {
  const previous = `${path}.1`
  await disk.writeWhole(incoming(path), text)
  if (!existsSync(path) && !existsSync(previous)) return place(disk, path, text)
  const moved = existsSync(path)
  if (moved && existsSync(previous)) await disk.rename(previous, `${path}.2`)
  try {
    if (moved) await disk.rename(path, previous)
    await disk.rename(incoming(path), path)
    await disk.syncFolder(dirname(path))
  } catch (error) {
    if (!moved) await disk.remove(path)
    else if (existsSync(previous)) await disk.rename(previous, path)
    throw error
  }
}

/** A first text has no generation before: a copy takes that place, so that one file can be lost. */
async function place(disk: Disk, path: string, text: string): Promise<void> {
  try {
    await disk.rename(incoming(path), path)
    await disk.writeWhole(incoming(path), text)
    await disk.rename(incoming(path), `${path}.1`)
    await disk.syncFolder(dirname(path))
  } catch (error) {
    await disk.remove(path)
    await disk.remove(`${path}.1`)
    throw error
  }
}

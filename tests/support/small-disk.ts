/** A disk of a few megabytes that can be filled: a tmpfs, which takes root on Linux to mount. */
import { execFileSync } from 'node:child_process'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

export interface SmallDisk {
  readonly folder: string
  /** Leaves not a byte. */
  fill(): void
  /** Gives back what `fill` took. */
  free(): void
  remove(): Promise<void>
}

/** Null, and said aloud, where this machine or user cannot mount one. */
export async function smallDisk(megabytes: number): Promise<SmallDisk | null> {
  const folder = await mkdtemp(path.join(tmpdir(), 'talkoot-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], {
      stdio: 'pipe',
    })
  } catch (error) {
    await rm(folder, { recursive: true })
    console.warn(
      '════ NOT TESTED: a full disk. Mounting a small one takes root on Linux; the same faults ' +
        `are injected elsewhere. (${String(error).split('\n', 1)[0]}) ════`,
    )
    return null
  }
  const ballast = path.join(folder, 'ballast')
  return {
    folder,
    fill() {
      const file = openSync(ballast, 'a')
      try {
        for (const size of [65_536, 4_096, 1]) {
          try {
            for (;;) writeSync(file, Buffer.alloc(size))
          } catch (error) {
            if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
          }
        }
      } finally {
        closeSync(file)
      }
    },
    free: () => rmSync(ballast, { force: true }),
    async remove() {
      execFileSync('umount', ['-l', folder])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

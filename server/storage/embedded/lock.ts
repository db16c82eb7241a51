/**
 * Our own lock on the data folder. LevelDB's is not enough: a refused second opening in the same
 * process lets go of it (measured), and it names nobody.
 *
 * A process id alone proves nothing: in a container it is always 1, and ids are reused. So the
 * lock also names the boot, the process namespace and the moment the process started, and only
 * where all of that can be compared is a lock called held or stale. Where it cannot (another
 * machine, another container, no /proc) LevelDB's lock decides, which the kernel drops with its
 * process.
 */
import { randomBytes } from 'node:crypto'
import { open, readFile, readlink, rename, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { z } from 'zod'
import { StorageFailed } from '#contract/errors.ts'

const control = z.object({ port: z.int().min(1).max(65_535), secret: z.string() })

const holder = z.object({
  host: z.string(),
  /** Empty where the system does not tell. */
  boot: z.string(),
  namespace: z.string(),
  pid: z.int(),
  /** Clock ticks between boot and the start of the process; without /proc, its time origin. */
  started: z.string(),
  since: z.string(),
  token: z.string(),
  /** Where the running server takes orders, see control.ts. */
  control: control.optional(),
})

export type Control = z.infer<typeof control>
export type Holder = z.infer<typeof holder>

/** `unsure`: the lock was taken over from a holder about whom nothing could be learnt. */
export interface Lock {
  readonly path: string
  readonly holder: Holder
  readonly before: Holder | null
  readonly unsure: boolean
}

/** A lock file without content is being written, unless it stays so. */
const emptyForMs = 400

const isAbsent = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (isAbsent(error)) return ''
    throw error
  }
}

const orEmpty = (text: Promise<string>) => text.then((found) => found.trim()).catch(() => '')

/** When the process started, from /proc; empty when there is no such process or no /proc. */
async function startOf(pid: number): Promise<string> {
  const stat = await orEmpty(readFile(`/proc/${pid}/stat`, 'utf8'))
  // The name in brackets may hold spaces and brackets itself: count from its last one.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

async function self(now: number): Promise<Holder> {
  return {
    host: hostname(),
    boot: await orEmpty(readFile('/proc/sys/kernel/random/boot_id', 'utf8')),
    namespace: await orEmpty(readlink('/proc/self/ns/pid')),
    pid: process.pid,
    started: (await startOf(process.pid)) || `${performance.timeOrigin}`,
    since: new Date(now).toISOString(),
    token: randomBytes(12).toString('hex'),
  }
}

/** Whether the process that a lock names still runs. */
export async function judge(other: Holder, me: Holder): Promise<'held' | 'stale' | 'unknown'> {
  const sameHost = other.host === me.host
  if (other.boot !== me.boot) return sameHost ? 'stale' : 'unknown'
  if (me.boot !== '') {
    if (other.namespace !== me.namespace) return 'unknown'
    return (await startOf(other.pid)) === other.started ? 'held' : 'stale'
  }
  if (!sameHost) return 'unknown'
  if (other.pid === me.pid) return other.started === me.started ? 'held' : 'stale'
  return runs(other.pid) ? 'unknown' : 'stale'
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}

/** The sentence for whoever comes second. */
export const heldBy = (root: string, { host, pid }: Pick<Holder, 'host' | 'pid'>): StorageFailed =>
  new StorageFailed(
    `The data folder ${root} is in use by process ${pid} on ${host}: stop that one first.`,
  )

/** Who holds the folder by its lock file, or null. Says nothing about whether they still run. */
export async function holderOf(path: string): Promise<Holder | null> {
  const text = await textOf(path)
  if (text === '') return null
  try {
    return holder.parse(JSON.parse(text))
  } catch {
    // Cut by a power cut: nobody who runs wrote that.
    return null
  }
}

/** The holder that certainly or possibly runs, or null. */
export async function runningHolder(path: string): Promise<Holder | null> {
  const other = await holderOf(path)
  if (other === null) return null
  return (await judge(other, await self(0))) === 'stale' ? null : other
}

async function create(path: string, text: string): Promise<boolean> {
  try {
    const handle = await open(path, 'wx', 0o600)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** Takes a stale lock out of the way, unless somebody else was quicker. */
async function clear(path: string, stale: Holder | null, token: string): Promise<boolean> {
  const aside = `${path}.${token}`
  try {
    await rename(path, aside)
  } catch (error) {
    if (isAbsent(error)) return false
    throw error
  }
  const moved = await holderOf(aside)
  if (moved?.token === stale?.token) {
    await rm(aside, { force: true })
    return true
  }
  // That was somebody's new lock: it goes back.
  await rename(aside, path)
  return false
}

/**
 * Takes the lock or rejects, within a second, with one sentence that names host and process id. A
 * lock whose process is gone is taken over at once.
 */
export async function takeLock(path: string, root: string, now: number): Promise<Lock> {
  const me = await self(now)
  const deadline = performance.now() + emptyForMs
  let before: Holder | null = null
  let unsure = false
  for (;;) {
    if (await create(path, JSON.stringify(me))) return { path, holder: me, before, unsure }
    const other = await holderOf(path)
    unsure = false
    if (other === null) {
      if (performance.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, 20))
        continue
      }
    } else {
      const verdict = await judge(other, me)
      if (verdict === 'held') throw heldBy(root, other)
      unsure = verdict === 'unknown'
    }
    if (!(await clear(path, other, me.token))) continue
    before = other
  }
}

async function replace({ path, holder: me }: Lock, text: string): Promise<void> {
  const aside = `${path}.${me.token}`
  await rm(aside, { force: true })
  await create(aside, text)
  await rename(aside, path)
}

/** Tells in the lock file where this process takes orders. */
export const announce = (lock: Lock, where: Control): Promise<void> =>
  replace(lock, JSON.stringify({ ...lock.holder, control: where }))

/** Gives the lock back to the holder from whom it was taken over wrongly. */
export const giveBack = (lock: Lock): Promise<void> => replace(lock, JSON.stringify(lock.before))

/** Releases the lock, if it is still ours. */
export async function releaseLock({ path, holder: me }: Lock): Promise<void> {
  if ((await holderOf(path))?.token === me.token) await rm(path, { force: true })
}

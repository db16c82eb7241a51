/** How the installation fares: figures for those who look after it. Counting is not done twice. */
import { readdir, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import { setImmediate as othersTurn } from 'node:timers/promises'
import type { endpoints } from '#contract/api.ts'
import { strategy } from '#contract/records.ts'
import type { z } from 'zod'
import type { Config } from '../config.ts'
import type { Notices } from '../notices/notices.ts'
import { isActive } from '../people/active.ts'
import type { People } from '../people/people.ts'
import type { Rooms } from '../rooms/rooms.ts'
import { getRecord, strategyOf } from '../storage/records.ts'
import type { Storage } from '../storage/storage.ts'
import { isSaving } from './health.ts'

const countedMs = 10_000
const measuredMs = 60_000
const sliceLength = 200

type Health = z.input<typeof endpoints.getHealth.reply>

export interface Installation {
  health(): Promise<Health>
}

export function createInstallation(deps: {
  readonly clock: () => number
  readonly config: Config
  readonly notices: Pick<Notices, 'mailState'>
  readonly people: People
  readonly rooms: Rooms
  readonly storage: Storage
}): Installation {
  const { clock, config, notices, people, rooms, storage } = deps
  const startedAt = new Date(clock()).toISOString()
  const counted = kept(clock, countedMs, async () => ({
    people: await countPeople(),
    ...(await countPages()),
  }))
  const used = kept(clock, measuredMs, () => sizeOf(config.data))

  async function countPeople() {
    const counts = { active: 0, guests: 0, deactivated: 0 }
    for (const person of await people.list()) {
      if (!isActive(person, clock())) counts.deactivated += 1
      else if (person.role === 'guest') counts.guests += 1
      else counts.active += 1
    }
    return counts
  }

  async function countPages() {
    const { catalogue, log } = storage
    const counts = { strategies: 0, pages: 0, entries: 0 }
    for (const partition of await catalogue.partitions()) {
      const id = strategyOf(partition)
      const place = { partition, collection: 'strategies' } as const
      const found = id && (await getRecord(catalogue, place, id, strategy))
      if (!found) continue
      counts.strategies += 1
      counts.pages += found.value.pages.length
    }
    for (const [at, page] of (await log.pages()).entries()) {
      if (at % sliceLength === 0) await othersTurn()
      counts.entries += (await log.head(page)).seq
    }
    return counts
  }

  async function disk(): Promise<Health['disk']> {
    const [bytes, free] = await Promise.all([used(), freeAt(config.data)])
    return bytes === null || free === null ? null : { used: bytes, free }
  }

  return {
    async health() {
      const saving = await isSaving(storage)
      return {
        version: config.version,
        node: process.version,
        startedAt,
        address: config.publicUrl?.href.replace(/\/$/, '') ?? null,
        saving,
        damage: storage.damage().map(({ text }) => text),
        ...(await counted()),
        ...rooms.figures(),
        memory: process.memoryUsage.rss(),
        disk: await disk(),
        mail: await notices.mailState(),
      }
    },
  }
}

/** The same answer for a while, and one question at a time. A failure is not kept. */
function kept<T>(clock: () => number, forMs: number, ask: () => Promise<T>): () => Promise<T> {
  let last: { readonly at: number; readonly answer: Promise<T> } | null = null
  return () => {
    if (last !== null && clock() - last.at < forMs) return last.answer
    const asked = { at: clock(), answer: ask() }
    last = asked
    asked.answer.catch(() => {
      if (last === asked) last = null
    })
    return asked.answer
  }
}

/** Bytes of all files in a folder that can be looked at, or null when it cannot itself. */
async function sizeOf(folder: string): Promise<number | null> {
  const entries = await unlessUnseen(readdir(folder, { withFileTypes: true }))
  if (entries === null) return null
  let size = 0
  for (const entry of entries) {
    const inside = path.join(folder, entry.name)
    if (entry.isDirectory()) size += (await sizeOf(inside)) ?? 0
    else if (entry.isFile()) size += (await unlessUnseen(stat(inside)))?.size ?? 0
  }
  return size
}

async function freeAt(folder: string): Promise<number | null> {
  const found = await unlessUnseen(statfs(folder))
  return found && found.bavail * found.bsize
}

/** Null for what has gone while we counted, and for what is not ours to look at (`lost+found`). */
async function unlessUnseen<T>(asking: Promise<T>): Promise<T | null> {
  try {
    return await asking
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EPERM') return null
    throw error
  }
}

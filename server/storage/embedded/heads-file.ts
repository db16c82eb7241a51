/**
 * `heads.jsonl`: where every page's log stands, and the table of authors, outside LevelDB's own
 * files. Lines are appended and the last one of a page counts; now and then the file is written
 * anew. Every line carries its checksum. A first line counts the lines of the last rewriting, so
 * that a cut file is noticed.
 */
import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { z } from 'zod'
import type { PageId, PersonId } from '#contract/ids.ts'
import { pageId, personId } from '#contract/ids.ts'
import type { AppendFile, Disk } from './disk.ts'
import { generationsOf, incoming, replaceKeeping } from './generations.ts'

const place = z.int().nonnegative()
const link = z.string().regex(/^[0-9a-f]{8}$/)
const lossKind = z.enum(['missing', 'spoilt', 'unused'])

const pageLine = z.object({
  page: pageId,
  seq: place,
  link,
  epoch: place,
  /** Up to here everything has left LevelDB's write-ahead log: no need to look at every start. */
  settled: z.object({ seq: place, link }),
  lost: z.array(z.object({ from: place, to: place, kind: lossKind })),
  /** How often its entries were rewritten; left out for never. */
  rewrites: place.optional(),
  /** The link that the page ends in when a rewriting on its way was stored. */
  rewriting: link.optional(),
})
const authorLine = z.object({ author: place, person: personId })
const wholeLine = z.object({ whole: place })
const anyLine = z.union([pageLine, authorLine, wholeLine])

export type PageLine = z.infer<typeof pageLine>
export type AuthorLine = z.infer<typeof authorLine>

/** What the file says, the last line of each page. */
export interface HeadLines {
  readonly pages: Map<PageId, PageLine>
  readonly authors: Map<number, PersonId>
}

export interface LoadedHeads extends HeadLines {
  /** English sentences: what is wrong with the file. */
  readonly faults: readonly string[]
  /** No file holds a whole list: it has to be made anew from the log. */
  readonly unknown: boolean
}

function encodeLine(line: z.infer<typeof anyLine>): string {
  const text = JSON.stringify(line)
  return `${crc32(text).toString(16).padStart(8, '0')} ${text}\n`
}

function decodeLine(text: string): z.infer<typeof anyLine> | null {
  const json = text.slice(9)
  if (text[8] !== ' ' || crc32(json).toString(16).padStart(8, '0') !== text.slice(0, 8)) return null
  const line = anyLine.safeParse(JSON.parse(json))
  return line.success ? line.data : null
}

/** The text of a whole file. */
export function encodeHeads(pages: readonly PageLine[], authors: readonly AuthorLine[]): string {
  const count = encodeLine({ whole: pages.length + authors.length })
  return count + [...authors, ...pages].map(encodeLine).join('')
}

/** Adds what a text says to `into`; tells whether it is whole. */
export function decodeHeads(text: string, into: HeadLines): { readonly whole: boolean } {
  const lines = text.split('\n')
  // After the last line break stands nothing, or an append that a kill or a power cut stopped.
  lines.pop()
  let spoilt = 0
  let due = Infinity
  for (const each of lines) {
    const line = decodeLine(each)
    due -= 1
    if (line === null) spoilt += 1
    else if ('whole' in line) due = line.whole
    else if ('author' in line) into.authors.set(line.author, line.person)
    else into.pages.set(line.page, line)
  }
  return { whole: due <= 0 && spoilt === 0 }
}

const readInto = async (path: string, into: HeadLines) =>
  decodeHeads(await readFile(path, 'utf8'), into)

const empty = (): HeadLines => ({ pages: new Map(), authors: new Map() })

/** Reads the newest lists there are. In a new folder there is none, and that is no fault. */
export async function loadHeads(path: string): Promise<LoadedHeads> {
  const present = generationsOf(path).filter((file) => existsSync(file))
  // A kill in the middle of replacing leaves the whole new file beside its place.
  for (const file of existsSync(path) ? [path] : [incoming(path)]) {
    const lines = empty()
    if (existsSync(file) && (await readInto(file, lines)).whole) {
      return { ...lines, faults: [], unknown: false }
    }
  }
  if (present.length === 0) return { ...empty(), faults: [], unknown: true }
  // The lists before are the ground, and what can be read of the newest stands on them.
  const lines = empty()
  let unknown = true
  for (const file of present.toReversed()) {
    if ((await readInto(file, lines)).whole) unknown = false
  }
  const fault = existsSync(path)
    ? `The list of heads ${path} is spoilt; what it lacks was taken from the one before.`
    : `The list of heads ${path} is missing; the one before was taken.`
  return { ...lines, faults: [fault], unknown }
}

/** Writes the file. One call at a time: `Heads` sees to that. */
export class HeadsFile {
  readonly #disk: Disk
  readonly #path: string
  #open: AppendFile | null = null
  #size = 0
  #rewriteAt = 0

  constructor(disk: Disk, path: string) {
    this.#disk = disk
    this.#path = path
  }

  /** Whether so much was appended that writing anew is worth it. */
  get long(): boolean {
    return this.#size > this.#rewriteAt
  }

  /** Durably replaces everything. */
  async rewrite(pages: readonly PageLine[], authors: readonly AuthorLine[]): Promise<void> {
    await this.close()
    await replaceKeeping(this.#disk, this.#path, encodeHeads(pages, authors))
    this.#size = (await stat(this.#path)).size
    this.#rewriteAt = 256 * 1024 + 4 * this.#size
  }

  /** Durably adds lines. After a rejection the file must be rewritten. */
  async append(lines: readonly (PageLine | AuthorLine)[]): Promise<void> {
    this.#open ??= await this.#disk.openAppend(this.#path)
    const text = lines.map(encodeLine).join('')
    await this.#open.append(text)
    this.#size += Buffer.byteLength(text)
  }

  async close(): Promise<void> {
    const open = this.#open
    this.#open = null
    await open?.close()
  }
}

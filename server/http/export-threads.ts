/** What is said about a page, as a file. */
import type { PageId } from '#contract/ids.ts'
import { asCsv } from '../comments/export-csv.ts'
import { asMarkdown } from '../comments/export-markdown.ts'
import type { SeenThread } from '../comments/seen-thread.ts'
import { ranksOf } from '../comments/spot.ts'
import { fileName } from '../pages/file-name.ts'
import type { PageGrant } from '../people/access.ts'
import type { Rooms } from '../rooms/rooms.ts'
import type { GivenBytes } from './bytes.ts'
import { givenFile } from './given-file.ts'
import type { NamesIn } from './thread-names.ts'

/** In the reader's language, else in the page's, of what they see. */
export type ExportThreads = (
  grant: PageGrant,
  seen: readonly SeenThread[],
  format: 'csv' | 'md',
) => Promise<GivenBytes>

const types = { csv: 'text/csv; charset=utf-8', md: 'text/markdown; charset=utf-8' } as const

export function createExportThreads(deps: {
  readonly namesIn: NamesIn
  readonly rooms: Pick<Rooms, 'peek'>
}): ExportThreads {
  const { namesIn, rooms } = deps

  /** About the whole page, then as their passages stand on it, then what is gone from it. */
  async function inPageOrder(page: PageId, seen: readonly SeenThread[]): Promise<SeenThread[]> {
    const placed = seen.flatMap(({ anchor, id }) => (anchor ? [{ id, first: anchor.first }] : []))
    const firsts = placed.map(({ first }) => first)
    const ranks = await rooms.peek(page, (doc) => ranksOf(doc, firsts))
    const rankOf = new Map(placed.map(({ id }, at) => [id, ranks[at] ?? behindAll]))
    const rank = ({ id }: SeenThread) => rankOf.get(id) ?? -1
    return seen.toSorted((a, b) => rank(a) - rank(b))
  }

  return async ({ page, person }, threads, format) => {
    const seen = await inPageOrder(page.id, threads)
    const language = person.language ?? page.language
    const exported = { title: page.title, language, threads: seen, named: await namesIn(seen) }
    const text = format === 'md' ? asMarkdown(exported) : asCsv(exported)
    return givenFile(Buffer.from(text), {
      type: types[format],
      saveAs: fileName(page.title, `.${format}`),
    })
  }
}

/** Of what is not on the page any more. */
const behindAll = Number.MAX_SAFE_INTEGER

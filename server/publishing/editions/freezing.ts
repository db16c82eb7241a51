/** Freezes pages as they are stored now: what is published later is this, whatever is written. */
import type { JSONContent } from '@tiptap/core'
import type * as Y from 'yjs'
import type { Finding, FrozenPage } from '#contract/editions.ts'
import type { FileId, PageId, Seq, StrategyId } from '#contract/ids.ts'
import type { Page } from '#contract/records.ts'
import { contentOf, titleOf } from '../../rooms/content.ts'
import type { Rooms } from '../../rooms/rooms.ts'
import type { UpdateLog } from '../../storage/storage.ts'
import { partsOf } from '../booklets.ts'
import { type CheckedPage, findingsOf } from '../checks/findings.ts'
import type { Piece } from '../piece.ts'
import { piecesOf } from '../pieces-of.ts'
import { threadsShownAt } from '../story/shown-threads.ts'
import type { TellStory, ToldPage } from './telling.ts'
import type { FrozenFile, FrozenText, FrozenTexts, ShownFile } from './frozen-texts.ts'
import { wordsOf } from '../words/words.ts'
import { markOf, withMarkedMentions } from './person-marks.ts'

export interface FreezingDeps {
  /** Milliseconds since 1970. */
  readonly clock: () => number
  /** Goals that something in the strategy measures. */
  readonly goalsMeasured: (strategy: StrategyId) => Promise<ReadonlySet<string>>
  /** What there is to know of guiding questions beside the text. */
  readonly known: (page: PageId) => Promise<NonNullable<CheckedPage['known']>>
  readonly log: Pick<UpdateLog, 'head'>
  readonly openThreads: (page: PageId) => Promise<number>
  readonly rooms: Pick<Rooms, 'peek'>
  readonly tellStory: TellStory
}

/** A page to be frozen. */
export interface Chosen {
  readonly page: Page
  /** The nearest page above it that is frozen with it; null = none is. */
  readonly parent: PageId | null
  /** In whose role somebody answers for it. May be empty. */
  readonly ownerRole: string
}

/** Null for a file that may not be shown, or is gone. */
export type FileOf = (shown: ShownFile) => Promise<FrozenFile | null>

export interface FrozenPages {
  readonly pages: readonly FrozenPage[]
  readonly texts: FrozenTexts
  /** Open comments are not among them: they are counted whenever somebody looks. */
  readonly findings: readonly Finding[]
}

export interface Freezing {
  /** `reasons`: are they told of what became of comments? */
  freeze(
    chosen: readonly Chosen[],
    given: { readonly fileOf: FileOf; readonly reasons: boolean },
  ): Promise<FrozenPages>
  /** What stands in the way of publishing the pages as they are now. */
  check(pages: readonly Page[]): Promise<readonly Finding[]>
  /** Is the page another one now than what was frozen of it, with which others? */
  isChanged(page: Page, frozen: FrozenText, texts: FrozenTexts): Promise<boolean>
}

interface Moment {
  readonly seq: Seq
  readonly title: string
  readonly content: JSONContent
}

/** What is published of a page together with others, with marks for people. */
export function markedPieces(
  content: JSONContent,
  language: Page['language'],
  pages: readonly { readonly page: PageId }[],
): readonly Piece[] {
  const making = { extent: 'clean', language, nameOf: markOf } as const
  const published = new Set(pages.map(({ page }) => page))
  const { otherPage } = wordsOf[language]
  return piecesOf(withMarkedMentions(content, { published, otherPage }), making)
}

/** The pictures and attachments in it. */
export function filesIn(pieces: readonly Piece[]): readonly ShownFile[] {
  return pieces.flatMap((piece) => [
    ...(piece.kind === 'image' || piece.kind === 'file'
      ? [{ file: piece.file, page: piece.page }]
      : []),
    ...partsOf(piece).flatMap(filesIn),
  ])
}

export function createFreezing(deps: FreezingDeps): Freezing {
  const { clock, goalsMeasured, known, log, openThreads, rooms, tellStory } = deps

  const momentOf = (doc: Y.Doc, seq: Seq): Moment => ({
    seq,
    title: titleOf(doc).trim(),
    content: contentOf(doc),
  })

  function moment(page: PageId): Promise<Moment> {
    return rooms.peek(page, momentOf)
  }

  async function isBehind({ source }: Page): Promise<boolean> {
    return source !== null && (await log.head(source.page)).seq > source.seq
  }

  async function findings(
    read: readonly (readonly [Page, Moment])[],
    opens: (page: PageId) => Promise<number>,
  ): Promise<Finding[]> {
    const measured = new Set(read.flatMap(([, { content }]) => [...goalsMeasuredIn(content)]))
    for (const strategy of new Set(read.map(([page]) => page.strategy))) {
      for (const goal of await goalsMeasured(strategy)) measured.add(goal)
    }
    const checked: CheckedPage[] = []
    for (const [page, { content }] of read) {
      checked.push({
        ...{ page, content, goalsMeasured: measured },
        openThreads: await opens(page.id),
        sourceBehind: await isBehind(page),
        known: await known(page.id),
      })
    }
    return findingsOf(checked, new Date(clock()).toISOString().slice(0, 10))
  }

  return {
    async freeze(chosen, { fileOf, reasons }) {
      const frozenAt = clock()
      const read: [Page, Moment][] = []
      const told: ToldPage[] = []
      const texts: FrozenText[] = []
      const together = chosen.map(({ page: { id } }) => ({ page: id }))
      for (const { ownerRole, page, parent } of chosen) {
        const { shows, ...now } = await rooms.peek(page.id, (doc, seq) => ({
          ...momentOf(doc, seq),
          shows: threadsShownAt(doc),
        }))
        read.push([page, now])
        const { content, ...rest } = now
        told.push({ page, seq: now.seq, shows })
        const { language, owner, reviewOn, source } = page
        texts.push({
          ...{ page: page.id, parent, language, ownerRole, owner, reviewOn, ...rest },
          source: source && { page: source.page, behind: await isBehind(page) },
          pieces: markedPieces(content, language, together),
        })
      }
      const shown = new Map<FileId, ShownFile>()
      for (const { pieces } of texts) for (const one of filesIn(pieces)) shown.set(one.file, one)
      const files: FrozenFile[] = []
      for (const one of shown.values()) files.push(...[(await fileOf(one)) ?? []].flat())
      const story = await tellStory(told, { frozenAt, reasons })
      return {
        pages: texts.map(frozenPageOf),
        texts: { format: 1, pages: texts, files, story },
        findings: await findings(read, async () => 0),
      }
    },

    async check(pages) {
      const read: [Page, Moment][] = []
      for (const page of pages) read.push([page, await moment(page.id)])
      return findings(read, openThreads)
    },

    async isChanged(page, frozen, { pages }) {
      if (page.trashed !== null) return true
      if ((await log.head(page.id)).seq === frozen.seq && page.language === frozen.language) {
        return false
      }
      const { content, title } = await moment(page.id)
      const now = JSON.stringify([title, markedPieces(content, page.language, pages)])
      return now !== JSON.stringify([frozen.title, frozen.pieces])
    },
  }
}

const frozenPageOf = (text: FrozenText): FrozenPage => {
  const { language, owner, ownerRole, page, reviewOn, seq, title } = text
  return { page, seq, title, language, ownerRole, owner, reviewOn }
}

/** The goals that its metrics measure. */
function goalsMeasuredIn({ attrs, content = [], type }: JSONContent): readonly string[] {
  const goal: unknown = type === 'metric' ? attrs?.['goal'] : null
  return [...(typeof goal === 'string' ? [goal] : []), ...content.flatMap(goalsMeasuredIn)]
}

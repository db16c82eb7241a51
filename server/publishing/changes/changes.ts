/** What is different between two editions, page by page, to be read by people. */
import type { PageChange } from '#contract/editions.ts'
import type { EditionPage } from '../editions/edition-content.ts'
import { keptBetween } from './kept.ts'
import { type Line, linesOf } from './lines.ts'
import { likest } from './likest.ts'
import { comparing, type Comparing, shareKept, wordsBetween } from './words-between.ts'

/** Of a line that was written anew more than this stays; otherwise one went and another came. */
const leastKept = 0.3

type Block = PageChange['blocks'][number]

/**
 * The pages after in their order, then those that are gone. Pages are the same by their ids, also
 * when they were renamed or moved; a new title is a change under nothing. Lines that moved went
 * and came.
 */
export function changesBetween(
  before: readonly EditionPage[],
  after: readonly EditionPage[],
): PageChange[] {
  const old = new Map(before.map((page) => [page.page, page]))
  const here = new Set(after.map(({ page }) => page))
  const gone = before.filter(({ page }) => !here.has(page))
  return [
    ...after.map((page): PageChange => {
      const was = old.get(page.page)
      if (was === undefined) return changeOf(page, 'new', [])
      const blocks = blocksBetween(was, page)
      return changeOf(page, blocks.length === 0 ? 'same' : 'changed', blocks)
    }),
    ...gone.map((page) => changeOf(page, 'removed', [])),
  ]
}

function changeOf(
  { language, page, title }: EditionPage,
  how: PageChange['how'],
  blocks: readonly Block[],
): PageChange {
  return { page, title, language, how, blocks: [...blocks] }
}

function blocksBetween(before: EditionPage, after: EditionPage): Block[] {
  const { language } = after
  const around = comparing(language)
  const title = wordsBetween(before.title, after.title, around)
  const renamed: Block[] =
    before.title === after.title ? [] : [{ how: 'changed', under: '', text: title }]
  const [old, now] = [linesOf(before.pieces, before.language), linesOf(after.pieces, language)]
  const kept = keptBetween(
    old.map(({ key }) => key),
    now.map(({ key }) => key),
    around.looks,
  )
  const blocks: Block[] = []
  let [from, otherFrom] = [0, 0]
  for (const [one, other] of [...kept, [old.length, now.length] as const]) {
    const gap = { was: old.slice(from, one), is: now.slice(otherFrom, other) }
    blocks.push(...blocksIn(gap, around))
    ;[from, otherFrom] = [one + 1, other + 1]
  }
  return [...renamed, ...blocks]
}

/** Lines that went, and the lines that came in their place. */
interface GapOfLines {
  readonly was: readonly Line[]
  readonly is: readonly Line[]
}

function blocksIn({ is, was }: GapOfLines, around: Comparing): Block[] {
  const blocks: Block[] = []
  let [from, otherFrom] = [0, 0]
  const upTo = (one: number, other: number) => {
    blocks.push(...was.slice(from, one).map((line) => wholly('removed', line)))
    blocks.push(...is.slice(otherFrom, other).map((line) => wholly('added', line)))
  }
  const texts = (lines: readonly Line[]) => lines.map(({ text }) => text)
  for (const [one, other] of likest(texts(was), texts(is), around.looks)) {
    const [old, now] = [was[one], is[other]]
    if (old === undefined || now === undefined) continue
    const isTold = old.links !== now.links
    const text = wordsBetween(toldOf(old, isTold), toldOf(now, isTold), around)
    // Of the same words it is another picture or file.
    if (!isTold && old.text === now.text) continue
    if (shareKept(text) < leastKept) continue
    upTo(one, other)
    blocks.push({ how: 'changed', under: now.under, text })
    ;[from, otherFrom] = [one + 1, other + 1]
  }
  upTo(was.length, is.length)
  return blocks
}

/** The line, with where its links lead if that is told. */
function toldOf({ links, text }: Line, isTold: boolean): string {
  return isTold && links !== '' ? `${text} (${links})` : text
}

function wholly(how: 'added' | 'removed', { text, under }: Line): Block {
  return { how, under, text: [{ how, text }] }
}

/** A page's text in short. */
import type { JSONContent } from '@tiptap/core'
import { type PageId, pageId, personId } from '#contract/ids.ts'
import { isDay } from '#contract/page-values.ts'
import type { Digest } from '#contract/records.ts'
import { countWords } from '#contract/words.ts'
import { isTextblock, lineOf } from './lines.ts'
import { isAnswered, type Known, questionsOf } from './questions.ts'

/** What follows from the text alone. */
export type TextDigest = Omit<Digest, 'page' | 'seq' | 'changed'>

/** Raised when the same text gives another digest. */
export const digestVersion = 1

/** A page may be a book of a thousand pages; its digest is read with every list. */
const mostEach = 200
const longest = 200

/** The page's part of an address, here or wherever Talkoot is reached. */
const pagePath = /\/pages\/([a-z2-7]{20})(?=$|[/?#])/

/** The digest of a `doc` node. Pure; what cannot be understood is left out. */
export function digestOf(content: JSONContent, known: Known): TextDigest {
  const asked = questionsOf(content)
  const links = new Set<PageId>()
  const goals = new Map<string, string>()
  const measured = new Set<string>()
  const tasks: Digest['tasks'] = []
  let words = 0

  const link = (id: unknown) => {
    const page = pageId.safeParse(id)
    if (page.success) links.add(page.data)
  }

  function inline(nodes: readonly JSONContent[]): void {
    for (const { attrs, marks, type } of nodes) {
      if (type === 'pageMention') link(attrs?.['page'])
      for (const mark of marks ?? []) {
        const href: unknown = mark.attrs?.['href']
        if (mark.type === 'link' && typeof href === 'string') link(pagePath.exec(href)?.[1])
      }
    }
  }

  function block(node: JSONContent): void {
    const { attrs = {}, content: parts = [], type } = node
    const line = (index: number) => cut(lineOf(parts[index] ?? {}))
    if (type === 'title' || type === 'question') return
    if (type === 'goal' && typeof attrs['id'] === 'string' && !goals.has(attrs['id'])) {
      const name = line(0)
      if (name !== '') goals.set(attrs['id'], name)
    }
    if (type === 'metric' && typeof attrs['goal'] === 'string') measured.add(attrs['goal'])
    if (type === 'taskItem' && line(0) !== '') {
      tasks.push({
        text: line(0),
        owner: personId.safeParse(attrs['owner']).data ?? null,
        due: isDay(attrs['due']) ? String(attrs['due']) : null,
        done: attrs['checked'] === true,
      })
    }
    if (isTextblock(node)) {
      words += countWords(lineOf(node))
      inline(parts)
    } else for (const part of parts) block(part)
  }
  for (const node of content.content ?? []) block(node)

  return {
    words,
    questions: asked.length,
    answered: asked.filter((one) => isAnswered(one, known)).length,
    links: [...links].slice(0, mostEach),
    goals: [...goals].slice(0, mostEach).map(([id, name]) => ({ id, name })),
    measured: [...measured].slice(0, mostEach),
    tasks: tasks.slice(0, mostEach),
  }
}

/** Never within a character that takes two places. */
function cut(text: string): string {
  return text
    .slice(0, longest)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim()
}

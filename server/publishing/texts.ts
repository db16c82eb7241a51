/** The words of a line of a page, with what they look like and where they lead. */
import type { JSONContent } from '@tiptap/core'
import { isSafeHref } from '#contract/href.ts'
import { pageId } from '#contract/ids.ts'
import { type Run, type Runs, type TextMark, textMarks } from './piece.ts'

/** The page's part of an address, here or wherever Talkoot is reached. */
const pagePath = /^\/pages\/([a-z2-7]{20})(?=$|[/?#])/

/** What a textblock holds. Who is mentioned is a name, which page is mentioned a way there. */
export function runsOf({ content = [] }: JSONContent): Runs {
  const runs: Run[] = []
  for (const node of content) {
    const run = runOf(node)
    const last = runs.at(-1)
    if (run === null || run.text === '') continue
    if (last && looksLike(last, run))
      runs[runs.length - 1] = { ...last, text: last.text + run.text }
    else runs.push(run)
  }
  return runs
}

/** The text alone. */
export function plain(runs: Runs): string {
  return runs.map(({ text }) => text).join('')
}

/** A text without marks. */
export function words(text: string): Runs {
  return text === '' ? [] : [{ text, marks: [], to: null }]
}

function runOf({ attrs = {}, marks = [], text, type }: JSONContent): Run | null {
  if (type === 'hardBreak') return { text: '\n', marks: [], to: null }
  const label: unknown = attrs['label']
  if (type === 'personMention') return labelled(label, null)
  if (type === 'pageMention') {
    const page = pageId.safeParse(attrs['page'])
    return labelled(label, page.success ? { page: page.data } : null)
  }
  if (type !== 'text') return null
  const names = marks.map((mark) => mark.type)
  const href: unknown = marks.find((mark) => mark.type === 'link')?.attrs?.['href']
  return {
    text: text ?? '',
    marks: textMarks.filter((mark: TextMark) => names.includes(mark)),
    to: isSafeHref(href) ? wayTo(href) : null,
  }
}

function labelled(label: unknown, to: Run['to']): Run | null {
  return typeof label === 'string' ? { text: label, marks: [], to } : null
}

function wayTo(href: string): Run['to'] {
  const page = pageId.safeParse(pagePath.exec(href)?.[1])
  return page.success ? { page: page.data } : { href }
}

function looksLike(a: Run, b: Run): boolean {
  return JSON.stringify([a.marks, a.to]) === JSON.stringify([b.marks, b.to])
}

import { isSafeHref } from '#contract/href.ts'
import type { Run, Runs, TextMark } from '../piece.ts'
import type { Around } from './around.ts'
import { escaped } from './escape.ts'

const tags: Readonly<Record<TextMark, string>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  code: 'code',
}

/** Words with what they look like; a way out of Talkoot opens as any link does. */
export function htmlOfRuns(runs: Runs, around: Around): string {
  return runs.map((run) => htmlOfRun(run, around)).join('')
}

function htmlOfRun({ marks, text, to }: Run, { pageHref }: Around): string {
  const words = escaped(text).replaceAll('\n', '<br>')
  const marked = marks.reduceRight((html, mark) => `<${tags[mark]}>${html}</${tags[mark]}>`, words)
  const href = to === null ? null : 'page' in to ? pageHref(to.page) : outside(to.href)
  return href === null ? marked : `<a href="${escaped(href)}" rel="noopener">${marked}</a>`
}

/** A path of this installation leads nowhere from anywhere else. */
function outside(href: string): string | null {
  return isSafeHref(href) && !href.startsWith('/') && !href.startsWith('#') ? href : null
}

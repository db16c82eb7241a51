import { isSafeHref } from '#contract/href.ts'
import type { FileId, PageId } from '#contract/ids.ts'
import type { Run, Runs, TextMark } from '../piece.ts'
import type { Words } from '../words/shape.ts'

/** What Markdown is made with, beside the pieces themselves. Addresses are absolute, or null. */
export interface MarkdownAround {
  readonly words: Words
  readonly pageAddress: (page: PageId) => string | null
  readonly fileAddress: (page: PageId, file: FileId) => string | null
}

/** Signs that mean something in Markdown or HTML lose their meaning. */
export function literal(text: string): string {
  return text
    .replace(/(?![\t\n])[\p{Cc}\p{Cs}]/gu, '')
    .replace(/[\\`*_[\]<>~|#!]/g, '\\$&')
    .replace(/&(?=[a-z#])/gi, '&amp;')
    .replace(/^(\s*\d+)([.)])(?=\s|$)/gm, '$1\\$2')
    .replace(/^(\s*)([-=+])/gm, '$1\\$2')
}

const signs: Readonly<Record<TextMark, string>> = {
  bold: '**',
  italic: '*',
  underline: '',
  strike: '~~',
  code: '',
}

/** Words in one line; `lines` says what a line break becomes. */
export function markdownOfRuns(runs: Runs, around: MarkdownAround, lines = '\\\n'): string {
  return runs
    .map((run) => markdownOfRun(run, around))
    .join('')
    .replaceAll('\n', lines)
    .trim()
}

function markdownOfRun({ marks, text, to }: Run, around: MarkdownAround): string {
  // A sign beside a space would be no sign.
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? []
  if (words === '') return text
  const shown = marks.includes('code') ? codeOf(words) : literal(words)
  const ends = marks.map((mark) => signs[mark])
  const marked = `${ends.join('')}${shown}${ends.toReversed().join('')}`
  const href = to === null ? null : 'page' in to ? around.pageAddress(to.page) : outside(to.href)
  const linked = href === null ? marked : `[${marked}](<${addressIn(href)}>)`
  return `${before}${linked}${after}`
}

function codeOf(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : ''
  return `${fence}${space}${line}${space}${fence}`
}

/** A path of this installation leads nowhere from anywhere else. */
function outside(href: string): string | null {
  return isSafeHref(href) && !href.startsWith('/') && !href.startsWith('#') ? href : null
}

/** An address as it may stand between angle brackets. */
export function addressIn(href: string): string {
  return href.replace(/[<>\\\s]/g, encodeURIComponent)
}

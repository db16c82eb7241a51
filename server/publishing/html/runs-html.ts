import { isSafeHref } from '#contract/href.ts'
import { pageId } from '#contract/ids.ts'
import type { Run, Runs, TextMark } from '../piece.ts'
import type { Around } from './around.ts'
import { attribute, escaped } from './escaped.ts'
import { isOwnHref } from './own-href.ts'

const tags: Readonly<Record<TextMark, string>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  code: 'code',
}

/** Words with their marks and links. Neighbours that lead to the same place are one link. */
export function htmlOfRuns(runs: Runs, around: Around): string {
  const parts: { href: string | null; html: string }[] = []
  for (const run of runs) {
    const href = hrefOf(run, around)
    const html = marked(run)
    const last = parts.at(-1)
    if (last !== undefined && last.href === href) last.html += html
    else parts.push({ href, html })
  }
  return parts
    .map(({ href, html }) =>
      href === null ? html : `<a${attribute('href', href)} rel="noopener">${html}</a>`,
    )
    .join('')
}

/** The same words as plain text. */
export function textOfRuns(runs: Runs): string {
  return runs.map(({ text }) => text).join('')
}

function marked({ text, marks }: Run): string {
  const inner = escaped(text).replace(/\n/g, '<br>')
  return marks.reduceRight((html, mark) => `<${tags[mark]}>${html}</${tags[mark]}>`, inner)
}

/** Paths of this installation lead somewhere only where we know where their page is. */
function hrefOf({ to, text }: Run, around: Around): string | null {
  if (to === null || text === '') return null
  if ('page' in to) return safe(around.pageHref(to.page))
  if (!isSafeHref(to.href)) return null
  if (!/^[/#]/.test(to.href)) return to.href
  const page = pageId.safeParse(/^\/pages\/([a-z2-7]+)(?:[/?#]|$)/.exec(to.href)?.[1])
  return page.success ? safe(around.pageHref(page.data)) : null
}

const safe = (href: string | null) => (isOwnHref(href) ? href : null)

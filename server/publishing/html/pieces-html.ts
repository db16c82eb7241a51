/**
 * Pieces as HTML that does nothing but be read: an allow-list of elements that are written here,
 * every text escaped, no script, no style, no handlers.
 */
import { unreachable } from '#contract/asserts.ts'
import type { Piece, Runs, Task } from '../piece.ts'
import type { Around } from './around.ts'
import { attribute, escaped } from './escaped.ts'
import { fileSize } from '../file-size.ts'
import { htmlOfFlow } from './flow-html.ts'
import { isBeside, isOwnHref } from './own-href.ts'
import { htmlOfRuns, textOfRuns } from './runs-html.ts'
import { htmlOfTable } from './table-html.ts'

type Of<Kind extends Piece['kind']> = Extract<Piece, { kind: Kind }>

/** The pieces in their order. The same pieces and surroundings give the same text, ids too. */
export function htmlOfPieces(pieces: readonly Piece[], around: Around): string {
  return htmlOf(pieces, around, idsWith(around.idPrefix))
}

/** Under which ids `htmlOfPieces` puts headings; those without words have none. */
export function headingIdsOf(
  pieces: readonly Piece[],
  around: Around,
): ReadonlyMap<Of<'heading'>, string> {
  const found = new Map<Of<'heading'>, string>()
  const newId = idsWith(around.idPrefix)
  htmlOf(pieces, around, (heading, text) => {
    const id = newId(heading, text)
    found.set(heading, id)
    return id
  })
  return found
}

/** An id for each heading, whose text it is made of. */
type NewId = (heading: Of<'heading'>, text: string) => string

function idsWith(prefix: string): NewId {
  const ids = new Map<string, number>()
  return (_, text) => {
    const slug = slugOf(text)
    const count = (ids.get(slug) ?? 0) + 1
    ids.set(slug, count)
    return `${prefix}${slug}-${count}`
  }
}

function htmlOf(pieces: readonly Piece[], around: Around, newId: NewId): string {
  const parts: string[] = []
  let rules: Of<'rule'>[] = []
  const endRules = () => {
    if (rules.length > 0) parts.push(rulesOf(rules, around))
    rules = []
  }
  const inner = (some: readonly Piece[]) => htmlOf(some, around, newId)
  for (const piece of pieces) {
    if (piece.kind === 'rule') rules.push(piece)
    else {
      endRules()
      parts.push(pieceOf(piece, around, inner, newId))
    }
  }
  endRules()
  return parts.filter((part) => part !== '').join('\n')
}

function pieceOf(
  piece: Exclude<Piece, { kind: 'rule' }>,
  around: Around,
  inner: (pieces: readonly Piece[]) => string,
  newId: NewId,
): string {
  const { words } = around
  const runs = (text: Runs) => htmlOfRuns(text, around)
  switch (piece.kind) {
    case 'heading': {
      const text = textOfRuns(piece.text)
      if (text.trim() === '') return ''
      const level = piece.level - 2 + around.headingsFrom
      return `<h${level}${attribute('id', newId(piece, text))}>${runs(piece.text)}</h${level}>`
    }
    case 'paragraph':
      return piece.text.length === 0 ? '' : `<p>${runs(piece.text)}</p>`
    case 'question': {
      const aside = piece.aside ? ` <em>${escaped(words.question_setAside)}</em>` : ''
      return `<p class="question"><strong class="label">${escaped(words.guidingQuestion)}</strong> ${runs(piece.text)}${aside}</p>`
    }
    case 'internal':
      return `<div class="internal"><p class="label">${escaped(words.internal)}</p>${inner(piece.content)}</div>`
    case 'list': {
      const items = piece.items.map((item) => `<li>${inner(item)}</li>`).join('\n')
      if (piece.start === null) return `<ul>${items}</ul>`
      const start = Number.isSafeInteger(piece.start) && piece.start !== 1 ? piece.start : null
      return `<ol${attribute('start', start)}>${items}</ol>`
    }
    case 'tasks':
      return `<ul class="tasks">${piece.items.map((task) => taskOf(task, around, inner)).join('\n')}</ul>`
    case 'quote':
      return `<blockquote>${inner(piece.content)}</blockquote>`
    case 'code':
      return `<pre><code>${escaped(piece.text)}</code></pre>`
    case 'divider':
      return '<hr>'
    case 'table':
      return htmlOfTable(piece, around, inner)
    case 'callout': {
      const label = words[`callout_${piece.tone}`]
      // An aside inside other text is no landmark: a page may have many of the same name.
      return `<aside role="note" class="callout ${piece.tone}"><p class="label">${escaped(label)}</p>${inner(piece.content)}</aside>`
    }
    case 'details': {
      const summary = runs(piece.summary) || escaped(words.details)
      return `<details open><summary>${summary}</summary>${inner(piece.content)}</details>`
    }
    case 'image':
      return imageOf(piece, around)
    case 'file':
      return fileOf(piece, around)
    case 'flow':
      return htmlOfFlow(piece.steps, around)
    default:
      return unreachable(piece)
  }
}

function taskOf(task: Task, { words }: Around, inner: (pieces: readonly Piece[]) => string) {
  const { done, owner, due } = task
  const facts = [
    owner === null ? null : `${words.task_owner}: ${owner}`,
    due === null ? null : `${words.task_due}: ${due}`,
  ].filter((fact) => fact !== null)
  const aside = facts.length === 0 ? '' : `<p class="aside">${escaped(facts.join(' · '))}</p>`
  return `<li><span class="sign" aria-hidden="true">${done ? '☑' : '☐'}</span><span class="unseen">${escaped(
    done ? words.task_done : words.task_open,
  )}: </span>${inner(task.content)}${aside}</li>`
}

function imageOf({ file, alt, width, height, caption }: Of<'image'>, around: Around): string {
  const src = around.picture(file)
  const text = htmlOfRuns(caption, around)
  const under = text === '' ? '' : `<figcaption>${text}</figcaption>`
  const size = (name: 'width' | 'height', pixels: number | null) =>
    attribute(name, pixels !== null && Number.isSafeInteger(pixels) && pixels > 0 ? pixels : null)
  if (src === null || !(isPicture(src) || isOwnHref(src))) {
    const gone = [around.words.pictureGone, alt].filter((part) => part !== '').join(': ')
    return `<figure><p class="gone">${escaped(gone)}</p>${under}</figure>`
  }
  return `<figure><img${attribute('src', src)}${attribute('alt', alt)}${size('width', width)}${size('height', height)}>${under}</figure>`
}

const isPicture = (src: string) => /^data:image\/(?:webp|png);base64,[A-Za-z0-9+/=]*$/.test(src)

function fileOf({ file, page, name, size }: Of<'file'>, around: Around): string {
  const href = around.fileHref(file, page)
  const text = escaped(name)
  const named = isOwnHref(href)
    ? `<a${attribute('href', href)}${attribute('download', isBeside(href) ? name : null)} rel="noopener">${text}</a>`
    : text
  const facts = `${escaped(around.words.attachment)}, ${escaped(fileSize(size, around.language))}`
  return `<p class="file">${named} <span class="aside">(${facts})</span></p>`
}

/** Rules that follow one another are numbered from 1. */
function rulesOf(rules: readonly Of<'rule'>[], around: Around): string {
  const { words } = around
  const line = (label: string, text: Runs) => {
    const html = htmlOfRuns(text, around)
    return html === '' ? '' : `<p class="aside"><b>${escaped(label)}:</b> ${html}</p>`
  }
  const items = rules.map(({ stance, text, why, example, ask }) => {
    const label = stance === null ? '' : stance === 'do' ? words.rule_do : words.rule_dont
    const sign =
      stance === null ? '' : `<strong class="stance ${stance}">${escaped(label)}:</strong> `
    return `<li><p class="rule">${sign}${htmlOfRuns(text, around)}</p>${line(words.field_ruleWhy, why)}${line(
      words.field_ruleExample,
      example,
    )}${line(words.field_ruleAsk, ask)}</li>`
  })
  return `<ol class="rules">${items.join('\n')}</ol>`
}

/** Letters and digits of every script, in small letters; never empty. */
function slugOf(text: string): string {
  const slug = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
  return slug === '' ? 'part' : slug
}

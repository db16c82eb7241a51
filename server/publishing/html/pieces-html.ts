/**
 * Pieces as HTML: an allow-list. Only what is written here can come out; every text is escaped,
 * and there is no script, no inline style and no address that is not safe.
 */
import type { Cell, Piece, Step, Task } from '../piece.ts'
import { plain } from '../texts.ts'
import { filled } from '../words/words.ts'
import type { Around } from './around.ts'
import { escaped } from './escape.ts'
import { htmlOfRuns } from './runs-html.ts'

type Rule = Extract<Piece, { readonly kind: 'rule' }>
type Image = Extract<Piece, { readonly kind: 'image' }>
type Table = Extract<Piece, { readonly kind: 'table' }>

/** The pieces in their order; rules that follow each other are one numbered list. */
export function htmlOfPieces(pieces: readonly Piece[], around: Around): string {
  const parts: string[] = []
  for (let at = 0; at < pieces.length; at += 1) {
    const rules: Rule[] = []
    for (let next = pieces[at]; next?.kind === 'rule'; next = pieces[at + rules.length]) {
      rules.push(next)
    }
    const piece = pieces[at]
    if (rules.length > 0) {
      parts.push(tag('ol', 'rules', rules.map((rule) => htmlOfRule(rule, around)).join('')))
      at += rules.length - 1
    } else if (piece) parts.push(htmlOfPiece(piece, around))
  }
  return parts.join('\n')
}

function htmlOfPiece(piece: Piece, around: Around): string {
  const { words } = around
  const inside = (content: readonly Piece[]) => htmlOfPieces(content, around)
  switch (piece.kind) {
    case 'heading': {
      const name = `h${piece.level}`
      const id = around.idOf(plain(piece.text))
      return `<${name} id="${id}">${htmlOfRuns(piece.text, around)}</${name}>`
    }
    case 'paragraph':
      return tag('p', '', htmlOfRuns(piece.text, around))
    case 'question': {
      const aside = piece.aside ? ` <span>${escaped(words.question_setAside)}</span>` : ''
      return tag('p', 'question', `${htmlOfRuns(piece.text, around)}${aside}`)
    }
    case 'internal':
      return tag(
        'div',
        'internal',
        `<p class="mark">${escaped(words.internal)}</p>${inside(piece.content)}`,
      )
    case 'list': {
      const items = piece.items.map((item) => tag('li', '', loose(item, around))).join('')
      const start = piece.start === null || piece.start === 1 ? '' : ` start="${piece.start}"`
      return piece.start === null ? `<ul>${items}</ul>` : `<ol${start}>${items}</ol>`
    }
    case 'tasks':
      return tag('ul', 'tasks', piece.items.map((task) => htmlOfTask(task, around)).join(''))
    case 'quote':
      return tag('blockquote', '', inside(piece.content))
    case 'code':
      return `<pre tabindex="0"><code>${escaped(piece.text)}</code></pre>`
    case 'divider':
      return '<hr>'
    case 'table':
      return htmlOfTable(piece, around)
    case 'callout': {
      const name = words[`callout_${piece.tone}`]
      const mark = `<p class="mark">${escaped(name)}</p>`
      return tag('div', `callout ${piece.tone}`, `${mark}${inside(piece.content)}`)
    }
    case 'details': {
      const summary = `<summary>${htmlOfRuns(piece.summary, around)}</summary>`
      return `<details open>${summary}${inside(piece.content)}</details>`
    }
    case 'image':
      return htmlOfImage(piece, around)
    case 'file':
      return tag('p', 'file', escaped(`${words.attachment}: ${piece.name}`))
    case 'rule':
      return tag('ol', 'rules', htmlOfRule(piece, around))
    case 'flow': {
      const steps = piece.steps.map((step, at) =>
        htmlOfStep(step, at + 1, piece.steps.length, around),
      )
      return tag('ol', 'flow', steps.join(''))
    }
  }
}

/** A single paragraph in an item or a cell needs no tags of its own. */
function loose(content: readonly Piece[], around: Around): string {
  const [only, ...more] = content
  if (only?.kind === 'paragraph' && more.length === 0) return htmlOfRuns(only.text, around)
  return htmlOfPieces(content, around)
}

function htmlOfTask({ content, done, due, owner }: Task, around: Around): string {
  const { words } = around
  const facts = [
    owner === null ? '' : `${words.task_owner}: ${owner}`,
    due === null ? '' : `${words.task_due}: ${due}`,
  ].filter((fact) => fact !== '')
  const state = `<span class="state">${escaped(done ? words.task_done : words.task_open)}:</span> `
  const small = facts.length === 0 ? '' : tag('p', 'facts', escaped(facts.join(' · ')))
  return tag('li', done ? 'done' : '', `${state}${loose(content, around)}${small}`)
}

function htmlOfTable({ caption, rows }: Table, around: Around): string {
  const [first, ...others] = rows
  const headed = first?.every(({ head }) => head !== null) === true && others.length > 0
  const row = (cells: readonly Cell[], scope: 'col' | 'row') =>
    `<tr>${cells.map((cell) => htmlOfCell(cell, scope, around)).join('')}</tr>`
  const head = headed && first ? `<thead>${row(first, 'col')}</thead>` : ''
  const body = (headed ? others : rows).map((cells) => row(cells, 'row')).join('')
  const name = caption === null ? '' : `<caption>${escaped(caption)}</caption>`
  const table = `<table>${name}${head}<tbody>${body}</tbody></table>`
  const label = escaped(caption ?? around.words.table)
  return `<div class="wide" role="region" tabindex="0" aria-label="${label}">${table}</div>`
}

function htmlOfCell(cell: Cell, scope: 'col' | 'row', around: Around): string {
  const { align, colspan, content, head, rowspan } = cell
  const attributes = [
    head === null ? '' : ` scope="${scope}"`,
    colspan > 1 ? ` colspan="${Math.trunc(colspan)}"` : '',
    rowspan > 1 ? ` rowspan="${Math.trunc(rowspan)}"` : '',
    align === null ? '' : ` class="${align}"`,
  ]
  const name = head === null ? 'td' : 'th'
  return `<${name}${attributes.join('')}>${loose(content, around)}</${name}>`
}

function htmlOfImage({ alt, caption, file, height, width }: Image, around: Around): string {
  const src = around.picture(file)
  const text = htmlOfRuns(caption, around)
  const below = text === '' ? '' : `<figcaption>${text}</figcaption>`
  if (src === null) {
    const instead = [around.words.pictureGone, alt].filter((part) => part !== '').join(': ')
    return `<figure><p class="gone">${escaped(instead)}</p>${below}</figure>`
  }
  const size = width === null || height === null ? '' : ` width="${width}" height="${height}"`
  return `<figure><img src="${escaped(src)}" alt="${escaped(alt)}"${size}>${below}</figure>`
}

function htmlOfRule({ ask, example, stance, text, why }: Rule, around: Around): string {
  const { words } = around
  const named =
    stance === null ? '' : `<span class="stance">${escaped(words[`rule_${stance}`])}:</span> `
  const field = (label: string, runs: Rule['why']) =>
    plain(runs).trim() === ''
      ? ''
      : tag('p', 'facts', `<span>${escaped(label)}:</span> ${htmlOfRuns(runs, around)}`)
  return tag(
    'li',
    stance ?? '',
    [
      tag('p', 'said', `${named}${htmlOfRuns(text, around)}`),
      field(words.field_ruleWhy, why),
      field(words.field_ruleExample, example),
      field(words.field_ruleAsk, ask),
    ].join(''),
  )
}

function htmlOfStep(step: Step, number: number, all: number, around: Around): string {
  const { words } = around
  const { action, asks, ends, owner, title, who, within } = step
  const facts = [plain(who), owner ?? '', within ?? ''].filter((fact) => fact.trim() !== '')
  const next = number === all || ends ? words.step_stop : filled(words.step_go, { n: number + 1 })
  const done = plain(action).trim() === '' ? '' : `${htmlOfRuns(action, around)} `
  const yes = asks ? `${escaped(words.step_ifYes)}: ` : ''
  const no =
    asks && number < all
      ? tag('p', '', escaped(`${words.step_ifNo}: ${filled(words.step_go, { n: number + 1 })}.`))
      : ''
  return tag(
    'li',
    '',
    [
      tag('p', 'said', htmlOfRuns(title, around)),
      done === '' && !asks ? '' : tag('p', '', `${yes}${done}${escaped(`(${next})`)}`),
      no,
      facts.length === 0 ? '' : tag('p', 'facts', escaped(facts.join(' · '))),
    ].join(''),
  )
}

function tag(name: string, classes: string, content: string): string {
  const of = classes === '' ? '' : ` class="${classes}"`
  return `<${name}${of}>${content}</${name}>`
}

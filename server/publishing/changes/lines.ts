/** Pieces as lines of plain text, each of which can be told to have come, gone or changed. */
import type { Language } from '#contract/records.ts'
import type { Piece, Runs, Step, Task } from '../piece.ts'
import type { Words } from '../words/shape.ts'
import { wordsOf } from '../words/words.ts'

export interface Line {
  /** The heading, or the name of the table, that it stands under; empty = none. */
  readonly under: string
  /** Lines with the same key are the same. */
  readonly key: string
  readonly text: string
  /** Where its links lead out of the edition, with spaces between; empty = it has none. */
  readonly links: string
}

/** A line, and where it is. */
interface Found {
  readonly text: string
  /** Addresses. */
  readonly links?: readonly string[]
  /** What is in front of it and changes when others come and go: the number of a step. */
  readonly lead?: string
  /** What makes it another one although its text is the same. */
  readonly of?: string
  /** Of a heading. */
  readonly level?: number
  /** The table that it is a row of, by its name. */
  readonly table?: string
}

/** The lines of a page. What is only for those who write has none. */
export function linesOf(pieces: readonly Piece[], language: Language): Line[] {
  const words = wordsOf[language]
  const headings: { readonly level: number; readonly text: string }[] = []
  return within(pieces, words).flatMap(({ lead = '', level, of = '', text, ...more }) => {
    if (text === '') return []
    while (level !== undefined && (headings.at(-1)?.level ?? 0) >= level) headings.pop()
    const under = more.table ?? headings.at(-1)?.text ?? ''
    if (level !== undefined) headings.push({ level, text })
    const links = (more.links ?? []).join(' ')
    return [{ under, key: [level ?? '', of, links, text].join('\n'), text: lead + text, links }]
  })
}

function within(pieces: readonly Piece[], words: Words): Found[] {
  return pieces.flatMap((piece) => found(piece, words))
}

function found(piece: Piece, words: Words): Found[] {
  switch (piece.kind) {
    case 'heading':
      return [{ ...said(piece.text), level: piece.level }]
    case 'paragraph':
      return [said(piece.text)]
    case 'list':
      return piece.items.flatMap((item) =>
        within(item, words).map((line, at) => (at === 0 ? { lead: '• ', ...line } : line)),
      )
    case 'tasks':
      return piece.items.flatMap((task) => taskOf(task, words))
    case 'quote':
      return within(piece.content, words)
    case 'code':
      return piece.text.split('\n').map((text) => ({ text: text.trimEnd() }))
    case 'table':
      return tableOf(piece, words)
    case 'callout':
      return within(piece.content, words).map((line, at) =>
        at === 0 ? labelled(words[`callout_${piece.tone}`], line) : line,
      )
    case 'details': {
      const summary = said(piece.summary)
      const name = summary.text === '' ? { text: words.details } : summary
      return [name, ...within(piece.content, words)]
    }
    case 'image': {
      const line = joined([{ text: tidy(piece.alt) }, said(piece.caption)])
      return line.text === '' ? [] : [{ ...labelled(words.picture, line), of: piece.file }]
    }
    case 'file':
      return [{ ...labelled(words.attachment, { text: tidy(piece.name) }), of: piece.file }]
    case 'rule':
      return ruleOf(piece, words)
    case 'flow':
      return piece.steps.map((step, at) => ({ ...stepOf(step, words), lead: `${at + 1}. ` }))
    case 'divider':
    case 'internal':
    case 'question':
      return []
  }
}

/** What words say: what is struck through is said no more. */
function said(runs: Runs): Found {
  const valid = runs.filter(({ marks }) => !marks.includes('strike'))
  const links = valid.flatMap(({ to }) => (to !== null && 'href' in to ? [to.href] : []))
  return { text: tidy(valid.map(({ text }) => text).join('')), links }
}

/** Spaces and tabs as they are read; line breaks stay. */
function tidy(text: string): string {
  return text
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
}

function labelled(label: string, line: Found): Found {
  return { ...line, text: `${label}: ${line.text}` }
}

/** One line of several, with a sign between them; empty ones are left out. */
function joined(parts: readonly (Found | null)[], sign = ' · '): Found {
  const filled = parts.filter((part) => part !== null).filter(({ text }) => text !== '')
  return {
    text: filled.map(({ lead = '', text }) => lead + text).join(sign),
    links: filled.flatMap(({ links = [] }) => links),
  }
}

function taskOf({ content, done, due, owner }: Task, words: Words): Found[] {
  const [first = { text: '' }, ...rest] = within(content, words)
  const line = joined([
    first,
    owner === null ? null : labelled(words.task_owner, { text: owner }),
    due === null ? null : labelled(words.task_due, { text: due }),
  ])
  if (line.text === '') return rest
  return [labelled(done ? words.task_done : words.task_open, line), ...rest]
}

/** A line for each row, and one for what the table is called. */
function tableOf(table: Extract<Piece, { kind: 'table' }>, words: Words): Found[] {
  const rows = table.rows.map((row) =>
    joined(row.map(({ content }) => joined(within(content, words), '\n'))),
  )
  const { caption } = table
  if (caption === null) return rows
  return [{ text: caption, of: 'caption' }, ...rows.map((row) => ({ ...row, table: caption }))]
}

function ruleOf(
  { ask, example, stance, text, why }: Extract<Piece, { kind: 'rule' }>,
  words: Words,
): Found[] {
  const stances = { do: words.rule_do, dont: words.rule_dont }
  const fields: readonly (readonly [string, Runs])[] = [
    [stance === null ? words.field_ruleText : stances[stance], text],
    [words.field_ruleWhy, why],
    [words.field_ruleExample, example],
    [words.field_ruleAsk, ask],
  ]
  return fields.flatMap(([label, runs]) => {
    const line = said(runs)
    return line.text === '' ? [] : [labelled(label, line)]
  })
}

/** What is done, by whom, within which time, and whether it ends there. */
function stepOf(step: Step, words: Words): Found {
  const { action, asks, ends, owner, title, who } = step
  const next = joined([said(action), ends ? { text: words.step_stop } : null])
  return joined([
    said(title),
    asks && next.text !== '' ? labelled(words.step_ifYes, next) : next,
    said(who),
    owner === null ? null : labelled(words.step_owner, { text: owner }),
    step.within === null ? null : { text: step.within },
  ])
}

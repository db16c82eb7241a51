/** Pieces as lines of plain text, each of which can be told to have come, gone or changed. */
import type { Language } from '#contract/records.ts'
import type { Piece, Runs, Step, Task } from '../piece.ts'
import { plain } from '../texts.ts'
import type { Words } from '../words/shape.ts'
import { wordsOf } from '../words/words.ts'

export interface Line {
  /** The heading it stands under; empty = none. */
  readonly under: string
  /** Lines with the same key are the same. */
  readonly key: string
  readonly text: string
}

/** Where a line is, besides its text. */
interface Found {
  readonly text: string
  /** What is in front of it and changes when others come and go: the number of a step. */
  readonly lead?: string
  /** What makes it another one although its text is the same. */
  readonly of?: string
  /** Of a heading. */
  readonly level?: number
}

/** The lines of a page. What is only for those who write has none. */
export function linesOf(pieces: readonly Piece[], language: Language): Line[] {
  const words = wordsOf[language]
  const headings: { readonly level: number; readonly text: string }[] = []
  return within(pieces, words).flatMap(({ lead = '', level, of = '', text }) => {
    if (text === '') return []
    while (level !== undefined && (headings.at(-1)?.level ?? 0) >= level) headings.pop()
    const under = headings.at(-1)?.text ?? ''
    if (level !== undefined) headings.push({ level, text })
    return [{ under, key: `${level ?? ''}\n${of}\n${text}`, text: lead + text }]
  })
}

function within(pieces: readonly Piece[], words: Words): Found[] {
  return pieces.flatMap((piece) => found(piece, words))
}

function found(piece: Piece, words: Words): Found[] {
  switch (piece.kind) {
    case 'heading':
      return [{ text: tidy(plain(piece.text)), level: piece.level }]
    case 'paragraph':
      return [{ text: tidy(plain(piece.text)) }]
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
    case 'callout': {
      const label = words[`callout_${piece.tone}`]
      return labelled(label, within(piece.content, words))
    }
    case 'details': {
      const summary = tidy(plain(piece.summary)) || words.details
      return [{ text: summary }, ...within(piece.content, words)]
    }
    case 'image': {
      const texts = [piece.alt, plain(piece.caption)].map(tidy).filter((text) => text !== '')
      if (texts.length === 0) return []
      return [{ text: `${words.picture}: ${texts.join(' · ')}`, of: piece.file }]
    }
    case 'file':
      return [{ text: `${words.attachment}: ${tidy(piece.name)}`, of: piece.file }]
    case 'rule':
      return ruleOf(piece, words)
    case 'flow':
      return piece.steps.map((step, at) => ({ lead: `${at + 1}. `, text: stepOf(step, words) }))
    case 'divider':
    case 'internal':
    case 'question':
      return []
  }
}

/** Spaces and tabs as they are read; line breaks stay. */
function tidy(text: string): string {
  return text
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
}

/** The first line says what they are. */
function labelled(label: string, lines: readonly Found[]): Found[] {
  return lines.map((line, at) => (at === 0 ? { ...line, text: `${label}: ${line.text}` } : line))
}

/** Texts with a sign between them; empty ones are left out. */
function joined(texts: readonly (string | null)[]): string {
  return texts.flatMap((text) => (text === null || text === '' ? [] : [tidy(text)])).join(' · ')
}

function taskOf({ content, done, due, owner }: Task, words: Words): Found[] {
  const [first = { text: '' }, ...rest] = within(content, words)
  const text = joined([
    first.text,
    owner && `${words.task_owner}: ${owner}`,
    due && `${words.task_due}: ${due}`,
  ])
  if (text === '') return rest
  return [{ text: `${done ? words.task_done : words.task_open}: ${text}` }, ...rest]
}

/** A line for each row, and one for what the table is called. */
function tableOf(table: Extract<Piece, { kind: 'table' }>, words: Words): Found[] {
  const rows = table.rows.map((row) => ({
    text: joined(
      row.map(({ content }) =>
        within(content, words)
          .map(({ lead = '', text }) => lead + text)
          .join('\n'),
      ),
    ),
  }))
  return table.caption === null ? rows : [{ text: table.caption, of: 'caption' }, ...rows]
}

function ruleOf(
  { ask, example, stance, text, why }: Extract<Piece, { kind: 'rule' }>,
  words: Words,
) {
  const stances = { do: words.rule_do, dont: words.rule_dont }
  const fields: readonly (readonly [string, Runs])[] = [
    [stance === null ? words.field_ruleText : stances[stance], text],
    [words.field_ruleWhy, why],
    [words.field_ruleExample, example],
    [words.field_ruleAsk, ask],
  ]
  return fields.flatMap(([label, runs]): Found[] => {
    const said = tidy(plain(runs))
    return said === '' ? [] : [{ text: `${label}: ${said}` }]
  })
}

/** What is done, by whom, within which time, and whether it ends there. */
function stepOf(
  { action, asks, ends, owner, title, who, within: time }: Step,
  words: Words,
): string {
  const done = tidy(plain(action))
  const next = joined([done, ends ? words.step_stop : null])
  return joined([
    plain(title),
    asks && next !== '' ? `${words.step_ifYes}: ${next}` : next,
    plain(who),
    owner && `${words.step_owner}: ${owner}`,
    time,
  ])
}

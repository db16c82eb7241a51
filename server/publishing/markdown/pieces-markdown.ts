/** Pieces as Markdown (CommonMark with tables and checklists), in which every text is only text. */
import type { Piece, Step } from '../piece.ts'
import { plain } from '../texts.ts'
import { filled } from '../words/words.ts'
import { addressIn, literal, type MarkdownAround, markdownOfRuns } from './runs-markdown.ts'

type Table = Extract<Piece, { readonly kind: 'table' }>
type Rule = Extract<Piece, { readonly kind: 'rule' }>

/** `down`: how much deeper headings stand than on their page. */
export function markdownOfPieces(
  pieces: readonly Piece[],
  around: MarkdownAround,
  down = 0,
): string {
  let rule = 0
  const parts = pieces.map((piece) => {
    rule = piece.kind === 'rule' ? rule + 1 : 0
    return piece.kind === 'rule' ? ruleOf(piece, rule, around) : pieceOf(piece, around, down)
  })
  return parts.filter((part) => part !== '').join('\n\n')
}

function pieceOf(piece: Exclude<Piece, Rule>, around: MarkdownAround, down: number): string {
  const { words } = around
  const runs = (text: Rule['text']) => markdownOfRuns(text, around)
  const inside = (content: readonly Piece[]) => markdownOfPieces(content, around, down)
  const marked = (name: string, content: readonly Piece[]) =>
    quoted([`**${literal(name)}**`, inside(content)].filter((part) => part !== '').join('\n\n'))
  switch (piece.kind) {
    case 'heading':
      return `${'#'.repeat(piece.level + down)} ${markdownOfRuns(piece.text, around, ' ')}`
    case 'paragraph':
      return runs(piece.text)
    case 'question': {
      const aside = piece.aside ? ` *${literal(words.question_setAside)}*` : ''
      return quoted(`**${runs(piece.text)}**${aside}`)
    }
    case 'internal':
      return marked(words.internal, piece.content)
    case 'list': {
      const { items, start } = piece
      return items
        .map((item, at) => listed(start === null ? '-' : `${start + at}.`, inside(item)))
        .join('\n')
    }
    case 'tasks':
      return piece.items
        .map(({ content, done, due, owner }) => {
          const facts = [
            owner === null ? '' : `${words.task_owner}: ${owner}`,
            due === null ? '' : `${words.task_due}: ${due}`,
          ].filter((fact) => fact !== '')
          const small = facts.length === 0 ? '' : ` (${literal(facts.join(', '))})`
          return listed(done ? '- [x]' : '- [ ]', `${inside(content)}${small}`, 2)
        })
        .join('\n')
    case 'quote':
      return quoted(inside(piece.content))
    case 'code':
      return codeBlock(piece.text, piece.language)
    case 'divider':
      return '---'
    case 'table':
      return tableOf(piece, around)
    case 'callout':
      return marked(words[`callout_${piece.tone}`], piece.content)
    case 'details':
      return [`**${runs(piece.summary)}**`, inside(piece.content)].join('\n\n')
    case 'image': {
      const address = around.fileAddress(piece.page, piece.file)
      const alt = literal(piece.alt)
      const image = address === null ? alt : `![${alt}](<${addressIn(address)}>)`
      return [image, runs(piece.caption)].filter((part) => part !== '').join('\n\n')
    }
    case 'file': {
      const address = around.fileAddress(piece.page, piece.file)
      const name = literal(piece.name)
      return address === null ? name : `[${name}](<${addressIn(address)}>)`
    }
    case 'flow':
      return piece.steps
        .map((step, at) => listed(`${at + 1}.`, stepOf(step, at + 1, piece.steps.length, around)))
        .join('\n')
  }
}

function ruleOf(
  { ask, example, stance, text, why }: Rule,
  number: number,
  around: MarkdownAround,
): string {
  const { words } = around
  const named = stance === null ? '' : `**${literal(words[`rule_${stance}`])}:** `
  const field = (label: string, runs: Rule['why']) =>
    plain(runs).trim() === '' ? '' : `- ${literal(label)}: ${markdownOfRuns(runs, around, ' ')}`
  const fields = [
    field(words.field_ruleWhy, why),
    field(words.field_ruleExample, example),
    field(words.field_ruleAsk, ask),
  ].filter((line) => line !== '')
  const said = `${named}${markdownOfRuns(text, around, ' ')}`
  return listed(`${number}.`, [said, ...fields].join('\n'))
}

function stepOf(step: Step, number: number, all: number, around: MarkdownAround): string {
  const { words } = around
  const { action, asks, ends, owner, title, who, within } = step
  const goOn = filled(words.step_go, { n: number + 1 })
  const next = number === all || ends ? words.step_stop : goOn
  const facts = [plain(who), owner ?? '', within ?? ''].filter((fact) => fact.trim() !== '')
  const does = markdownOfRuns(action, around, ' ')
  const lines = [
    `**${markdownOfRuns(title, around, ' ')}**`,
    asks || does !== ''
      ? `- ${asks ? `${literal(words.step_ifYes)}: ` : ''}${does} (${literal(next)})`
      : '',
    asks && number < all ? `- ${literal(`${words.step_ifNo}: ${goOn}`)}` : '',
    facts.length === 0 ? '' : `- ${literal(facts.join(', '))}`,
  ]
  return lines.filter((line) => line !== '').join('\n')
}

/** One line for each row; a cell has no room for more, and spans are told by empty cells. */
function tableOf({ caption, rows }: Table, around: MarkdownAround): string {
  const lines = rows.map((row) =>
    row.flatMap(({ colspan, content }) => {
      const text = markdownOfPieces(content, around).replace(/\\?\n+/g, '<br>')
      return [text, ...Array.from({ length: Math.min(colspan, 100) - 1 }, () => '')]
    }),
  )
  const width = Math.max(1, ...lines.map(({ length }) => length))
  const line = (cells: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, at) => cells[at] ?? '').join(' | ')} |`
  const [first = [], ...others] = lines
  const rule = line(Array.from({ length: width }, () => '---'))
  const table = [line(first), rule, ...others.map(line)].join('\n')
  return caption === null ? table : `**${literal(caption)}**\n\n${table}`
}

/** A fence that no line of the code can close. */
function codeBlock(text: string, language: string | null): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language?.replace(/[^\w+#-]/g, '') ?? ''}\n${text}\n${fence}`
}

function listed(sign: string, text: string, indent = sign.length + 1): string {
  return `${sign} ${text.replaceAll('\n', `\n${' '.repeat(indent)}`)}`
}

function quoted(text: string): string {
  return text.replace(/^/gm, '> ')
}

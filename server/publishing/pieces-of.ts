/**
 * From the nodes of a page to the pieces that renderings begin from. An allow-list: what is not
 * named here is left out, and so is every attribute that the schema does not allow.
 */
import type { JSONContent } from '@tiptap/core'
import { fileId, pageId } from '#contract/ids.ts'
import type { Cell, Piece, Task } from './piece.ts'
import { attribute, type Making, personOf, type PieceMaking } from './piece-making.ts'
import { flowOf, goalsOf, metricsOf, scalesOf, stakeholdersOf, timeOf } from './row-pieces.ts'
import { plain, runsOf } from './texts.ts'
import { wordsOf } from './words/words.ts'

/** The pieces of a `doc` node; its title is not among them. */
export function piecesOf(content: JSONContent, making: Making): readonly Piece[] {
  const { language } = making
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' })
  const day = (text: string) => format.format(new Date(`${text}T00:00:00Z`))
  return blocks(content.content, { ...making, day, words: wordsOf[language] })
}

function blocks(nodes: readonly JSONContent[] = [], making: PieceMaking): Piece[] {
  const pieces: Piece[] = []
  // The reason why a question is not relevant is for those who write.
  let aside = false
  for (const node of nodes) {
    if (node.type === 'question' || node.type === 'heading') {
      aside = node.type === 'question' && node.attrs?.['notRelevant'] === true
    } else if (aside && making.extent === 'clean') continue
    pieces.push(...block(node, making))
  }
  return pieces
}

function block(node: JSONContent, making: PieceMaking): Piece[] {
  const { extent } = making
  if (node.attrs?.['internal'] !== true) return piece(node, making)
  if (extent === 'clean') return []
  const content = piece(node, making)
  return content.length === 0 ? [] : [{ kind: 'internal', content }]
}

function piece(node: JSONContent, making: PieceMaking): Piece[] {
  const { content = [], type } = node
  const value = (name: string) => attribute(node, name)
  const text = () => runsOf(node)
  const inside = () => blocks(content, making)
  const items = () => content.map((item) => blocks(item.content, making))
  switch (type) {
    case 'heading': {
      const level = value('level')
      if (plain(text()).trim() === '') return []
      return [{ kind: 'heading', level: level === 3 || level === 4 ? level : 2, text: text() }]
    }
    case 'paragraph':
      return plain(text()).trim() === '' ? [] : [{ kind: 'paragraph', text: text() }]
    case 'question':
      if (making.extent === 'clean') return []
      return [{ kind: 'question', text: text(), aside: value('notRelevant') === true }]
    case 'bulletList':
      return [{ kind: 'list', start: null, items: items() }]
    case 'orderedList': {
      const start = value('start')
      return [{ kind: 'list', start: typeof start === 'number' ? start : 1, items: items() }]
    }
    case 'taskList':
      return [{ kind: 'tasks', items: content.map((item) => taskOf(item, making)) }]
    case 'blockquote':
      return filled({ kind: 'quote', content: inside() })
    case 'codeBlock': {
      const language = value('language')
      const code = plain(text())
      if (code === '') return []
      return [
        { kind: 'code', text: code, language: typeof language === 'string' ? language : null },
      ]
    }
    case 'horizontalRule':
      return [{ kind: 'divider' }]
    case 'table':
      return tableOf(content, making)
    case 'callout': {
      const tone = value('tone')
      const known = tone === 'tip' || tone === 'important' || tone === 'warning' ? tone : 'note'
      return filled({ kind: 'callout', tone: known, content: inside() })
    }
    case 'details': {
      const summary = content.find((part) => part.type === 'detailsSummary')
      const body = content.find((part) => part.type === 'detailsContent')
      const all = blocks(body?.content, making)
      return [{ kind: 'details', summary: runsOf(summary ?? {}), content: all }]
    }
    case 'image':
      return imageOf(node)
    case 'file': {
      const file = fileId.safeParse(value('file'))
      const page = pageId.safeParse(value('page'))
      if (!file.success || !page.success) return []
      const [name, size] = [value('name'), value('size')]
      return [
        {
          kind: 'file',
          file: file.data,
          page: page.data,
          name: typeof name === 'string' ? name : '',
          size: typeof size === 'number' ? size : 0,
        },
      ]
    }
    case 'ruleCard': {
      const [rule, why, example, ask] = content.map(runsOf)
      const stance = value('stance')
      if (rule === undefined || content.every((field) => plain(runsOf(field)) === '')) return []
      const known = stance === 'do' || stance === 'dont' ? stance : null
      const rest = { why: why ?? [], example: example ?? [], ask: ask ?? [] }
      return [{ kind: 'rule', stance: known, text: rule, ...rest }]
    }
    case 'goalTable':
      return goalsOf(node, making)
    case 'metricTable':
      return metricsOf(node, making)
    case 'stakeholderMap':
      return stakeholdersOf(node, making)
    case 'flow':
      return flowOf(node, making)
    case 'scales':
      return scalesOf(node, making)
    case 'timeBudget':
      return timeOf(node, making)
    default:
      return []
  }
}

/** Nothing where there is nothing in it. */
function filled(of: Piece & { readonly content: readonly Piece[] }): Piece[] {
  return of.content.length === 0 ? [] : [of]
}

function taskOf(item: JSONContent, making: PieceMaking): Task {
  const due = attribute(item, 'due')
  return {
    done: attribute(item, 'checked') === true,
    owner: personOf(item, making),
    due: typeof due === 'string' ? making.day(due) : null,
    content: blocks(item.content, making),
  }
}

/** Clean: without the rows that nobody has filled in; nothing when there are no others. */
function tableOf(content: readonly JSONContent[], making: PieceMaking): Piece[] {
  const rows = content.map((row) => cellsOf(row, making))
  const reaches = rows.some((cells) => cells.some(({ rowspan }) => rowspan > 1))
  if (making.extent === 'whole' || reaches) return [{ kind: 'table', caption: null, rows }]
  const isHead = (cells: readonly Cell[]) => cells.every(({ head }) => head === 'column')
  const filled = rows.filter((cells) => cells.some((cell) => cell.content.length > 0))
  const isLost = !rows.every(isHead) && filled.every(isHead)
  return isLost || filled.length === 0 ? [] : [{ kind: 'table', caption: null, rows: filled }]
}

function cellsOf({ content = [] }: JSONContent, making: PieceMaking): readonly Cell[] {
  const row = content.every(({ type }) => type === 'tableHeader') ? 'column' : 'row'
  return content.map((cell) => {
    const align = attribute(cell, 'align')
    return {
      head: cell.type === 'tableHeader' ? row : null,
      colspan: Number(attribute(cell, 'colspan') ?? 1),
      rowspan: Number(attribute(cell, 'rowspan') ?? 1),
      align: align === 'left' || align === 'center' || align === 'right' ? align : null,
      content: blocks(cell.content, making),
    }
  })
}

function imageOf(node: JSONContent): Piece[] {
  const file = fileId.safeParse(attribute(node, 'file'))
  const page = pageId.safeParse(attribute(node, 'page'))
  if (!file.success || !page.success) return []
  const alt = attribute(node, 'alt')
  const [width, height] = [attribute(node, 'width'), attribute(node, 'height')]
  return [
    {
      kind: 'image',
      file: file.data,
      page: page.data,
      alt: typeof alt === 'string' && attribute(node, 'decorative') !== true ? alt : '',
      width: typeof width === 'number' ? width : null,
      height: typeof height === 'number' ? height : null,
      caption: runsOf(node),
    },
  ]
}

/** Pieces as paragraphs and tables of Word, in its own styles. */
import {
  BorderStyle,
  HeadingLevel,
  ImageRun,
  type IParagraphOptions,
  Paragraph,
  type Table,
} from 'docx'
import type { Piece, Runs, Step } from '../piece.ts'
import { fileSize } from '../file-size.ts'
import { plain } from '../texts.ts'
import { filled } from '../words/words.ts'
import { type DocxAround, docxOfRuns, docxOfWords, inXml } from './runs-docx.ts'
import { tableOf } from './table-docx.ts'

type Blocks = (Paragraph | Table)[]
type Look = Pick<IParagraphOptions, 'numbering' | 'indent' | 'style' | 'alignment' | 'border'> & {
  readonly bold?: boolean
}
type Rule = Extract<Piece, { readonly kind: 'rule' }>

/** The width of the text, in the pixels of pictures. */
const textWidth = 600
const green = '0F5C43'
const soft = '525A56'
const levels = {
  2: HeadingLevel.HEADING_2,
  3: HeadingLevel.HEADING_3,
  4: HeadingLevel.HEADING_4,
} as const

/** `level`: how deep in lists they stand. Rules that follow each other are one numbered list. */
export function docxOfPieces(
  pieces: readonly Piece[],
  around: DocxAround,
  look: Look = {},
  level = 0,
): Blocks {
  let rules = ''
  return pieces.flatMap((piece) => {
    if (piece.kind !== 'rule') {
      rules = ''
      return docxOfPiece(piece, around, look, level)
    }
    rules ||= around.numbering(1)
    return docxOfRule(piece, around, rules)
  })
}

function docxOfPiece(
  piece: Exclude<Piece, Rule>,
  around: DocxAround,
  look: Look,
  level: number,
): Blocks {
  const { words } = around
  const line = (text: Runs, given: Look = look) => paragraph(text, around, given)
  const note = (text: string) =>
    new Paragraph({ ...look, children: docxOfWords(text, around, { color: soft, bold: true }) })
  switch (piece.kind) {
    case 'heading':
      return [
        new Paragraph({ heading: levels[piece.level], children: docxOfRuns(piece.text, around) }),
      ]
    case 'paragraph':
      return [line(piece.text)]
    case 'question': {
      const children = [
        ...docxOfRuns(piece.text, around, { color: green, italics: true }),
        ...(piece.aside ? docxOfWords(` ${words.question_setAside}`, around, { color: soft }) : []),
      ]
      return [new Paragraph({ ...look, border: bar, children })]
    }
    case 'internal':
      return [
        note(words.internal),
        ...docxOfPieces(piece.content, around, { ...look, border: bar }),
      ]
    case 'callout': {
      const inside = docxOfPieces(piece.content, around, { ...look, border: bar }, level)
      return [note(words[`callout_${piece.tone}`]), ...inside]
    }
    case 'list': {
      const reference = piece.start === null ? 'bullets' : around.numbering(piece.start)
      return listed(piece.items, reference, around, level)
    }
    case 'tasks':
      return piece.items.flatMap(({ content, done, due, owner }) => {
        const facts = [
          owner === null ? '' : `${words.task_owner}: ${owner}`,
          due === null ? '' : `${words.task_due}: ${due}`,
        ].filter((fact) => fact !== '')
        const sign = `${done ? '☑' : '☐'} ${done ? words.task_done : words.task_open}: `
        return [
          ...withFirst(content, around, sign, level),
          ...(facts.length === 0 ? [] : [small(facts.join(' · '), around, level + 1)]),
        ]
      })
    case 'quote':
      return docxOfPieces(piece.content, around, { ...look, style: 'Quote' }, level)
    case 'code':
      return inXml(piece.text)
        .split('\n')
        .map((text) => new Paragraph({ style: 'Code', children: docxOfWords(text, around) }))
    case 'divider':
      return [new Paragraph({ thematicBreak: true })]
    case 'table': {
      const table = tableOf(piece, ({ content }, { alignment, bold }) =>
        docxOfPieces(content, around, { bold, ...(alignment && { alignment }) }),
      )
      const name = piece.caption === null ? [] : [note(piece.caption)]
      // Two tables that touch would become one.
      return [...name, table, new Paragraph('')]
    }
    case 'details':
      return [
        line(piece.summary, { ...look, bold: true }),
        ...docxOfPieces(piece.content, around, look, level),
      ]
    case 'image':
      return docxOfImage(piece, around)
    case 'file':
      return [note(`${words.attachment}: ${piece.name} (${fileSize(piece.size, around.language)})`)]
    case 'flow': {
      const reference = around.numbering(1)
      const { steps } = piece
      const all = steps.flatMap((step, at) =>
        docxOfStep(step, at + 1, steps.length, { around, reference }),
      )
      return [note(words.flow), ...all]
    }
  }
}

const bar = { left: { style: BorderStyle.SINGLE, size: 12, space: 8, color: green } }

function paragraph(text: Runs, around: DocxAround, { bold, ...look }: Look): Paragraph {
  return new Paragraph({ ...look, children: docxOfRuns(text, around, bold ? { bold } : {}) })
}

function small(text: string, around: DocxAround, level: number): Paragraph {
  const children = docxOfWords(text, around, { color: soft })
  return new Paragraph({ indent: { left: 720 * level }, children })
}

/** The first line of an item bears its number or sign, the rest stands beneath it. */
function listed(
  items: readonly (readonly Piece[])[],
  reference: string,
  around: DocxAround,
  level: number,
): Blocks {
  const depth = Math.min(level, 8)
  return items.flatMap(([first, ...rest]) => {
    const numbering = { reference, level: depth }
    const begins =
      first?.kind === 'paragraph'
        ? [paragraph(first.text, around, { numbering })]
        : [
            new Paragraph({ numbering }),
            ...docxOfPieces(first ? [first] : [], around, {}, level + 1),
          ]
    const indent = { left: 720 * (depth + 1) }
    return [...begins, ...docxOfPieces(rest, around, { indent }, level + 1)]
  })
}

function withFirst(
  [first, ...rest]: readonly Piece[],
  around: DocxAround,
  sign: string,
  level: number,
): Blocks {
  const text = first?.kind === 'paragraph' ? first.text : []
  const others = first === undefined || first.kind === 'paragraph' ? rest : [first, ...rest]
  const children = [...docxOfWords(sign, around), ...docxOfRuns(text, around)]
  const left = 720 * level
  return [
    new Paragraph({ indent: { left: left + 360, hanging: 360 }, children }),
    ...docxOfPieces(others, around, { indent: { left: left + 720 } }, level + 1),
  ]
}

function docxOfImage(
  { alt, caption, file }: Extract<Piece, { readonly kind: 'image' }>,
  around: DocxAround,
): Blocks {
  const picture = around.pictures.get(file)
  const below = plain(caption) === '' ? [] : [paragraph(caption, around, { style: 'Caption' })]
  if (picture === undefined) {
    const text = [around.words.pictureGone, alt].filter((part) => part !== '').join(': ')
    return [new Paragraph({ children: docxOfWords(text, around, { color: soft }) }), ...below]
  }
  const { bytes, height, type, width } = picture
  const scale = Math.min(1, textWidth / width)
  const image = new ImageRun({
    type,
    data: bytes,
    transformation: { width: Math.round(width * scale), height: Math.round(height * scale) },
    altText: { name: inXml(alt), description: inXml(alt) },
  })
  return [new Paragraph({ children: [image] }), ...below]
}

function docxOfRule(
  { ask, example, stance, text, why }: Rule,
  around: DocxAround,
  reference: string,
): Blocks {
  const { words } = around
  const named =
    stance === null ? [] : docxOfWords(`${words[`rule_${stance}`]}: `, around, { bold: true })
  const field = (label: string, runs: Runs) =>
    plain(runs).trim() === ''
      ? []
      : [
          new Paragraph({
            indent: { left: 720 },
            children: [
              ...docxOfWords(`${label}: `, around, { color: soft }),
              ...docxOfRuns(runs, around, { color: soft }),
            ],
          }),
        ]
  return [
    new Paragraph({
      numbering: { reference, level: 0 },
      children: [...named, ...docxOfRuns(text, around)],
    }),
    ...field(words.field_ruleWhy, why),
    ...field(words.field_ruleExample, example),
    ...field(words.field_ruleAsk, ask),
  ]
}

function docxOfStep(
  { action, asks, ends, owner, title, who, within }: Step,
  number: number,
  all: number,
  { around, reference }: { readonly around: DocxAround; readonly reference: string },
): Blocks {
  const { words } = around
  const goOn = filled(words.step_go, { n: number + 1 })
  const next = number === all || ends ? words.step_stop : goOn
  const facts = [plain(who), owner ?? '', within ?? ''].filter((fact) => fact.trim() !== '')
  const yes = new Paragraph({
    indent: { left: 720 },
    children: [
      ...docxOfWords(asks ? `${words.step_ifYes}: ` : '', around),
      ...docxOfRuns(action, around),
      ...docxOfWords(` (${next})`, around),
    ],
  })
  return [
    paragraph(title, around, { numbering: { reference, level: 0 }, bold: true }),
    ...(asks || plain(action).trim() !== '' ? [yes] : []),
    ...(asks && number < all
      ? [
          new Paragraph({
            indent: { left: 720 },
            children: docxOfWords(`${words.step_ifNo}: ${goOn}`, around),
          }),
        ]
      : []),
    ...(facts.length === 0 ? [] : [small(facts.join(' · '), around, 1)]),
  ]
}

/** The pieces of a chapter as blocks of a sheet. */
import { unreachable } from '#contract/asserts.ts'
import type { PageId } from '#contract/ids.ts'
import type { Chapter, Piece, Run, Runs, Step, Task } from '../piece.ts'
import { fileSize } from '../file-size.ts'
import { filled, wordsOf } from '../words/words.ts'
import { breakable } from './clean-text.ts'
import type { Block, ReadablePictures, SheetRun } from './sheet.ts'
import { tableOf } from './table-of.ts'
import { tallestPicture, textWidth } from './template.ts'

/** Further in there is no width left, and Typst gives up at 80 calls. */
const deepest = 7
const pointsPerPixel = 0.75
/** Of the smallest letters in the widest table, with some to spare. */
const lettersAcross = 50
/** Half a line of code. */
const lettersOfCode = 36
/** Longer addresses lead nowhere in a PDF. */
const longestAddress = 2000

export interface Around {
  /** Chapters of the booklet, by page. */
  readonly names: ReadonlyMap<PageId, string>
  readonly pictures: ReadablePictures
  /** The level of the chapter's own heading. */
  readonly under: number
}

/** The blocks of a chapter, in order. No level of heading is left out, no rule has two numbers. */
export function blocksOf(chapter: Chapter, around: Around): readonly Block[] {
  const words = wordsOf[chapter.language]
  let level = around.under
  let rules = 0
  /** So many letters have room in a line; undefined = a line of the page. */
  let edge: number | undefined

  const said = (text: Runs): readonly SheetRun[] => text.map(runOf).filter((r) => r.text !== '')
  const plain = (text: string): SheetRun => ({ text: breakable(text, edge), marks: [] })
  const bold = (text: string): SheetRun => ({ text, marks: ['bold'] })
  const paragraph = (text: readonly SheetRun[], quiet = false): Block[] =>
    text.every((r) => r.text.trim() === '') ? [] : [{ kind: 'paragraph', quiet, text }]
  const labelled = (label: string, text: readonly SheetRun[], quiet = false): Block[] =>
    text.length === 0 ? [] : paragraph([bold(`${label}: `), ...text], quiet)

  function runOf({ text, marks, to }: Run): SheetRun {
    const run = { text: breakable(text, edge), marks }
    if (to === null) return run
    if ('href' in to) {
      const fits = to.href !== '' && to.href.length <= longestAddress
      return fits ? { ...run, href: to.href } : run
    }
    const name = around.names.get(to.page)
    return name === undefined ? run : { ...run, chapter: name }
  }

  const all = (pieces: readonly Piece[], depth: number): Block[] =>
    pieces.flatMap((piece) => blockOf(piece, depth))

  function blockOf(piece: Piece, depth: number): readonly Block[] {
    const inner = (pieces: readonly Piece[]) => all(pieces, depth + 1)
    const box = (
      tone: Extract<Block, { kind: 'box' }>['tone'],
      label: readonly SheetRun[],
      content: readonly Block[],
      isFilled = true,
    ): Block[] =>
      depth < deepest
        ? [{ kind: 'box', tone, filled: isFilled, label, content }]
        : [...paragraph(label), ...content]

    switch (piece.kind) {
      case 'heading': {
        const text = said(piece.text)
        if (text.every((r) => r.text.trim() === '')) return []
        if (depth > 0) return paragraph(text.map((r) => ({ ...r, marks: [...r.marks, 'bold'] })))
        level = Math.min(piece.level - 1 + around.under, level + 1)
        return [{ kind: 'heading', level, text }]
      }
      case 'paragraph':
        return paragraph(said(piece.text))
      case 'question': {
        const text = said(piece.text)
        const label = piece.aside ? words.question_setAside : words.question
        return box('quiet', [bold(label)], paragraph(text), false)
      }
      case 'internal':
        return box('quiet', [bold(words.internal)], inner(piece.content))
      case 'list': {
        const items = piece.items.map(inner)
        if (items.length === 0) return []
        if (depth >= deepest) return items.flat()
        const tight = items.every((item) => item.length <= 1)
        return piece.start === null
          ? [{ kind: 'bullets', tight, items }]
          : [{ kind: 'numbers', start: Math.max(0, piece.start), tight, items }]
      }
      case 'tasks': {
        const items = piece.items.map((task) => ({
          done: task.done,
          content: [...inner(task.content), ...stateOf(task)],
        }))
        return depth < deepest ? [{ kind: 'tasks', items }] : items.flatMap((i) => i.content)
      }
      case 'quote': {
        const content = inner(piece.content)
        return depth < deepest ? [{ kind: 'quote', content }] : content
      }
      case 'code':
        return piece.text === ''
          ? []
          : [{ kind: 'code', text: breakable(piece.text, edge ?? lettersOfCode) }]
      case 'divider':
        return [{ kind: 'divider' }]
      case 'table': {
        const outer = edge
        const columns = Math.max(1, ...piece.rows.map((row) => row.length))
        edge = Math.max(2, Math.min(Math.floor(lettersAcross / columns), outer ?? lettersAcross))
        const rows = piece.rows.map((row) =>
          row.map((cell) => ({ cell, content: inner(cell.content) })),
        )
        edge = outer
        if (depth >= deepest) return rows.flat().flatMap((one) => one.content)
        return tableOf(piece.caption === null ? null : breakable(piece.caption), rows)
      }
      case 'callout':
        return box(piece.tone, [bold(words[`callout_${piece.tone}`])], inner(piece.content))
      case 'details': {
        const label = said(piece.summary)
        const content = inner(piece.content)
        return label.length === 0 ? content : box('quiet', label, content, false)
      }
      case 'image':
        return imageOf(piece)
      case 'file': {
        const size = fileSize(piece.size, chapter.language)
        return labelled(words.attachment, [plain(`${piece.name} (${size})`)])
      }
      case 'rule': {
        rules += 1
        const stance = piece.stance === null ? [] : [bold(`${words[`rule_${piece.stance}`]}: `)]
        const item = [
          ...paragraph([...stance, ...said(piece.text)]),
          ...labelled(words.field_ruleWhy, said(piece.why), true),
          ...labelled(words.field_ruleExample, said(piece.example), true),
          ...labelled(words.field_ruleAsk, said(piece.ask), true),
        ]
        if (depth >= deepest) return item
        return [{ kind: 'numbers', start: rules, tight: false, items: [item] }]
      }
      case 'flow': {
        const items = piece.steps.map(stepOf)
        if (items.length === 0 || depth >= deepest) return items.flat()
        return [{ kind: 'numbers', start: 1, tight: false, items }]
      }
      default:
        return unreachable(piece)
    }
  }

  function stateOf({ done, owner, due }: Task): readonly Block[] {
    const parts = [
      done ? words.task_done : words.task_open,
      ...(owner === null ? [] : [`${words.task_owner}: ${owner}`]),
      ...(due === null ? [] : [`${words.task_due}: ${due}`]),
    ]
    return paragraph([plain(parts.join(' · '))], true)
  }

  function stepOf(step: Step, place: number, steps: readonly Step[]): readonly Block[] {
    const next = filled(words.step_go, { n: place + 2 })
    const on = place + 1 < steps.length ? next : words.step_stop
    const action = said(step.action)
    const after: readonly SheetRun[] = step.asks ? [plain(step.ends ? words.step_stop : on)] : []
    const separated = action.length > 0 && after.length > 0 ? [plain(' – ')] : []
    return [
      ...paragraph(said(step.title).map((r) => ({ ...r, marks: [...r.marks, 'bold'] }))),
      ...(step.asks
        ? [
            ...labelled(words.step_ifYes, [...action, ...separated, ...after]),
            ...labelled(words.step_ifNo, [plain(on)]),
          ]
        : paragraph(action)),
      ...labelled(words.field_stepWho, said(step.who), true),
      ...(step.owner === null ? [] : labelled(words.step_owner, [plain(step.owner)], true)),
      ...(step.within === null ? [] : paragraph([plain(step.within)], true)),
    ]
  }

  function imageOf(piece: Extract<Piece, { kind: 'image' }>): readonly Block[] {
    const caption = said(piece.caption)
    const readable = around.pictures.get(piece.file)
    if (readable === undefined) {
      const text = piece.alt === '' ? words.pictureGone : `${words.pictureGone}: ${piece.alt}`
      return [...paragraph([plain(text)], true), ...paragraph(caption, true)]
    }
    const { path, width, height } = readable
    const points = Math.min(
      (piece.width ?? width) * pointsPerPixel,
      textWidth,
      (tallestPicture * width) / height,
    )
    return [{ kind: 'image', path, alt: piece.alt.trim(), width: Math.max(1, points), caption }]
  }

  return all(chapter.pieces, 0)
}

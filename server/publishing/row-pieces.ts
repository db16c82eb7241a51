/** Goals, metrics, stakeholders, flows, scales and the time budget as tables and steps in words. */
import type { JSONContent } from '@tiptap/core'
import { type TimeShare, timeShares } from '#contract/page-values.ts'
import type { Cell, Piece, Runs, Step } from './piece.ts'
import { attribute, personOf, type PieceMaking } from './piece-making.ts'
import { plain, runsOf, words as asRuns } from './texts.ts'
import { filled } from './words/words.ts'

const cellOf = (text: Runs, head: Cell['head'] = null): Cell => ({
  head,
  colspan: 1,
  rowspan: 1,
  align: null,
  content: plain(text).trim() === '' ? [] : [{ kind: 'paragraph', text }],
})

/** Columns that say nothing in any row are left out; the first one always stays. */
function tableOf(
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly Runs[])[],
): Piece[] {
  if (rows.length === 0) return []
  const used = heads.map((_, at) => at === 0 || rows.some((row) => plain(row[at] ?? []) !== ''))
  const kept = <T>(cells: readonly T[]): T[] => cells.filter((_, at) => used[at])
  const first = kept(heads).map((head) => cellOf(asRuns(head), 'column'))
  const others = rows.map((row) =>
    kept(row).map((text, at) => cellOf(text, at === 0 ? 'row' : null)),
  )
  return [{ kind: 'table', caption, rows: [first, ...others] }]
}

/** Rows in which somebody wrote something. */
function rowsOf({ content = [] }: JSONContent): readonly Row[] {
  return content
    .map((node) => ({ node, fields: (node.content ?? []).map(runsOf) }))
    .filter(({ fields }) => fields.some((field) => plain(field).trim() !== ''))
}

interface Row {
  readonly node: JSONContent
  readonly fields: readonly Runs[]
}

/** Texts with a sign between them; empty ones are left out. */
const joined = (texts: readonly (string | null)[], sign = ', '): Runs =>
  asRuns(texts.filter((text) => text !== null && text !== '').join(sign))

/** The word for a chosen value, or null where nothing is chosen. */
function chosen({ words }: PieceMaking, { node }: Row, name: string): string | null {
  const value = attribute(node, name)
  const key = `${node.type}_${name}_${String(value)}`
  if (typeof value !== 'string' || !Object.hasOwn(words, key)) return null
  const word: unknown = Reflect.get(words, key)
  return typeof word === 'string' ? word : null
}

export function goalsOf(block: JSONContent, making: PieceMaking): Piece[] {
  const { day, words } = making
  const rows = rowsOf(block).map((row) => {
    const deadline = attribute(row.node, 'deadline')
    return [
      row.fields[0] ?? [],
      row.fields[1] ?? [],
      joined(['side', 'term', 'objective'].map((name) => chosen(making, row, name))),
      asRuns(personOf(row.node, making) ?? ''),
      asRuns(typeof deadline === 'string' ? day(deadline) : ''),
    ]
  })
  const { field_goalName, field_goalServes, goal_deadline, goal_kindColumn, goal_owner } = words
  const heads = [field_goalName, field_goalServes, goal_kindColumn, goal_owner, goal_deadline]
  return tableOf(words.goals, heads, rows)
}

export function metricsOf(block: JSONContent, making: PieceMaking): Piece[] {
  const { words } = making
  const rows = rowsOf(block).map((row) => {
    const [name, baseline, target, source, reader, response] = row.fields
    return [
      ...[name ?? [], asRuns(chosen(making, row, 'kind') ?? '')],
      ...[baseline ?? [], target ?? [], source ?? [], reader ?? []],
      ...[asRuns(chosen(making, row, 'rhythm') ?? ''), response ?? []],
    ]
  })
  const heads = [
    ...[words.field_metricName, words.metric_kind, words.field_metricBaseline],
    ...[words.field_metricTarget, words.field_metricSource, words.field_metricReader],
    ...[words.metric_rhythm, words.field_metricResponse],
  ]
  return tableOf(words.metrics, heads, rows)
}

export function stakeholdersOf(block: JSONContent, making: PieceMaking): Piece[] {
  const { words } = making
  const rows = rowsOf(block).map((row) => {
    const [name, need, promise, contact] = row.fields
    const of = (value: 'interest' | 'power') => {
      const level = attribute(row.node, value)
      return typeof level === 'number' ? `${words[`stakeholder_${value}`]} ${level}/5` : null
    }
    const place = joined([of('power'), of('interest')])
    const side = asRuns(chosen(making, row, 'side') ?? '')
    return [name ?? [], side, place, need ?? [], promise ?? [], contact ?? []]
  })
  const heads = [
    ...[words.field_stakeholderName, words.stakeholder_side, words.stakeholder_place],
    ...[words.field_stakeholderNeed, words.field_stakeholderPromise],
    words.field_stakeholderContact,
  ]
  return tableOf(words.stakeholders, heads, rows)
}

export function flowOf(block: JSONContent, making: PieceMaking): Piece[] {
  const steps = rowsOf(block).map(({ fields: [title, action, who], node }): Step => {
    return {
      asks: attribute(node, 'kind') !== 'do',
      title: title ?? [],
      action: action ?? [],
      who: who ?? [],
      owner: personOf(node, making),
      within: withinOf(node, making),
      ends: attribute(node, 'then') === 'end',
    }
  })
  return steps.length === 0 ? [] : [{ kind: 'flow', steps }]
}

function withinOf(step: JSONContent, { language, words }: PieceMaking): string | null {
  const minutes = attribute(step, 'within')
  if (typeof minutes !== 'number') return null
  const inHours = minutes % 60 === 0
  const n = inHours ? minutes / 60 : minutes
  const forms = inHours ? words.time_hours : words.time_minutes
  const form = new Intl.PluralRules(language).select(n) === 'one' ? forms.one : forms.other
  const clock = attribute(step, 'clock')
  const counts = clock === 'service' || clock === 'working' ? clock : 'always'
  return filled(words[`within_${counts}`], { time: filled(form, { n }) })
}

/** The statements. How people answered them is theirs, and not on the page. */
export function scalesOf(block: JSONContent, { words }: PieceMaking): Piece[] {
  const inPhases = attribute(block, 'points') === 'phases'
  const phases = [words.phase_1, words.phase_2, words.phase_3].join(', ')
  const rows = rowsOf(block).map(({ fields: [statement, low, high] }) =>
    inPhases ? [statement ?? [], asRuns(phases)] : [statement ?? [], low ?? [], high ?? []],
  )
  const ends = [words.field_scaleLow, words.field_scaleHigh]
  const heads = [words.field_scaleStatement, ...(inPhases ? [words.scales_points] : ends)]
  return tableOf(words.scales, heads, rows)
}

export function timeOf(block: JSONContent, { language, words }: PieceMaking): Piece[] {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const percent = new Intl.NumberFormat(language, { style: 'percent' })
  const hours = attribute(block, 'hours')
  const names = Object.keys(timeShares).filter((name): name is TimeShare => name in timeShares)
  const rows = names.flatMap((name) => {
    const share = attribute(block, name)
    if (typeof share !== 'number') return []
    const inHours = typeof hours === 'number' ? number.format((hours * share) / 100) : ''
    return [[asRuns(words[`time_${name}`]), asRuns(percent.format(share / 100)), asRuns(inHours)]]
  })
  const heads = [words.time_kindColumn, words.time_shareColumn, words.time_hoursColumn]
  return tableOf(words.time, heads, rows)
}

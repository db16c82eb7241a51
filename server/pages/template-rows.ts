/** The blocks of rows in a template file: `::: goals` and the like. */
import type { JSONContent } from '@tiptap/core'
import { rowBlocks, type RowName } from '#contract/page-blocks.ts'
import { timeShares } from '#contract/page-values.ts'
import { inlineOf } from './template-inline.ts'
import { type Block, type Fail, type Line, listed } from './template-lines.ts'

interface RowFence {
  readonly row: RowName
  /** Attributes of the block that holds the rows. */
  readonly attrs?: Readonly<Record<string, string>>
  /** Which text field stands under which name; the row's first field is its first text. */
  readonly texts: Readonly<Record<string, string>>
  /** Which words an attribute may have. */
  readonly choices: Readonly<Record<string, readonly string[]>>
  /** Attributes that are numbers from 1 to 5. */
  readonly numbers: readonly string[]
}

const sides = ['outside', 'inside']
const none = { texts: {}, choices: {}, numbers: [] }

const rowFences: Readonly<Record<string, RowFence>> = {
  goals: {
    ...none,
    row: 'goal',
    texts: { serves: 'goalServes' },
    choices: {
      side: sides,
      term: ['near', 'far'],
      objective: ['listen', 'talk', 'activate', 'support', 'involve'],
    },
  },
  metrics: {
    ...none,
    row: 'metric',
    texts: {
      baseline: 'metricBaseline',
      target: 'metricTarget',
      source: 'metricSource',
      reader: 'metricReader',
      response: 'metricResponse',
    },
    choices: {
      kind: ['output', 'outcome', 'signal'],
      rhythm: ['week', 'month', 'quarter', 'year'],
    },
  },
  stakeholders: {
    row: 'stakeholder',
    texts: {
      need: 'stakeholderNeed',
      promise: 'stakeholderPromise',
      contact: 'stakeholderContact',
    },
    choices: { side: sides },
    numbers: ['power', 'interest'],
  },
  flow: {
    ...none,
    row: 'flowStep',
    texts: { action: 'stepAction', who: 'stepWho' },
    choices: {
      kind: ['ask', 'do'],
      clock: ['always', 'service', 'working'],
      then: ['next', 'end'],
    },
  },
  scales: {
    ...none,
    row: 'scale',
    attrs: { points: 'five' },
    texts: { low: 'scaleLow', high: 'scaleHigh' },
  },
  phases: { ...none, row: 'scale', attrs: { points: 'phases' } },
  rules: {
    ...none,
    row: 'ruleCard',
    texts: { why: 'ruleWhy', example: 'ruleExample', ask: 'ruleAsk' },
    choices: { stance: ['do', 'dont'] },
  },
}

/** Is there a block of rows that is called so? */
export const isRowFence = (name: string) => Object.hasOwn(rowFences, name)

/** The names of all blocks of rows. */
export const rowFenceNames: readonly string[] = Object.keys(rowFences)

/** The block, or the cards where each row stands alone. `at` is the line of `:::`. */
export function readRows(name: string, at: Line, lines: readonly Line[], fail: Fail): Block[] {
  const fence = rowFences[name]
  const kind = rowBlocks.find(({ row }) => row === fence?.row)
  if (!fence || !kind) return fail(at.number, `there is no block "${name}".`)
  const rows = inRows(lines, fail).map((row) => ({
    line: row[0]?.number ?? at.number,
    node: readRow(fence, kind.fields, row, fail),
  }))
  if (rows.length === 0) fail(at.number, `a block of ${name} has at least one row: a line with +.`)
  if (kind.block === null) return rows
  return [
    {
      line: at.number,
      rowLines: rows.map(({ line }) => line),
      node: {
        type: kind.block,
        ...(fence.attrs && { attrs: fence.attrs }),
        content: rows.map(({ node }) => node),
      },
    },
  ]
}

/** The lines of each row, the one with + first. */
function inRows(lines: readonly Line[], fail: Fail): Line[][] {
  const rows: Line[][] = []
  for (const line of lines) {
    if (line.text === '') continue
    if (/^\+($| )/.test(line.text)) rows.push([line])
    else if (rows.length === 0) fail(line.number, 'a row begins with + and a space.')
    else rows.at(-1)?.push(line)
  }
  return rows
}

function readRow(
  fence: RowFence,
  fields: readonly string[],
  [first, ...values]: readonly Line[],
  fail: Fail,
): JSONContent {
  const attrs: Record<string, string | number> = {}
  const texts = new Map<string, string>([[fields[0] ?? '', first?.text.slice(1).trim() ?? '']])
  const seen = new Set<string>()
  for (const { number, text } of values) {
    const [, name = '', value = ''] =
      /^(\w+): *(.+)$/.exec(text) ?? fail(number, 'under a row stands "name: text".')
    if (seen.has(name)) fail(number, `"${name}" is there twice.`)
    seen.add(name)
    const field = Object.hasOwn(fence.texts, name) ? fence.texts[name] : undefined
    if (field !== undefined) texts.set(field, value)
    else attrs[name] = readAttribute(fence, name, { number, text: value }, fail)
  }
  return {
    type: fence.row,
    ...(Object.keys(attrs).length > 0 && { attrs }),
    content: fields.map((type) => ({ type, ...inlineOf(texts.get(type) ?? '') })),
  }
}

function readAttribute(
  fence: RowFence,
  name: string,
  { number, text }: Line,
  fail: Fail,
): string | number {
  if (fence.numbers.includes(name)) {
    return /^[1-5]$/.test(text) ? Number(text) : fail(number, `${name} is a number from 1 to 5.`)
  }
  if (fence.row === 'flowStep' && name === 'within') return readMinutes({ number, text }, fail)
  const choices = Object.hasOwn(fence.choices, name) ? fence.choices[name] : undefined
  if (choices === undefined) {
    const known = [...Object.keys(fence.texts), ...Object.keys(fence.choices), ...fence.numbers]
    return fail(
      number,
      known.length > 0
        ? `"${name}" is not known here; these are: ${listed(known)}.`
        : `"${name}" is not known here: these rows are one line each.`,
    )
  }
  return choices.includes(text) ? text : fail(number, `${name} is one of: ${listed(choices)}.`)
}

function readMinutes({ number, text }: Line, fail: Fail): number {
  const [, amount = '', unit] =
    /^(\d{1,4}) ?(min|h)$/.exec(text) ?? fail(number, 'within is a number and min or h.')
  const minutes = Number(amount) * (unit === 'h' ? 60 : 1)
  return minutes >= 1 && minutes <= 100_000 ? minutes : fail(number, 'within is at least 1 min.')
}

/** `shares: 70 10 5 5 10`: what must make 100. */
export function readTime(at: Line, lines: readonly Line[], fail: Fail): Block {
  const [line, ...more] = lines.filter(({ text }) => text !== '')
  const shares = /^shares: *([\d ]+)$/
    .exec(line?.text ?? '')?.[1]
    ?.split(/ +/)
    .map(Number)
  const names = Object.keys(timeShares)
  if (!shares || shares.length !== names.length || more.length > 0) {
    return fail(at.number, 'a block of time has one line: "shares:" and five numbers.')
  }
  const sum = shares.reduce((all, share) => all + share, 0)
  if (sum !== 100) fail(line?.number ?? at.number, `the shares make ${sum}, not 100.`)
  const attrs = Object.fromEntries(names.map((name, index) => [name, shares[index] ?? 0]))
  return { line: at.number, node: { type: 'timeBudget', attrs } }
}

/**
 * Which attributes the nodes of a page have, and which values these may take: one table for the
 * schema (what is pasted), the gate (what arrives) and every rendering. Plain functions, so that
 * the editor loads without a validator.
 *
 * What is absent is null and is not stored: a paragraph costs nothing for what it does not have.
 */
import { longestAlt } from './file-limits.ts'
import { idPattern } from './id-shape.ts'

/** May the attribute have this value? Nobody asks it about null. */
export type Check = (value: unknown) => boolean

/** One of these words. */
export const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && values.includes(value)

/** A whole number in this range, both ends included. */
export const whole =
  (least: number, most: number): Check =>
  (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most

/** Text of at most so many characters, without control characters. */
export const shortText =
  (most: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= most && !/[\p{Cc}\p{Cs}]/u.test(value)

/** An id of whatever kind. */
export const isId: Check = (value) => typeof value === 'string' && idPattern.test(value)

/** A day, `2027-03-31`. */
export const isDay: Check = (value) =>
  typeof value === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(value) &&
  new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value) === true

/** True; what is not so is absent. */
export const yes: Check = (value) => value === true

const span = whole(1, 100)
const cell = {
  colspan: span,
  rowspan: span,
  colwidth: (value: unknown) =>
    Array.isArray(value) && value.length <= 100 && value.every(whole(0, 10_000)),
  align: oneOf('left', 'center', 'right'),
}

const sides = oneOf('outside', 'inside')
const share = whole(0, 100)

/** Shares of the time budget, in their order, with the proposal that a new one begins with. */
export const timeShares = {
  making: 70,
  analysing: 10,
  following: 5,
  sharing: 5,
  talking: 10,
} as const
export type TimeShare = keyof typeof timeShares

/** Checks of attribute values by node; a node or attribute that is not named here has none. */
const ownAttributes = {
  heading: { level: (value: unknown) => value === 2 || value === 3 || value === 4 },
  orderedList: { start: whole(0, 1_000_000), type: oneOf('1', 'a', 'A', 'i', 'I') },
  codeBlock: { language: shortText(40) },
  tableCell: cell,
  tableHeader: cell,
  /** `guidance` leads and asks nothing. What is not relevant has its reason where the answer was. */
  question: { kind: oneOf('guidance'), required: yes, notRelevant: yes },
  taskItem: { checked: yes, owner: isId, due: isDay },
  callout: { tone: oneOf('tip', 'important', 'warning') },
  /** `page` is the page that the file belongs to: its readers may see it. */
  image: {
    page: isId,
    file: isId,
    alt: shortText(longestAlt),
    decorative: yes,
    width: whole(1, 20_000),
    height: whole(1, 20_000),
  },
  file: {
    page: isId,
    file: isId,
    name: shortText(200),
    size: whole(0, 1_000_000_000),
  },
  personMention: { person: isId, label: shortText(120) },
  pageMention: { page: isId, label: shortText(500) },
  ruleCard: { stance: oneOf('do', 'dont') },
  goal: {
    id: isId,
    side: sides,
    term: oneOf('near', 'far'),
    objective: oneOf('listen', 'talk', 'activate', 'support', 'involve'),
    owner: isId,
    deadline: isDay,
  },
  metric: {
    id: isId,
    goal: isId,
    kind: oneOf('output', 'outcome', 'signal'),
    rhythm: oneOf('week', 'month', 'quarter', 'year'),
  },
  stakeholder: { side: sides, power: whole(1, 5), interest: whole(1, 5) },
  /** `within` counts minutes; `clock` says which ones count. */
  flowStep: {
    kind: oneOf('ask', 'do'),
    within: whole(1, 100_000),
    clock: oneOf('always', 'service', 'working'),
    then: oneOf('next', 'end'),
    owner: isId,
  },
  scales: { points: oneOf('five', 'phases') },
  /** The id under which people's answers are kept on the server. */
  scale: { id: isId },
  timeBudget: {
    hours: whole(0, 10_000),
    making: share,
    analysing: share,
    following: share,
    sharing: share,
    talking: share,
  },
} satisfies Readonly<Record<string, Readonly<Record<string, Check>>>>

/** The attribute that keeps a block out of every edition. */
export const internalAttribute = 'internal'

/** The nodes that may stand alone on a page and so can be marked internal. */
export const blockNames = [
  'paragraph',
  'heading',
  'question',
  'bulletList',
  'orderedList',
  'taskList',
  'blockquote',
  'codeBlock',
  'horizontalRule',
  'table',
  'callout',
  'details',
  'image',
  'file',
  'ruleCard',
  'goalTable',
  'metricTable',
  'stakeholderMap',
  'flow',
  'scales',
  'timeBudget',
] as const

/** Every attribute of every node, with its check. */
export const nodeAttributes: Readonly<Record<string, Readonly<Record<string, Check>>>> = (() => {
  const all: Record<string, Readonly<Record<string, Check>>> = { ...ownAttributes }
  for (const name of blockNames) all[name] = { ...all[name], [internalAttribute]: yes }
  return all
})()

/** These have a value of their own from the beginning, and always one. */
const neverNull: readonly string[] = ['level', 'start', 'colspan', 'rowspan']

/** Is this a value which the attribute of that node may have? */
export function isNodeAttribute(node: string, name: string, value: unknown): boolean {
  const checks = Object.hasOwn(nodeAttributes, node) ? nodeAttributes[node] : undefined
  if (checks === undefined || !Object.hasOwn(checks, name)) return false
  if (value === null) return !neverNull.includes(name)
  return checks[name]?.(value) === true
}

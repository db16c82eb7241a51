/** Tells a change as somebody would, in the language of the interface. */
import type { Catalogue } from '../../i18n/catalogue.ts'
import type { Speech } from '../../i18n/Language.tsx'
import type { HistoryTranslate } from '../../i18n/history/history-catalogue.ts'
import type { Change, NodeLook } from '../../../server/history/page-changes.ts'
import type { Writers } from '../writers.ts'

/** What was done, and the words that it was done to. */
export interface ToldChange {
  readonly lead: string
  readonly words: string
}

/** What of the chosen language is needed to tell changes. */
export interface Speaking extends Pick<Speech, 'catalogue' | 'date' | 'language'> {
  readonly t: HistoryTranslate
}

const nodeNames = {
  title: 'node_title',
  paragraph: 'node_paragraph',
  heading: 'node_heading',
  bulletList: 'node_list',
  orderedList: 'node_list',
  taskList: 'node_list',
  listItem: 'node_item',
  taskItem: 'node_task',
  blockquote: 'node_quote',
  codeBlock: 'node_code',
  table: 'node_table',
  tableRow: 'node_row',
  tableCell: 'node_cell',
  tableHeader: 'node_cell',
  question: 'node_question',
  callout: 'node_callout',
  details: 'node_details',
  detailsSummary: 'node_details',
  detailsContent: 'node_details',
  horizontalRule: 'node_divider',
  image: 'node_picture',
  file: 'node_file',
  personMention: 'node_mention',
  pageMention: 'node_mention',
  ruleCard: 'node_rule',
  goal: 'node_goal',
  metric: 'node_metric',
  stakeholder: 'node_stakeholder',
  flowStep: 'node_step',
  scale: 'node_scale',
  timeBudget: 'node_time',
} as const

/** Names of tables of rows are in the common words. */
const tableNames = {
  goalTable: 'goals',
  metricTable: 'metrics',
  stakeholderMap: 'stakeholders',
  flow: 'flow',
  scales: 'scales',
} as const

const markNames = {
  bold: 'mark_bold',
  italic: 'mark_italic',
  strike: 'mark_strike',
  underline: 'mark_underline',
  code: 'mark_code',
  link: 'mark_link',
} as const

/** What a kind of node is called. */
export function nodeName(t: Speaking['t'], type: string): string {
  if (isKeyOf(nodeNames, type)) return t(nodeNames[type])
  return isKeyOf(tableNames, type) ? t(tableNames[type]) : t('node_other')
}

/** The change in words. */
export function tellChange(change: Change, speech: Speaking, writers: Writers): ToldChange {
  const { t } = speech
  const { kind, node, before, after } = change
  const name = nodeName(t, node)
  switch (kind) {
    case 'added':
      return { lead: t('change_added'), words: after || name }
    case 'removed':
      return { lead: t('change_removed'), words: before || name }
    case 'replaced':
      return { lead: t('change_replaced', { before }), words: after }
    case 'moved': {
      const { direction } = change
      const lead = direction === undefined ? 'change_moved' : whither[direction]
      return { lead: t(lead), words: after || before || name }
    }
    case 'formatted':
      return { lead: formatLead(change, speech), words: after || before }
    case 'changed':
      return { lead: changedLead(change, speech, writers), words: after || before }
    case 'split':
      return { lead: t('change_split'), words: after || before }
    case 'joined':
      return { lead: t('change_joined'), words: after || before }
  }
}

const whither = { up: 'change_movedUp', down: 'change_movedDown' } as const

function formatLead({ set = [], unset = [] }: Change, { t, language }: Speaking): string {
  const lists = new Intl.ListFormat(language, { type: 'conjunction' })
  const named = (marks: readonly string[]) =>
    lists.format(marks.map((mark) => t(isKeyOf(markNames, mark) ? markNames[mark] : 'mark_other')))
  const sentence =
    set.length > 0
      ? t('change_set', { marks: named(set) })
      : unset.length > 0
        ? t('change_unset', { marks: named(unset) })
        : t('change_formatted')
  return capital(sentence, language)
}

function changedLead({ was, is }: Change, speech: Speaking, writers: Writers): string {
  const { t, language } = speech
  if (was === undefined || is === undefined) return t('change_changed')
  if (was.type !== is.type) {
    const [from, to] = [nodeName(t, was.type), nodeName(t, is.type)]
    if (from !== to) return capital(t('change_became', { before: from, after: to }), language)
  }
  const [first] = attributeChanges(was, is, speech, writers)
  return first === undefined ? t('change_changed') : `${t('change_value', first)} ·`
}

export interface AttributeChange {
  readonly what: string
  readonly before: string
  readonly after: string
}

/** Words of one's own for what is named by the kind of node. */
const prefixes: Readonly<Record<string, string>> = {
  flowStep: 'step',
  taskItem: 'task',
  timeBudget: 'time',
  ruleCard: 'rule',
}
/** Of which nobody sees more than that they changed. */
const unseen: readonly string[] = ['id', 'colwidth', 'page', 'file', 'width', 'height', 'size']

/** Which choices became others, in words. */
export function attributeChanges(
  was: NodeLook,
  is: NodeLook,
  speech: Speaking,
  writers: Writers,
): AttributeChange[] {
  const names = new Set([...Object.keys(was.attrs ?? {}), ...Object.keys(is.attrs ?? {})])
  return [...names].flatMap((name) => {
    const [before, after] = [was.attrs?.[name] ?? null, is.attrs?.[name] ?? null]
    if (unseen.includes(name) || JSON.stringify(before) === JSON.stringify(after)) return []
    const say = (value: unknown) => valueName(is.type, name, value, speech, writers)
    const what = attributeName(is.type, name, speech)
    return [{ what, before: say(before), after: say(after) }]
  })
}

function attributeName(type: string, name: string, { t, catalogue }: Speaking): string {
  if (name === 'hours') return t('time_perWeek')
  switch (name) {
    case 'internal':
      return t('attribute_internal')
    case 'checked':
      return t('attribute_checked')
    case 'level':
      return t('attribute_level')
    case 'required':
      return t('attribute_required')
    case 'notRelevant':
      return t('attribute_notRelevant')
    default:
      return inCatalogue(catalogue, `${prefixOf(type)}_${name}`) ?? t('attribute_other')
  }
}

function valueName(
  type: string,
  name: string,
  value: unknown,
  { t, catalogue, date }: Speaking,
  writers: Writers,
): string {
  if (value === null) {
    return name === 'checked' || name === 'internal' ? t('no') : t('change_none')
  }
  if (value === true) return t('yes')
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return t('change_changed')
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return date(`${value}T00:00`)
  const known =
    inCatalogue(catalogue, `${prefixOf(type)}_${name}_${value}`) ??
    inCatalogue(catalogue, `${prefixOf(type)}_${value}`)
  if (known !== null) return known
  const person = writers.find(value)
  return person === undefined ? value : person.name
}

const prefixOf = (type: string) => prefixes[type] ?? type

function inCatalogue(catalogue: Catalogue, key: string): string | null {
  const entry = isKeyOf(catalogue, key) ? catalogue[key] : undefined
  return typeof entry === 'string' && !entry.includes('{') ? entry : null
}

function isKeyOf<T extends object>(of: T, key: PropertyKey): key is keyof T {
  return Object.hasOwn(of, key)
}

function capital(sentence: string, language: string): string {
  return sentence.charAt(0).toLocaleUpperCase(language) + sentence.slice(1)
}

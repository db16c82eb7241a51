/**
 * Names within a page that are known without its schema: the history engine runs in browsers, where
 * the editor's libraries would be a burden to it.
 */

/** The one root of a page's Y.Doc, an XmlFragment. */
export const pageRoot = 'default'

/** A block made of rows, or of one row that stands alone, and the text fields of a row. */
export interface RowBlock {
  /** The block that holds the rows; null where each row is a block by itself. */
  readonly block: string | null
  readonly row: string
  /** In their order; each row has all of them. */
  readonly fields: readonly string[]
}

/** Every block of rows. The first field says what the row is. */
export const rowBlocks = [
  {
    block: null,
    row: 'ruleCard',
    fields: ['ruleText', 'ruleWhy', 'ruleExample', 'ruleAsk'],
  },
  { block: 'goalTable', row: 'goal', fields: ['goalName', 'goalServes'] },
  {
    block: 'metricTable',
    row: 'metric',
    fields: [
      'metricName',
      'metricBaseline',
      'metricTarget',
      'metricSource',
      'metricReader',
      'metricResponse',
    ],
  },
  {
    block: 'stakeholderMap',
    row: 'stakeholder',
    fields: ['stakeholderName', 'stakeholderNeed', 'stakeholderPromise', 'stakeholderContact'],
  },
  { block: 'flow', row: 'flowStep', fields: ['stepTitle', 'stepAction', 'stepWho'] },
  { block: 'scales', row: 'scale', fields: ['scaleStatement', 'scaleLow', 'scaleHigh'] },
] as const satisfies readonly RowBlock[]

/** The mark's name in a formatting key. */
export function markName(key: string): string {
  return key.replace(/--[a-zA-Z0-9+/=]{8}$/, '')
}

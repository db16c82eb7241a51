/**
 * The goals of a page and the metrics that measure them, as they stand in its document now. Read
 * from the document alone, so that whoever writes and whoever reads see the same.
 */
import * as Y from 'yjs'
import { type Branch, isText, plainText, rootName, treeOf } from '../../net/page-tree.ts'

export interface NamedRow {
  readonly id: string
  /** May be empty. */
  readonly name: string
}

export interface GoalsAndMetrics {
  readonly goals: readonly NamedRow[]
  /** `goal` is the id of the goal that it measures; null: none yet. */
  readonly metrics: readonly (NamedRow & { readonly goal: string | null })[]
}

/** A store for `useSyncExternalStore`: a new object only when something in it has changed. */
export interface PageRows {
  readonly get: () => GoalsAndMetrics
  readonly subscribe: (listener: () => void) => () => void
}

const tables = ['goalTable', 'metricTable']

/** Follows the document as long as somebody listens. */
export function pageRows(doc: Y.Doc): PageRows {
  const root = doc.getXmlFragment(rootName)
  const listeners = new Set<() => void>()
  let shown = read(root)
  const look = () => {
    const next = read(root)
    if (JSON.stringify(next) === JSON.stringify(shown)) return
    shown = next
    for (const listener of listeners) listener()
  }
  const onChange = (events: readonly Y.YEvent<Y.XmlFragment>[]) => {
    if (events.some(({ target }) => target === root || isInTable(target))) look()
  }
  return {
    get: () => shown,
    subscribe(listener) {
      if (listeners.size === 0) {
        look()
        root.observeDeep(onChange)
      }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) root.unobserveDeep(onChange)
      }
    },
  }
}

function isInTable(target: unknown): boolean {
  for (let at = target; at instanceof Y.AbstractType; at = at.parent) {
    if (at instanceof Y.XmlElement && tables.includes(at.nodeName)) return true
  }
  return false
}

function read(root: Y.XmlFragment): GoalsAndMetrics {
  return rowsAmong(
    root
      .toArray()
      .flatMap((block) =>
        block instanceof Y.XmlElement && tables.includes(block.nodeName) ? [treeOf(block)] : [],
      ),
  )
}

/** The goals and metrics among the blocks of a page. */
export function rowsAmong(blocks: readonly Branch[]): GoalsAndMetrics {
  const rows = blocks
    .filter(({ type }) => tables.includes(type))
    .flatMap(({ content }) => content.filter((row): row is Branch => !isText(row)))
  return {
    goals: rows.filter(({ type }) => type === 'goal').flatMap(named),
    metrics: rows
      .filter(({ type }) => type === 'metric')
      .flatMap((row) => {
        const goal = row.attrs['goal']
        return named(row).map((one) => ({ ...one, goal: typeof goal === 'string' ? goal : null }))
      }),
  }
}

function named({ attrs, content }: Branch): NamedRow[] {
  const id = attrs['id']
  const first = content[0]
  if (typeof id !== 'string') return []
  return [{ id, name: first === undefined ? '' : plainText(first).trim() }]
}

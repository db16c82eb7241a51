/** The ids of goals, metrics and scales: each page has its own. */
import type { JSONContent } from '@tiptap/core'
import { newId, scaleId } from '#contract/ids.ts'

const rows: readonly string[] = ['goal', 'metric', 'scale']

/**
 * The nodes with a new id for each row that has ids. A metric goes on measuring its goal where that
 * is among the nodes; links to goals elsewhere stay as they are.
 */
export function withNewRowIds(nodes: readonly JSONContent[]): readonly JSONContent[] {
  const goals = new Map<string, string>()
  const give = (node: JSONContent): JSONContent => {
    const content = node.content && { content: node.content.map(give) }
    if (!rows.includes(node.type ?? '')) return { ...node, ...content }
    const id: string = newId(scaleId)
    const before: unknown = node.attrs?.['id']
    if (node.type === 'goal' && typeof before === 'string') goals.set(before, id)
    return { ...node, attrs: { ...node.attrs, id }, ...content }
  }
  const link = (node: JSONContent): JSONContent => {
    const content = node.content && { content: node.content.map(link) }
    const goal: unknown = node.type === 'metric' ? node.attrs?.['goal'] : null
    if (typeof goal !== 'string') return { ...node, ...content }
    return { ...node, attrs: { ...node.attrs, goal: goals.get(goal) ?? goal }, ...content }
  }
  return nodes.map(give).map(link)
}

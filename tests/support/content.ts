/** Looks into the nodes of a page as an endpoint gives them. */
import { z } from 'zod'

export interface ContentNode {
  readonly type: string
  readonly attrs: Readonly<Record<string, unknown>>
  readonly text: string
  readonly content: readonly ContentNode[]
}

const node: z.ZodType<ContentNode> = z.lazy(() =>
  z.object({
    type: z.string(),
    attrs: z
      .record(z.string(), z.unknown())
      .default({})
      .transform((attrs) =>
        Object.fromEntries(Object.entries(attrs).filter(([, value]) => value !== null)),
      ),
    text: z.string().default(''),
    content: z.array(node).default([]),
  }),
)

/** All nodes of a `doc` node or of a list of nodes, in their order. */
export function nodesIn(content: unknown): readonly ContentNode[] {
  const all = (one: ContentNode): ContentNode[] => [one, ...one.content.flatMap(all)]
  const roots = Array.isArray(content) ? content : [content]
  return roots.flatMap((one) => all(node.parse(one)))
}

/** The text of a node, its parts joined. */
export const textIn = (one: ContentNode): string => one.text + one.content.map(textIn).join('')

/** Ids of goals, metrics and scales. */
export function idsOfRows(content: unknown): readonly string[] {
  return nodesIn(content).flatMap(({ attrs, type }) =>
    ['goal', 'metric', 'scale'].includes(type) ? String(attrs['id']) : [],
  )
}

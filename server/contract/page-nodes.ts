/** Attributes of a page's own nodes, as tiptap wants them: kept in pasted HTML as `data-…`. */
import type { Attributes } from '@tiptap/core'
import { type Check, internalAttribute, nodeAttributes } from './page-values.ts'

/**
 * The attributes that the table of values names for a node. Each is null until it is set. What
 * pasted HTML says is taken only where it is a value that the attribute may have.
 */
export function attributesOf(node: string): Attributes {
  const entries = Object.entries(nodeAttributes[node] ?? {})
  return Object.fromEntries(
    entries.map(([name, check]) => [
      name,
      {
        default: null,
        keepOnSplit: name === internalAttribute,
        parseHTML: (element: HTMLElement) => read(element.getAttribute(dataName(name)), check),
        renderHTML: (attributes: Record<string, unknown>) => {
          const value = attributes[name]
          const isPlain = typeof value === 'string' || typeof value === 'number' || value === true
          return isPlain ? { [dataName(name)]: String(value) } : {}
        },
      },
    ]),
  )
}

/** The HTML attribute that carries a node's attribute: `notRelevant` is in `data-not-relevant`. */
function dataName(name: string): string {
  return `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

function read(text: string | null, check: Check): unknown {
  if (text === null) return null
  const candidates: readonly unknown[] = [text, Number(text), text === 'true']
  return candidates.find((value) => check(value)) ?? null
}

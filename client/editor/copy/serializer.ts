/**
 * What is copied, as HTML that Word and mail programs understand: our own rows as rows of tables,
 * steps as a numbered list. The names of our blocks stay on it, so that it is the same again when it
 * is pasted here.
 */
import { DOMSerializer, type DOMOutputSpec, type Node, type Schema } from '@tiptap/pm/model'
import { rowBlocks } from '#contract/page-blocks.ts'
import { ownAttribute } from '../paste/own-copy.ts'

type Draw = (node: Node) => DOMOutputSpec

/** For the clipboard; `how` says whether what is being taken is cut. */
export function copySerializer(schema: Schema, how: () => 'copy' | 'cut'): DOMSerializer {
  const nodes = { ...DOMSerializer.nodesFromSchema(schema) }
  const as = (name: string, tag: string) => {
    const draw = nodes[name]
    if (draw !== undefined) nodes[name] = redrawn(draw, tag)
  }
  for (const { block, row, fields } of rowBlocks) {
    const isTable = block !== null && row !== 'flowStep'
    if (block !== null) as(block, isTable ? 'table' : 'ol')
    if (row !== 'ruleCard') as(row, isTable ? 'tr' : 'li')
    for (const field of fields) as(field, isTable ? 'td' : 'p')
  }
  return new MarkedSerializer(nodes, DOMSerializer.marksFromSchema(schema), how)
}

function redrawn(draw: Draw, tag: string): Draw {
  return (node) => {
    const drawn: unknown = draw(node)
    const attributes: unknown = Array.isArray(drawn) ? drawn[1] : null
    const kept = attributes instanceof Object && !Array.isArray(attributes) ? attributes : {}
    return tag === 'table' ? [tag, kept, ['tbody', 0]] : [tag, kept, 0]
  }
}

class MarkedSerializer extends DOMSerializer {
  readonly #how: () => 'copy' | 'cut'

  constructor(
    nodes: DOMSerializer['nodes'],
    marks: DOMSerializer['marks'],
    how: () => 'copy' | 'cut',
  ) {
    super(nodes, marks)
    this.#how = how
  }

  override serializeFragment(
    ...given: Parameters<DOMSerializer['serializeFragment']>
  ): ReturnType<DOMSerializer['serializeFragment']> {
    const made = super.serializeFragment(...given)
    const first = made.firstChild
    // Only the outermost call begins without a target.
    if (given[2] === undefined && first instanceof Element)
      first.setAttribute(ownAttribute, this.#how())
    return made
  }
}

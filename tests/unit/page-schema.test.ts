// @vitest-environment happy-dom
import { DOMParser, DOMSerializer, type Node, type NodeType } from '@tiptap/pm/model'
import { expect, test } from 'vitest'
import { newId, scaleId } from '#contract/ids.ts'
import { rowBlocks } from '#contract/page-blocks.ts'
import { pageSchema } from '#contract/page-schema.ts'
import { blockNames, isNodeAttribute, nodeAttributes, timeShares } from '#contract/page-values.ts'

const id = newId(scaleId)

/** A value that each kind of attribute may have, to be found by trying. */
const candidates: readonly unknown[] = [true, 3, 70, '2027-03-31', id, 'Aino', ...words()]

function words(): string[] {
  return [
    ...['guidance', 'tip', 'do', 'outside', 'near', 'listen', 'output', 'week', 'ask', 'always'],
    ...['next', 'five', 'left', 'a'],
  ]
}

function valueFor(node: string, name: string): unknown {
  return candidates.find((value) => isNodeAttribute(node, name, value))
}

function aNode(type: NodeType): Node {
  const given = Object.keys(nodeAttributes[type.name] ?? {}).flatMap((name) =>
    type.spec.attrs?.[name] === undefined ? [] : [[name, valueFor(type.name, name)] as const],
  )
  const node = type.createAndFill(Object.fromEntries(given))
  if (node === null) throw new Error(`no ${type.name}`)
  return node
}

function throughHtml(node: Node): Node {
  const place = document.createElement('div')
  place.append(DOMSerializer.fromSchema(pageSchema).serializeFragment(node.content))
  return DOMParser.fromSchema(pageSchema).parse(place)
}

test('[K12] every attribute of every node has a value that it may have, and refuses others', () => {
  for (const [node, attributes] of Object.entries(nodeAttributes)) {
    expect(pageSchema.nodes[node], node).toBeDefined()
    for (const name of Object.keys(attributes)) {
      expect(pageSchema.nodes[node]?.spec.attrs?.[name], `${node}.${name}`).toBeDefined()
      if (name !== 'colwidth') expect(valueFor(node, name), `${node}.${name}`).toBeDefined()
      for (const wrong of [
        {},
        [{}],
        '\u0000',
        -1,
        1e12,
        Number.NaN,
        'javascript:alert(1)',
        false,
      ]) {
        const takesText =
          name === 'alt' || name === 'name' || name === 'label' || name === 'language'
        if (takesText && wrong === 'javascript:alert(1)') continue
        expect(isNodeAttribute(node, name, wrong), `${node}.${name} ${JSON.stringify(wrong)}`).toBe(
          false,
        )
      }
    }
    for (const name of ['onclick', '__proto__', 'constructor', 'style', 'src']) {
      expect(isNodeAttribute(node, name, 'x')).toBe(false)
    }
  }
})

test('[K12] every attribute that the schema has can pass the gate', () => {
  for (const type of Object.values(pageSchema.nodes)) {
    for (const name of Object.keys(type.spec.attrs ?? {})) {
      expect(nodeAttributes[type.name]?.[name], `${type.name}.${name}`).toBeDefined()
    }
  }
})

test('[K13] blocks of our own survive being copied as HTML', () => {
  for (const name of ['callout', 'details', 'image', 'file', 'timeBudget', 'question']) {
    const type = pageSchema.nodes[name]
    if (type === undefined) throw new Error(name)
    const title = pageSchema.node('title', null, pageSchema.text('T'))
    const doc = pageSchema.node('doc', null, [title, aNode(type)])
    expect(throughHtml(doc).toJSON(), name).toEqual(doc.toJSON())
  }
  for (const { block, row, fields } of rowBlocks) {
    const rowType = pageSchema.nodes[row]
    if (rowType === undefined) throw new Error(row)
    const { attrs } = aNode(rowType)
    const filled = pageSchema.node(
      row,
      attrs,
      fields.map((field) => pageSchema.node(field, null, pageSchema.text(`text of ${field}`))),
    )
    const inside = block === null ? filled : pageSchema.node(block, null, [filled, filled])
    const title = pageSchema.node('title', null, pageSchema.text('T'))
    const doc = pageSchema.node('doc', null, [title, inside])
    doc.check()
    expect(throughHtml(doc).toJSON(), row).toEqual(doc.toJSON())
  }
})

test('[K14] what pasted HTML says is taken only where it may be said', () => {
  const place = document.createElement('div')
  place.innerHTML = `<h1>T</h1>
    <div data-block="timeBudget" data-making="9999" data-talking="10" data-hours="x"></div>
    <figure data-file="../../etc/passwd" data-page="${id}" data-alt="a"></figure>
    <p data-internal="perhaps">text</p>
    <ul data-type="taskList"><li data-type="taskItem" data-checked="false" data-due="2027-02-31">x</li></ul>
    <p data-question="" data-kind="evil">q</p>`
  const doc = DOMParser.fromSchema(pageSchema).parse(place)
  const found: Record<string, Node> = {}
  doc.descendants((node) => {
    found[node.type.name] ??= node
  })
  expect(found['timeBudget']?.attrs).toMatchObject({ making: null, talking: 10, hours: null })
  expect(found['image']?.attrs).toMatchObject({ file: null, page: id, alt: 'a' })
  expect(found['paragraph']?.attrs).toEqual({ internal: null })
  expect(found['taskItem']?.attrs).toEqual({ checked: null, owner: null, due: null })
  expect(found['question']?.attrs['kind']).toBeNull()
})

test.each([
  ['language-css', 'css'],
  ['hljs language-c++', 'c++'],
  [`language-${'a'.repeat(41)}`, null],
  ['language-', null],
  ['css', null],
])('[K28] the language of pasted code %j is %j', (classes, language) => {
  const place = document.createElement('div')
  place.innerHTML = `<h1>T</h1><pre><code class="${classes}">a = 1</code></pre>`
  const doc = DOMParser.fromSchema(pageSchema).parse(place)
  expect(doc.child(1).type.name).toBe('codeBlock')
  expect(doc.child(1).attrs['language']).toBe(language)
})

test('[K15] blocks that think stand at the top of a page only', () => {
  const names = ['ruleCard', 'callout', 'details', 'timeBudget', ...rowBlocks.map((b) => b.block)]
  for (const name of names) {
    if (name === null) continue
    const type = pageSchema.nodes[name]
    if (type === undefined) throw new Error(name)
    for (const holder of ['listItem', 'taskItem', 'tableCell', 'blockquote', 'callout']) {
      const edges = pageSchema.nodes[holder]?.contentMatch
      expect(edges?.matchType(type), `${name} in ${holder}`).toBeNull()
    }
    expect(pageSchema.nodes['doc']?.contentMatch.defaultType?.name).toBe('title')
  }
})

test('[K16] the proposal for a time budget makes 100, and every block can be marked internal', () => {
  expect(Object.values(timeShares).reduce((sum, share) => sum + share, 0)).toBe(100)
  for (const name of blockNames) {
    expect(pageSchema.nodes[name]?.spec.attrs?.['internal'], name).toBeDefined()
    expect(isNodeAttribute(name, 'internal', true)).toBe(true)
  }
  const tops = Object.values(pageSchema.nodes)
    .filter((type) => type.isInGroup('block') || type.isInGroup('section'))
    .map(({ name }) => name)
  expect(new Set(tops)).toEqual(new Set(blockNames))
})

/** Attacks that no editor makes: what is written straight into a page's document. */
import * as Y from 'yjs'
import { pageSchema } from '#contract/page-schema.ts'
import { nodeAttributes } from '#contract/page-values.ts'
import { elementFor } from '../../../server/rooms/content.ts'
import { payloads, runningAddresses } from './html.ts'

export interface RawAttack {
  readonly what: string
  readonly write: (root: Y.XmlFragment) => void
}

const bad = [
  '<img src=x onerror=hit(0)>',
  'javascript:hit(0)',
  '"><svg onload=hit(0)>',
  'x\u0000y',
  '__proto__',
  '{"__html":"<img src=x onerror=hit(0)>"}',
]

const push = (node: Parameters<typeof elementFor>[0]) => (root: Y.XmlFragment) =>
  root.push([elementFor(node)])
const paragraph = (...content: NonNullable<Parameters<typeof elementFor>[0]['content']>) =>
  push({ type: 'paragraph', content })

/** Every address that runs, as a link. */
const links: RawAttack[] = runningAddresses().map((href) => ({
  what: `link ${JSON.stringify(href)}`,
  write: paragraph({ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href } }] }),
}))

const oddMarks: RawAttack[] = (
  [
    ['link', { href: 'https://example.org', target: '_blank', onclick: 'hit(0)' }],
    ['link', { href: ['javascript:hit(0)'] }],
    ['link', { href: { toString: 'x' } }],
    ['link', { href: 'https://example.org', style: 'position:fixed' }],
    ['link', { href: 'https://example.org', class: 'x', rel: '' }],
    ['script', {}],
    ['textStyle', { color: 'red;background:url(//evil.example)' }],
    ['bold', { onclick: 'hit(0)' }],
    ['constructor', {}],
    ['__proto__', { href: 'x' }],
    ['toString', {}],
  ] as const satisfies readonly (readonly [string, object])[]
).map(([type, attrs]) => ({
  what: `mark ${type} ${JSON.stringify(attrs)}`,
  write: (root) => {
    const text = new Y.XmlText()
    const element = new Y.XmlElement('paragraph')
    element.insert(0, [text])
    root.push([element])
    text.insert(0, 'x', { [type]: attrs })
  },
}))

const elements: RawAttack[] = [
  'script', 'iframe', 'object', 'embed', 'style', 'link', 'meta', 'base', 'svg', 'math', 'form', 'input',
  'video', 'img', 'template', 'SCRIPT', 'p', 'div', 'html', 'constructor', '__proto__', 'toString',
  'hasOwnProperty', 'text', 'doc', '', ' ', 'paragraph onclick=hit(0)', '<script>', 'a\u0000b',
].map((name) => ({
  what: `element ${JSON.stringify(name)}`,
  write: (root) => root.push([new Y.XmlElement(name)]),
})) // prettier-ignore

const oddNames = [
  'onclick', 'onerror', 'style', 'class', 'id', 'name', 'href', 'src', 'srcdoc', 'innerHTML', 'data-x',
  'dangerouslySetInnerHTML', '__proto__', 'constructor', 'toString', 'key', 'ref', 'children', 'is', 'xlink:href',
  'contenteditable', 'tabindex',
] // prettier-ignore
const attributes: RawAttack[] = [
  ...['paragraph', 'table', 'image', 'goalTable'].flatMap((type) =>
    oddNames.map((name) => ({
      what: `${type} ${name}`,
      write: push({ type, attrs: { [name]: 'hit(0)' } }),
    })),
  ),
  // Every attribute of the schema, with what it must never be.
  ...Object.entries(nodeAttributes).flatMap(([type, checks]) =>
    Object.keys(checks).flatMap((name) =>
      bad
        .filter((value) => checks[name]?.(value) !== true)
        .slice(0, 2)
        .map((value) => ({
          what: `${type} ${name}=${JSON.stringify(value)}`,
          write: push({ type, attrs: { [name]: value } }),
        })),
    ),
  ),
]

/** What the gate must refuse. */
export const refusedAttacks: readonly RawAttack[] = [
  ...links,
  ...oddMarks,
  ...elements,
  ...attributes,
]

/** Which textblocks the schema has, each where it may stand: one document of them all. */
export function everyTextPlace(text: string): ReturnType<typeof pageSchema.nodeFromJSON>[] {
  const { nodes } = pageSchema
  const fill = (name: string): Parameters<typeof elementFor>[0] => {
    const type = nodes[name]
    if (type === undefined) throw new Error(`There is no ${name}`)
    if (type.inlineContent) return { type: name, content: [{ type: 'text', text }] }
    const children: string[] = []
    let match = type.contentMatch
    // The shortest way to the end, then whatever more fits once.
    for (let n = 0; n < 12 && match.edgeCount > 0; n += 1) {
      const edges = Array.from({ length: match.edgeCount }, (_, at) => match.edge(at))
      const next =
        edges.find(({ type }) => !children.includes(type.name) && !isBlocks(type.name)) ?? edges[0]
      if (next === undefined || (match.validEnd && children.includes(next.type.name))) break
      children.push(next.type.name)
      match = next.next
      if (match.validEnd && isBlocks(next.type.name)) break
    }
    return { type: name, ...(children.length > 0 && { content: children.map(fill) }) }
  }
  const isBlocks = (name: string) => nodes[name]?.isInGroup('block') === true
  const tops = Object.values(nodes).filter(
    (type) => (type.isInGroup('block') || type.isInGroup('section')) && !type.isLeaf,
  )
  return tops.map(({ name }) => pageSchema.nodeFromJSON(fill(name)))
}

/** Text that looks like an attack, everywhere where text may be: names, labels, alternatives too. */
export function shownAttacks(id: string): RawAttack[] {
  const texts = payloads.map(({ html }) => html)
  const inText = texts.map((text, n) => ({
    what: `text ${n}`,
    write: paragraph({ type: 'text', text: `${text} shown ${n};` }),
  }))
  const places = everyTextPlace('<img src=x onerror=hit(0)>').map((node) => ({
    what: `text in ${node.type.name}`,
    write: push(node.toJSON()),
  }))
  const clean = (text: string) => text.replace(/[\p{Cc}\p{Cs}]/gu, '').slice(0, 110)
  const labels = texts
    .slice(0, 40)
    .flatMap((text) => [
      paragraph({ type: 'personMention', attrs: { person: id, label: clean(text) } }),
      paragraph({ type: 'pageMention', attrs: { page: id, label: clean(text) } }),
      push({ type: 'image', attrs: { page: id, file: id, alt: clean(text) } }),
      push({ type: 'file', attrs: { page: id, file: id, name: clean(text), size: 1 } }),
      push({ type: 'codeBlock', attrs: { language: clean(text).slice(0, 40) } }),
    ])
  return [...inText, ...places, ...labels.map((write, n) => ({ what: `label ${n}`, write }))]
}

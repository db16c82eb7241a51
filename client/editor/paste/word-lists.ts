/**
 * Word writes an item of a list as a paragraph whose style says which list and level it is on
 * (`mso-list: l0 level2 lfo1`), with its number or bullet as text in front.
 */
import { seenText } from './elements.ts'
import { styled, styleOf } from './pasted-style.ts'

interface Item {
  readonly paragraph: Element
  readonly level: number
  readonly ordered: boolean
  readonly start: number
}

/** Makes real lists of the paragraphs that Word means as items, where they stand. */
export function readWordLists(body: HTMLElement): void {
  let run: Item[] = []
  let last: Element | null = null
  const end = () => {
    build(run)
    run = []
  }
  for (const paragraph of [...body.querySelectorAll('p, h1, h2, h3, h4, h5, h6')]) {
    const item = readItem(paragraph)
    const follows = last !== null && paragraph.previousElementSibling === last
    if (item === null || !follows) end()
    if (item !== null) run.push(item)
    last = paragraph
  }
  end()
}

/** The item that a paragraph is meant as; its number or bullet is taken off. A heading keeps it. */
function readItem(paragraph: Element): Item | null {
  const markers = [...paragraph.querySelectorAll(styled)].filter((element) =>
    /^ignore/.test(styleOf(element).get('mso-list') ?? ''),
  )
  const list = styleOf(paragraph).get('mso-list')
  if (list === 'none' || (list === undefined && markers.length === 0)) return null
  const marker = seenText(markers[0] ?? paragraph.ownerDocument.createElement('span'))
  if (!paragraph.matches('p')) {
    for (const element of markers) element.replaceWith(`${seenText(element)} `)
    return null
  }
  for (const element of markers) element.remove()
  // `3.`, `b)`, `(iv)`, `1.2.` and `1.2` count; a bullet may be an `o` by itself.
  const number = /^\(?(?:\d+\.)*(?:(\d+)[.)]?|[a-z]{1,5}[.)])$/i.exec(marker)
  const start = Number(number?.[1] ?? 1)
  return {
    paragraph,
    level: Number(/\blevel(\d)\b/.exec(list ?? '')?.[1] ?? 1),
    ordered: number !== null,
    start: Number.isInteger(start) ? start : 1,
  }
}

/** Replaces a run of items by lists within one another. */
function build(items: readonly Item[]): void {
  const first = items[0]
  if (first === undefined) return
  const document = first.paragraph.ownerDocument
  const open: { readonly list: Element; readonly level: number; readonly ordered: boolean }[] = []
  const top: Element[] = []
  const place = document.createComment('')
  first.paragraph.before(place)
  for (const { paragraph, level, ordered, start } of items) {
    while ((open.at(-1)?.level ?? 0) > level) open.pop()
    const now = open.at(-1)
    if (now === undefined || now.level < level || now.ordered !== ordered) {
      if (now !== undefined && now.level === level) open.pop()
      const list = document.createElement(ordered ? 'ol' : 'ul')
      if (ordered && start > 1) list.setAttribute('start', String(start))
      const within = open.at(-1)?.list.lastElementChild
      if (within) within.append(list)
      else top.push(list)
      open.push({ list, level, ordered })
    }
    const item = document.createElement('li')
    const text = document.createElement('p')
    text.append(...paragraph.childNodes)
    item.append(text)
    open.at(-1)?.list.append(item)
    paragraph.remove()
  }
  place.replaceWith(...top)
}

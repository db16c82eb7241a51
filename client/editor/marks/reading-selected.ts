/** What is selected in the page for readers, named by Yjs ids. */
import * as Y from 'yjs'
import type { Selected } from '../../net/marked-text.ts'
import { lengthBefore } from './keep-selection.ts'
import { blockSpot, type PageIndex, type Range as Places } from './page-index.ts'

/** A part of the page that something can be said of: a block of text, a cell, a picture. */
export interface Part {
  readonly element: Y.XmlElement
  /** What is drawn of it. */
  readonly box: () => DOMRect
}

/** The selected words; null: there are none, or they are not the page's. */
export function wordsIn(text: Element, index: PageIndex): Selected | null {
  const selection = getSelection()
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null
  const range = selection.getRangeAt(0)
  if (!text.contains(range.commonAncestorContainer)) return null
  const places = placesOf(range, text, index)
  if (places === null) return null
  return textAt(index, places, () => range.getBoundingClientRect())
}

/** Text between two places, as what one has selected. */
export function textAt(index: PageIndex, places: Places, rect: () => DOMRect): Selected | null {
  const spot = index.spotOf(places)
  if (spot === null) return null
  const found = index.passage(spot) ?? places
  return {
    spot,
    kind: 'text',
    text: index.textOf(found),
    mayPropose: index.isPlain(found),
    rect,
  }
}

/** A part, as what one has selected. */
export function partSelected(index: PageIndex, { element, box }: Part): Selected | null {
  const spot = blockSpot(element)
  const place = index.placeOf(element)
  if (spot === null || place === null) return null
  return { spot, kind: 'block', text: index.textOf(place), mayPropose: false, rect: box }
}

/** The parts of the page as they are drawn, in its order. */
export function partsIn(text: Element, index: PageIndex, root: Y.XmlFragment): readonly Part[] {
  const parts = new Map<Y.XmlElement, HTMLElement[]>()
  for (const run of text.querySelectorAll<HTMLElement>('[data-run]')) {
    const block = runOf(run, root)?.text.parent
    if (!(block instanceof Y.XmlElement) || run.getClientRects().length === 0) continue
    const holder = cellOf(block)
    parts.set(holder, [...(parts.get(holder) ?? []), run])
  }
  const pictures = elementsNamed(root, 'image')
  for (const [n, figure] of [...text.querySelectorAll<HTMLElement>('figure.picture')].entries()) {
    const picture = pictures[n]
    if (picture !== undefined) parts.set(picture, [figure])
  }
  return [...parts]
    .map(([element, drawn]) => partOf(element, drawn))
    .toSorted(
      (a, b) => (index.placeOf(a.element)?.from ?? 0) - (index.placeOf(b.element)?.from ?? 0),
    )
}

/** The part that an element of the page's text belongs to. */
export function partAt(
  target: EventTarget | null,
  text: Element,
  root: Y.XmlFragment,
): Part | null {
  if (!(target instanceof Element) || !text.contains(target)) return null
  const figure = target.closest<HTMLElement>('figure.picture')
  if (figure !== null) {
    const n = [...text.querySelectorAll('figure.picture')].indexOf(figure)
    const picture = elementsNamed(root, 'image')[n]
    return picture === undefined ? null : partOf(picture, [figure])
  }
  const near = target.closest<HTMLElement>('p, h1, h2, h3, h4, td, th, li, pre, [data-run]')
  const run =
    near?.matches('[data-run]') === true ? near : near?.querySelector<HTMLElement>('[data-run]')
  const block = run ? runOf(run, root)?.text.parent : null
  if (!(block instanceof Y.XmlElement) || near === null || near === undefined) return null
  const holder = cellOf(block)
  const runs = [
    ...(near.closest('p, h1, h2, h3, h4, td, th, pre') ?? near).querySelectorAll<HTMLElement>(
      '[data-run]',
    ),
  ]
  return partOf(holder, runs)
}

/** Puts the selection over a part's text. */
export function selectPart({ element }: Part, text: Element, root: Y.XmlFragment): boolean {
  const runs = [...text.querySelectorAll('[data-run]')].filter((run) => {
    const block = runOf(run, root)?.text.parent
    return block instanceof Y.XmlElement && cellOf(block) === element
  })
  const [first] = runs
  const last = runs.at(-1)
  if (first === undefined || last === undefined) return false
  getSelection()?.collapse(first, 0)
  return true
}

function partOf(element: Y.XmlElement, drawn: readonly Element[]): Part {
  return { element, box: () => boxOf(drawn) }
}

function boxOf(elements: readonly Element[]): DOMRect {
  const boxes = elements.map((one) => one.getBoundingClientRect()).filter(({ width }) => width > 0)
  const left = Math.min(...boxes.map((box) => box.left))
  const top = Math.min(...boxes.map((box) => box.top))
  if (boxes.length === 0) return new DOMRect()
  return new DOMRect(
    left,
    top,
    Math.max(...boxes.map((box) => box.right)) - left,
    Math.max(...boxes.map((box) => box.bottom)) - top,
  )
}

function placesOf(range: globalThis.Range, text: Element, index: PageIndex): Places | null {
  const around = range.commonAncestorContainer
  const near = around instanceof Element ? around : around.parentElement
  const within = near?.closest('[data-run]') ?? null
  const runs =
    within === null
      ? [...(near ?? text).querySelectorAll('[data-run]')].filter((run) =>
          range.intersectsNode(run),
        )
      : [within]
  let from: number | null = null
  let to: number | null = null
  for (const run of runs) {
    const place = startOf(run, index)
    if (place === null) continue
    const length = run.textContent?.length ?? 0
    const start = run.contains(range.startContainer)
      ? lengthBefore(run, range.startContainer, range.startOffset)
      : 0
    const end = run.contains(range.endContainer)
      ? lengthBefore(run, range.endContainer, range.endOffset)
      : length
    if (start >= end) continue
    from ??= place + start
    to = place + end
  }
  return from === null || to === null ? null : { from, to }
}

function startOf(run: Element, index: PageIndex): number | null {
  const found = index.root.doc === null ? null : runOf(run, index.root)
  const place = found === null ? null : index.placeOf(found.text)
  return found === null || place === null ? null : place.from + found.offset
}

/** The Yjs text that a run is of, by the name that it is drawn with. */
function runOf(run: Element, { doc }: Y.XmlFragment): { text: Y.XmlText; offset: number } | null {
  const [, client, clock, offset] =
    /^(\d+)\.(\d+):(\d+)$/.exec(run.getAttribute('data-run') ?? '') ?? []
  if (doc === null || offset === undefined) return null
  const id = Y.createID(Number(client), Number(clock))
  if (id.clock >= Y.getState(doc.store, id.client)) return null
  const item: unknown = Y.getItem(doc.store, id)
  const type = item instanceof Y.Item && item.content instanceof Y.ContentType && item.content.type
  return type instanceof Y.XmlText ? { text: type, offset: Number(offset) } : null
}

/** A cell with one paragraph is spoken about as a cell. */
function cellOf(block: Y.XmlElement): Y.XmlElement {
  const { parent } = block
  const isCell =
    parent instanceof Y.XmlElement && ['tableCell', 'tableHeader'].includes(parent.nodeName)
  return isCell ? parent : block
}

function elementsNamed(root: Y.XmlFragment, name: string): readonly Y.XmlElement[] {
  const found: Y.XmlElement[] = []
  for (const node of root.createTreeWalker(
    (one) => one instanceof Y.XmlElement && one.nodeName === name,
  )) {
    if (node instanceof Y.XmlElement) found.push(node)
  }
  return found
}

/** Line breaks and empty paragraphs that only make room. */
import { holdsBlocks, isBlock, rename, seenText } from './elements.ts'

/**
 * Breaks between blocks and at their end go; two in a row part paragraphs, as mail programs and
 * forms mean them.
 */
export function tidyBreaks(body: HTMLElement): void {
  for (const box of body.querySelectorAll('div, p')) {
    if (!holdsBlocks(box)) splitAtDoubleBreaks(box)
  }
  for (const line of body.querySelectorAll('br')) {
    if (line.closest('pre') !== null) continue
    const before = beside(line, 'previousSibling')
    const after = beside(line, 'nextSibling')
    if (after === null || isBlock(after) || isBlock(before)) line.remove()
    else if (before === null) line.remove()
  }
}

/** The node beside one, white space left out. */
function beside(node: Node, side: 'previousSibling' | 'nextSibling'): Node | null {
  let next = node[side]
  while (next !== null && next.nodeType === Node.TEXT_NODE && !/\S/.test(next.textContent ?? '')) {
    next = next[side]
  }
  return next
}

function splitAtDoubleBreaks(box: Element): void {
  const isBreak = (node: Node | null) => node?.nodeName === 'BR'
  const first = [...box.childNodes].find(
    (node) => isBreak(node) && isBreak(beside(node, 'nextSibling')),
  )
  if (first === undefined) return
  const rest = box.ownerDocument.createElement('p')
  let next = first.nextSibling
  while (next !== null) {
    const node = next
    next = node.nextSibling
    rest.append(node)
  }
  first.remove()
  while (rest.firstChild !== null && seenText(rest.firstChild) === '') rest.firstChild.remove()
  if (box.matches('p')) box.after(rest)
  else {
    // A box stays the box of both.
    const begin = box.ownerDocument.createElement('p')
    begin.append(...box.childNodes)
    box.append(begin, rest)
  }
  splitAtDoubleBreaks(rest)
}

/** Word and mail programs make room with empty paragraphs. */
export function removeEmptyParagraphs(body: HTMLElement): void {
  for (const paragraph of body.querySelectorAll('p, div')) {
    if (seenText(paragraph) !== '' || paragraph.querySelector('hr, table, td, li') !== null)
      continue
    const isAlone = paragraph.matches('td > :only-child, th > :only-child, li > :first-child')
    if (isAlone) paragraph.replaceChildren()
    else if (!paragraph.matches('[data-block]')) paragraph.remove()
  }
  for (const cell of body.querySelectorAll('td, th')) {
    if (seenText(cell) === '' && cell.querySelector('hr, li') === null) cell.replaceChildren()
  }
  for (const loose of body.querySelectorAll('dd, dl, section, article')) rename(loose, 'div')
}

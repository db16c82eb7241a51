/** Changing elements of what was pasted without losing what is in them. */

/** The element under another name, without its attributes. */
export function rename(element: Element, name: string): Element {
  if (element.tagName.toLowerCase() === name) return element
  const renamed = element.ownerDocument.createElement(name)
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
  return renamed
}

export function wrapInside(element: Element, name: string): void {
  const wrap = element.ownerDocument.createElement(name)
  wrap.append(...element.childNodes)
  element.append(wrap)
}

/** Leaves what is inside in its place. */
export function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes)
}

/** Leaves what is inside in its place, as a block of its own. */
export function unwrapBlock(element: Element): void {
  rename(element, 'div')
}

/** The text with its white space as one sees it. */
export function seenText(element: Node): string {
  return (element.textContent ?? '').replace(/[\s\u00A0\u200B\uFEFF]+/g, ' ').trim()
}

const blocks =
  'address, article, aside, blockquote, center, dd, details, div, dl, dt, fieldset, figcaption, ' +
  'figure, footer, form, h1, h2, h3, h4, h5, h6, header, hr, li, main, nav, ol, p, pre, section, ' +
  'table, ul'

/** Is it an element that begins a line of its own? */
export function isBlock(node: Node | null): boolean {
  // By its number: what was parsed belongs to no window, so it is no instance of this one's classes.
  return node?.nodeType === Node.ELEMENT_NODE && (node as Element).matches(blocks)
}

/** Does it hold such an element? */
export function holdsBlocks(element: Element): boolean {
  return element.querySelector(blocks) !== null
}

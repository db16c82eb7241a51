/** Emphasis that is only a look becomes emphasis; what only looks like it in the source goes. */
import { unwrap, wrapInside } from './elements.ts'
import { styleOf } from './pasted-style.ts'

/** Reads the style of an element that holds words. */
export function readEmphasis(element: Element): void {
  if (!element.matches('span, font, b, strong, i, em, u, a, s, del, td')) return
  const style = styleOf(element)
  const weight = style.get('font-weight') ?? ''
  const line = `${style.get('text-decoration') ?? ''} ${style.get('text-decoration-line') ?? ''}`
  if (isBoldWeight(weight) && !isBold(element)) wrapInside(element, 'strong')
  if (/^(?:italic|oblique)/.test(style.get('font-style') ?? '') && !isItalic(element)) {
    wrapInside(element, 'em')
  }
  // Google Docs strikes out what is ticked off; the tick says it.
  const isTicked = element.closest('li[data-checked]') !== null
  if (line.includes('line-through') && !isTicked && element.closest('s, del') === null) {
    wrapInside(element, 's')
  }
  const isLink = element.closest('a') !== null || element.querySelector('a') !== null
  if (line.includes('underline') && !isLink && element.closest('u') === null) {
    wrapInside(element, 'u')
  }
  // Last, since it takes the element away: Google Docs puts all it copies into such a <b>.
  if (/^(?:normal|[1-5]\d\d)$/.test(weight) && element.matches('b, strong')) unwrap(element)
  if (style.get('font-style') === 'normal' && element.matches('i, em')) unwrap(element)
}

/** Is the weight of a style bold? */
export function isBoldWeight(weight: string): boolean {
  return /^(?:bold|bolder|[6-9]\d\d)$/.test(weight)
}

function isBold(element: Element): boolean {
  const bold = element.closest('b, strong, th, h1, h2, h3, h4, h5, h6')
  return bold !== null && styleOf(bold).get('font-weight') !== 'normal'
}

function isItalic(element: Element): boolean {
  return element.closest('i, em') !== null
}

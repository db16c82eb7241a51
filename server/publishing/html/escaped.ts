const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * Text that stands in HTML, and between quotes in an attribute, as nothing but text. What HTML
 * cannot hold (control characters, halves of characters) is left out.
 */
export function escaped(text: string): string {
  return text
    .replace(/(?![\n\t])[\p{Cc}\p{Cs}]/gu, '')
    .replace(/[&<>"']/g, (letter) => entities[letter] ?? '')
}

/** ` name="value"`, or nothing where the value is null. */
export function attribute(name: AttributeName, value: string | number | null): string {
  return value === null ? '' : ` ${name}="${escaped(String(value))}"`
}

/** The attributes that our HTML has: none runs anything, none is style. */
type AttributeName =
  | 'alt'
  | 'aria-current'
  | 'aria-label'
  | 'class'
  | 'colspan'
  | 'content'
  | 'data-draft'
  | 'datetime'
  | 'download'
  | 'height'
  | 'href'
  | 'hreflang'
  | 'id'
  | 'lang'
  | 'name'
  | 'property'
  | 'rel'
  | 'rowspan'
  | 'scope'
  | 'src'
  | 'start'
  | 'target'
  | 'width'
  | 'x'
  | 'y'

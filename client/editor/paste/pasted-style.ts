/**
 * What styles say about pasted HTML. The content policy holds for parsed documents too, and would
 * report each style; so they are put aside in the text, before anything is parsed.
 */

const kept = 'data-style'

/** The HTML with styles and handlers out of the browser's sight, and without style sheets. */
export function withoutStyles(html: string): string {
  const text = html.replace(/<style\b[^>]*>[\s\S]*?(?:<\/style\s*>|$)/gi, '')
  let out = ''
  let at = 0
  for (let open = text.indexOf('<'); open >= 0; open = text.indexOf('<', at)) {
    const end = /[a-z]/i.test(text.charAt(open + 1)) ? endOfTag(text, open) : open + 1
    out += text.slice(at, open) + renamed(text.slice(open, end))
    at = end
  }
  return out + text.slice(at)
}

function renamed(tag: string): string {
  // An address for all others is none of ours either; an element without content stands in for it.
  return tag
    .replace(/^<base\b/i, '<wbr')
    .replace(/(["'\s/])(style|on[a-z]+)(?=\s*=)/gi, (_, before: string, name: string) =>
      name.toLowerCase() === 'style' ? `${before} ${kept}` : `${before} data-handler`,
    )
}

/** Where the tag that begins here ends; a quoted value may hold a `>`. */
function endOfTag(text: string, open: number): number {
  let quote = ''
  let before = ''
  for (let at = open + 1; at < text.length; at++) {
    const letter = text.charAt(at)
    if (quote !== '') {
      if (letter === quote) quote = ''
    } else if (letter === '>') return at
    else if ((letter === '"' || letter === "'") && before === '=') quote = letter
    if (!/\s/.test(letter)) before = letter
  }
  return text.length
}

/** The text of the style sheets in the HTML. */
export function styleSheets(html: string): string {
  return [...html.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi)]
    .map(([, css]) => css)
    .join('\n')
}

/** Elements with a style. */
export const styled = `[${kept}]`

/** The element has no style any more. */
export function dropStyle(element: Element): void {
  element.removeAttribute(kept)
}

/** Declarations of a style attribute, also those of Word that no browser knows. */
export function styleOf(element: Element): ReadonlyMap<string, string> {
  const declarations = (element.getAttribute(kept) ?? '').split(';')
  return new Map(
    declarations.map((declaration) => {
      const [name = '', ...value] = declaration.split(':')
      return [name.trim().toLowerCase(), value.join(':').trim().toLowerCase()]
    }),
  )
}

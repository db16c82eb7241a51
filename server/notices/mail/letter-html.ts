/** The HTML of an e-mail: small, readable in light and dark, with nothing from elsewhere. Pure. */
import type { LetterParts } from './letter-parts.ts'

/** `text` as HTML: nothing in it is markup. */
function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '')
}

// What a mail program leaves out of the head is said in each element; the head turns it for the dark.
const style = {
  body: 'margin:0;padding:24px 12px;background:#fbfaf6;color:#1c211e',
  sheet: 'max-width:560px;margin:0 auto;font:16px/1.5 system-ui,-apple-system,sans-serif',
  title: 'margin:0;font-size:22px;line-height:1.3;font-weight:600',
  what: 'margin:0;font-size:18px;line-height:1.35;font-weight:600',
  where: 'margin:4px 0 0;color:#5a615d;font-size:14px',
  said: 'margin:12px 0 0;padding:2px 0 2px 14px;border-left:3px solid #17624a',
  way: 'margin:16px 0 0',
  button:
    'display:inline-block;padding:11px 18px;border-radius:8px;background:#17624a;color:#ffffff;' +
    'font-weight:600;text-decoration:none',
  line: 'border:0;border-top:1px solid #e3e0d6;margin:28px 0',
  foot: 'margin:0 0 6px;color:#5a615d;font-size:13px',
  link: 'color:#17624a',
} as const

const dark = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.page{background:#141715!important;color:#ecebe4!important}
.quiet{color:#b3b8b3!important}
.said{border-color:#74cda7!important}
.button{background:#74cda7!important;color:#0e1a15!important}
.line{border-color:#2d322f!important}
.link{color:#74cda7!important}
}`

/** The whole document. */
export function letterHtml(parts: LetterParts): string {
  const { language, more, settings, stop, subject, told, why } = parts
  const rule = `<hr class="line" style="${style.line}">`
  // One thing is its own heading; of several the letter has one.
  const isOne = told.length === 1
  const heading = isOne ? 'h1' : 'h2'
  const each = told.map(
    ({ excerpt, link, linkText, sentence, strategy }) =>
      `<${heading} style="${style.what}"><bdi>${escaped(sentence)}</bdi></${heading}>` +
      `<p class="quiet" style="${style.where}"><bdi>${escaped(strategy)}</bdi></p>` +
      (excerpt
        ? `<blockquote class="said" dir="auto" style="${style.said}">${escaped(excerpt)}</blockquote>`
        : '') +
      `<p style="${style.way}"><a class="button" style="${style.button}" href="${escaped(link)}">` +
      `${escaped(linkText)}</a></p>`,
  )
  const links = ({ link, text }: { readonly link: string; readonly text: string }) =>
    `<a class="link" style="${style.link}" href="${escaped(link)}">${escaped(text)}</a>`
  const title = isOne ? [] : [`<h1 style="${style.title}"><bdi>${escaped(subject)}</bdi></h1>`]
  const rest = more ? [`<p style="margin:0">${links(more)}</p>`] : []
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width">' +
    '<meta name="color-scheme" content="light dark">' +
    `<title>${escaped(subject)}</title><style>${dark}</style></head>` +
    `<body class="page" style="${style.body}"><main style="${style.sheet}">` +
    `${[...title, ...each, ...rest].join(rule)}${rule}` +
    `<p class="quiet" style="${style.foot}">${escaped(why)}</p>` +
    `<p class="quiet" style="${style.foot}">${links(stop)} · ${links(settings)}</p>` +
    '</main></body></html>\n'
  )
}

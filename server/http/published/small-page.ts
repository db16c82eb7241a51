/** Pages of few words, for whoever cannot be shown an edition. They name no strategy. */
import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Language } from '#contract/records.ts'
import { escaped } from '../../publishing/html/escaped.ts'
import type { Headers, PublishedHeaders } from './published-headers.ts'
import { wordsOf } from './words/words-of.ts'
import type { Words } from './words/words.ts'

const style = `:root{color-scheme:light dark;--paper:#fbfaf6;--ink:#1c211e;--soft:#4d5651;--strong:#7f8782;--accent:#17624a;--on:#fff;--danger:#a3262e}
@media(prefers-color-scheme:dark){:root{--paper:#141715;--ink:#ecebe4;--soft:#b6bcb7;--strong:#6f7772;--accent:#74cda7;--on:#10201a;--danger:#f08a86}}
*{box-sizing:border-box}body{margin:0;padding:15vh 24px 48px;background:var(--paper);color:var(--ink);font:18px/1.55 system-ui,-apple-system,"Segoe UI",sans-serif}
main{max-width:480px;margin:0 auto}h1{font-size:28px;line-height:1.25;margin:0 0 12px;font-weight:600;text-wrap:balance}p{margin:0 0 16px;color:var(--soft)}
a{color:var(--accent);text-underline-offset:.15em;display:inline-block;padding:10px 0}:focus-visible{outline:2px solid var(--accent);outline-offset:3px;border-radius:3px}
label{display:block;font-size:16px;font-weight:600;margin:24px 0 6px}input{width:100%;min-height:44px;padding:8px 12px;font:inherit;color:inherit;background:transparent;border:1px solid var(--strong);border-radius:8px}
button{min-height:44px;margin:16px 0 0;padding:8px 20px;font:inherit;font-weight:600;color:var(--on);background:var(--accent);border:0;border-radius:8px;cursor:pointer}
.wrong{color:var(--danger);font-size:16px;margin:8px 0 0}`
const allowed = `'sha256-${createHash('sha256').update(style).digest('base64')}'`

export interface SmallPage {
  readonly status: number
  readonly title: keyof Words
  /** Paragraphs and what else there is, as HTML that is ours. */
  readonly body: (words: Words) => string
  readonly headers?: Headers
}

export interface Answering {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly language: Language
}

export const paragraph = (text: string) => `<p>${escaped(text)}</p>`

/** Sends a small page, in the language that its reader's browser asks for. */
export function createSmallPages(headers: PublishedHeaders) {
  return (
    { language, request, response }: Answering,
    page: SmallPage,
    embedding: readonly string[] = [],
  ): void => {
    const words = wordsOf[language]
    const title = escaped(words[page.title])
    const html = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${page.body(words)}
</main>
</body>
</html>
`
    const bytes = Buffer.from(html)
    response.writeHead(page.status, {
      ...headers.smallPage(embedding, allowed),
      ...page.headers,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Language': language,
      'Content-Length': bytes.length,
    })
    if (request.method === 'HEAD') response.end()
    else response.end(bytes)
  }
}
export type SendSmallPage = ReturnType<typeof createSmallPages>

/** One and the same for what is absent and for what is not for the reader. */
export const notThere: SmallPage = {
  status: 404,
  title: 'notThere',
  body: (words) => paragraph(words.notThereText),
}

/** For whoever may read the publication; `href`: where its front page is. */
export const notHere = (href: string): SmallPage => ({
  ...notThere,
  body: (words) => `${paragraph(words.notHereText)}
<p><a href="${escaped(href)}">${escaped(words.toFront)}</a></p>`,
})

export const failed: SmallPage = {
  status: 500,
  title: 'failed',
  body: (words) => paragraph(words.failedText),
}

/** `href`: where one signs in, and comes back from. */
export const signInPage = (href: string): SmallPage => ({
  status: 401,
  title: 'signIn',
  body: (words) =>
    `${paragraph(words.signInText)}
<p><a href="${escaped(href)}">${escaped(words.signInLink)}</a></p>
${paragraph(words.signInThen)}`,
})

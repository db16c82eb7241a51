/** The one stylesheet of an edition's pages: screens of any width, light and dark, and paper. */
import { createHash } from 'node:crypto'
import { languages } from '#contract/records.ts'
import { colourStyle, printedTextStyle, textStyle } from '../html/text-style.ts'
import { filled } from '../words/words.ts'
import type { EditionContent } from '../editions/edition-content.ts'
import { dayIn } from './days.ts'
import { siteWords } from './words/words.ts'

export interface Stylesheet {
  /** `style-` and a part of its SHA-256: another name for another style. */
  readonly name: string
  readonly css: string
}

/** What a stylesheet says on each sheet of paper. */
export type OnPaper = Pick<EditionContent, 'organisation' | 'name' | 'number' | 'validFrom'>

/** The stylesheet of an edition; null: of pages that may say nothing of one. */
export function siteStyle(edition: OnPaper | null): Stylesheet {
  const css = `@charset "utf-8";${colourStyle}${textStyle}${own}${edition === null ? '' : sheets(edition)}`
  return { css, name: `style-${createHash('sha256').update(css).digest('hex').slice(0, 16)}.css` }
}

/** Strategy, edition and the number of the sheet at the edge of each, in the page's language. */
function sheets({ organisation, name, number, validFrom }: OnPaper): string {
  const of = [organisation, name].filter((part) => part !== '').join(' · ')
  const pages = languages.map((language) => {
    const words = siteWords[language]
    const fact = filled(words.editionFact, {
      n: filled(words.editionN, { n: number }),
      day: dayIn(language, validFrom),
    })
    return `@page ${language} { @top-left { content: ${quoted(of)}; } @top-right { content: ${quoted(fact)}; } @bottom-right { content: counter(page) " / " counter(pages); } }
:root[lang="${language}"] body { page: ${language}; }`
  })
  return `@media print {
@page { margin: 22mm 18mm 18mm; @top-left { font: 8pt sans-serif; color: #4d5651; } @top-right { font: 8pt sans-serif; color: #4d5651; } @bottom-right { font: 8pt sans-serif; color: #4d5651; } }
${pages.join('\n')}
}
`
}

/** A string of CSS that says this text, whatever it is. */
function quoted(text: string): string {
  const safe = text.replace(
    /[^\p{L}\p{N} .,·-]/gu,
    (letter) => `\\${(letter.codePointAt(0) ?? 0).toString(16)} `,
  )
  return `"${safe}"`
}

const own = `
html { background: var(--sheet); scroll-padding-top: 24px; }
body { margin: 0; background: var(--sheet); color: var(--ink); font: 18px/1.62 var(--read); overflow-wrap: break-word; }
.top, .banner, .side, .new, .note, .base, .form, .state, .figures, .skip, .lead { font-family: var(--ui); }
.skip { position: absolute; left: 24px; top: -80px; padding: 12px 16px; background: var(--accent); color: var(--sheet); border-radius: 8px; font-size: 16px; z-index: 2; }
.skip:focus { top: 12px; }
.top, .sheet, .base > div, .banner > p { max-width: 1080px; margin-inline: auto; padding-inline: 24px; }
.top { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 4px 24px; margin-top: 20px; font-size: 14px; color: var(--soft); }
.top::after { content: ""; flex-basis: 100%; border-bottom: 1px solid var(--line); margin-top: 6px; }
.top > *, .row > * { min-width: 0; max-width: 100%; } .top a { padding: 6px 0; } .top p, .top ul { margin: 0; padding: 0; }
.top .of a { color: inherit; text-decoration: none; } .top a:hover { text-decoration: underline; }
.top ul { display: flex; flex-wrap: wrap; list-style: none; } .top li { margin: 0; } .top li + li::before { content: "·"; margin: 0 8px; }
.top b { color: var(--ink); font-weight: 600; }
.banner { background: var(--sunk); font-size: 15px; line-height: 1.45; } .banner > p { padding-block: 12px; margin-block: 0; }
.banner.draft, .banner.superseded { border-bottom: 1px solid var(--strong); }
.banner b { color: var(--warn); }
.sheet { display: grid; grid-template-columns: 220px minmax(0, 1fr); grid-template-rows: auto 1fr; gap: 0 clamp(32px, 5vw, 64px); padding-block: 64px 80px; }
.sheet > h1, .sheet > .text { grid-column: 2; max-width: 708px; }
.text { min-width: 0; } .text:focus { outline: none; }
h1 { font-size: clamp(30px, 5vw, 44px); line-height: 1.1; letter-spacing: -.02em; margin: 0 0 20px; hyphens: auto; }
.text :is(h2, h3, h4, h5, p, li, td, th) { hyphens: auto; } td, th { hyphens: manual; }
.text h2 { margin: 1.7em 0 .5em; font-size: 25px; line-height: 1.2; } .text h3 { font-size: 21px; }
.side { grid-column: 1; grid-row: 1 / span 2; align-self: start; position: sticky; top: 24px; max-height: calc(100vh - 48px); overflow-y: auto; font-size: 15px; line-height: 1.4; padding-right: 4px; }
.side details { border: 0; padding: 0; margin: 0; } .side .label { font-size: 13px; font-weight: 400; margin: 0 0 4px; }
.side ul { list-style: none; margin: 0 0 20px; padding: 0; } .side ul ul { padding-left: 14px; margin: 0; } .side li { margin: 0; }
.side a { display: block; padding: 5px 0; color: var(--soft); text-decoration: none; hyphens: auto; } .side a:hover { color: var(--accent); text-decoration: underline; }
.side [aria-current] { color: var(--accent); font-weight: 600; }
.side summary { color: var(--soft); font-size: 15px; }
.side .wide { display: none; }
dl { display: flex; flex-wrap: wrap; gap: 14px 24px; margin: 0 0 28px; padding: 16px 18px; border-radius: 10px; font-size: 15px; }
dl > div { flex: 1 1 118px; min-width: min-content; max-width: 100%; } dd { max-width: min(672px, 95vw - 330px); overflow-wrap: break-word; hyphens: auto; }
.new, .note { font-size: 15.5px; line-height: 1.5; margin: 0 0 28px; padding-left: 16px; border-left: 3px solid var(--accent); } .note { border-left: 1px solid var(--strong); color: var(--soft); }
.new p, .note p { margin: 0 0 6px; } .new > :last-child, .note > :last-child { margin-bottom: 0; }
.lead { font-size: 17px; color: var(--soft); }
.aside, .state { font-family: var(--ui); } .state { font-size: 14px; font-weight: 600; color: var(--soft); } .state.new-page, .state.changed-page { color: var(--accent); } .state.removed-page { color: var(--danger); }
.pages { list-style: none; padding: 0; margin: 0 0 24px; border-bottom: 1px solid var(--line); } .pages .pages { padding-left: 24px; margin: 0; border: 0; }
.pages li { margin: 0; } .pages .row { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 24px; align-items: baseline; border-top: 1px solid var(--line); }
.pages a { padding: 10px 0; text-decoration: none; font-size: 19px; } .pages a:hover { text-decoration: underline; } .pages .aside { font-size: 14px; padding-bottom: 10px; }
.approvals { list-style: none; padding: 0; border-bottom: 1px solid var(--line); } .approvals > li { border-top: 1px solid var(--line); padding: 12px 0; margin: 0; } .approvals p { margin: 0; }
.findings details { margin: 0; padding: 0; } .findings details + details { border-top: 0; } .findings summary { font-weight: 400; line-height: 1.4; padding: 10px 0; } .findings details[open] { padding-bottom: 8px; }
.approvals blockquote { margin: 8px 0 0; font-style: normal; }
ins { background: var(--accent-soft); color: inherit; text-decoration: underline; text-decoration-color: var(--accent); text-underline-offset: .2em; }
del { color: var(--danger); text-decoration: line-through; }
del + ins { margin-inline-start: .2em; }
.change { padding: 12px 0 12px 18px; border-left: 2px solid var(--line); margin: 0 0 16px; } .change.added { border-color: var(--accent); } .change.removed { border-color: var(--danger); }
.change p { margin: 0; } .change .aside { margin-bottom: 4px; } .change .said { white-space: pre-wrap; }
dl.figures > div { flex-basis: 88px; } .figures dd { font-size: 19px; font-variant-numeric: tabular-nums; }
.weeks { margin-bottom: 8px; } .weeks svg { margin: 0; width: 100%; } .weeks rect { fill: var(--accent); stroke: none; } .weeks path { stroke: var(--strong); fill: none; } .ends { display: flex; justify-content: space-between; margin: 4px 0 0; font-size: 13px; color: var(--soft); }
.number { text-align: right; font-variant-numeric: tabular-nums; min-width: 0; padding-inline: 8px; white-space: nowrap; }
table { font-family: var(--ui); }
.names { columns: 2; list-style: none; padding: 0; font-family: var(--ui); font-size: 16px; }
.base { border-top: 1px solid var(--line); background: var(--paper); font-size: 15px; line-height: 1.5; color: var(--soft); }
.base > div { padding-block: 32px 48px; } .base p { margin: 0 0 12px; } .base ul { display: flex; flex-wrap: wrap; gap: 4px 28px; list-style: none; padding: 0; margin: 0 0 16px; } .base li { margin: 0; } .base li a { display: inline-block; padding: 6px 0; }
.about :is(p, li) { font-family: var(--ui); font-size: 16px; line-height: 1.5; } .about .aside { font-size: 15px; } .about tbody th { font-size: inherit; } .about h2 a { text-decoration: none; } .about h2 a:hover { text-decoration: underline; } .about section h3 { font: 600 15px/1.4 var(--ui); color: var(--soft); margin: 20px 0 8px; } .about .lead { font-size: 17px; } .about .ends { font-size: 13px; } .about .pages a { font: 19px/1.5 var(--read); } .about :is(.said, blockquote p, .reason) { font: 18px/1.6 var(--read); }
.base details { border: 0; padding: 0; margin: 0; max-width: 68ch; } .base summary { font-weight: 400; font-size: inherit; min-height: 0; } .base .sum { font-size: 13px; margin-bottom: 0; } .base code { overflow-wrap: anywhere; }
.form { max-width: 560px; font-size: 16px; } .form p { margin: 0 0 20px; } .form label { display: block; font-weight: 600; margin: 0 0 4px; }
.form :is(.hint, .wrong) { display: block; } .form .hint { margin: 0 0 6px; font-size: 14px; color: var(--soft); } .form .wrong { color: var(--danger); font-weight: 600; }
input, textarea, select, button { font: 16px/1.4 var(--ui); color: var(--ink); }
:is(input, textarea, select):not([type="checkbox"], [type="radio"]) { width: 100%; padding: 10px 12px; min-height: 44px; background: var(--sheet); border: 1px solid var(--strong); border-radius: 8px; }
textarea { min-height: 160px; resize: vertical; } [aria-invalid="true"] { border-color: var(--danger); }
button { padding: 10px 20px; min-height: 44px; font-weight: 600; background: var(--accent); color: var(--sheet); border: 1px solid var(--accent); border-radius: 8px; cursor: pointer; }
button:hover { text-decoration: underline; }
.find { display: flex; gap: 8px; margin: 0 0 24px; } .find input { flex: 1; min-width: 0; } .find button { padding: 10px 14px; background: none; color: var(--accent); border-color: var(--strong); }
.found { list-style: none; padding: 0; } .found > li { border-top: 1px solid var(--line); padding: 14px 0; margin: 0; } .found p { margin: 0; } mark { background: var(--accent-soft); color: inherit; }
.back { margin: 32px 0 0; font: 16px/1.5 var(--ui); } .back a { display: inline-block; padding: 10px 0; }
.hidden-field { position: absolute; left: -9999px; }
.compact .sheet { display: block; padding: 16px; } .compact h1 { font-size: 22px; margin-bottom: 8px; } .compact h2 { font-size: 19px; margin: 20px 0 8px; }
.plain .sheet { display: block; max-width: 720px; }
@media (min-width: 861px) { @supports selector(::details-content) { .side summary { display: none; } .side .wide { display: block; } .side details::details-content { content-visibility: visible; display: block; } } }
@media (max-width: 860px) {
  .sheet { display: block; padding: 32px 18px 56px; } .top, .base > div, .banner > p { padding-inline: 18px; } .top { margin-top: 12px; }
  dd { max-width: calc(100vw - 90px); }
  .side { position: static; max-height: none; overflow: visible; margin: 0 0 24px; padding: 0; font-size: 16px; } .side details { border-block: 1px solid var(--line); } .side a { padding: 10px 0; min-height: 44px; }
  .top a, .base li a { padding: 10px 0; } th[scope="row"] { max-width: 45vw; } .names { columns: 1; } .pages .pages { padding-left: 16px; }
}
@media (max-width: 480px) { body { font-size: 17px; } .text h2 { font-size: 23px; } .rules > li { padding-left: 30px; } }
@media print {
  body { font-size: 11pt; line-height: 1.45; } html, body, .base, .banner { background: none; } .skip, .side, .find, .top ul, .base ul, .base details { display: none; }
  .top, .sheet, .base > div, .banner > p { max-width: none; padding-inline: 0; } .top { margin: 0; } .sheet { display: block; padding-block: 16px; } .sheet > h1, .sheet > .text { max-width: none; }
  .base > div { padding-block: 12px 0; } h1 { font-size: 24pt; } .text h2 { font-size: 16pt; }
  .aside, .note, .new, dl, table, caption, .about :is(p, li) { font-size: 10pt; } .weeks svg { max-width: 150mm; }
  .text a[href^="http"]::after { content: " (" attr(href) ")"; font-size: .85em; overflow-wrap: anywhere; }
  body[data-draft]::before { content: attr(data-draft); position: fixed; inset: 40% 0 auto; text-align: center; font: 700 90pt var(--ui); color: #000; opacity: .08; transform: rotate(-30deg); }${printedTextStyle}}
`

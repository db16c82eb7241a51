/** The look that all our pages made for reading share: colours, type, and every kind of piece. */

/** Colours and faces, in light and dark, and what every document begins with. */
export const colourStyle = `
:root { color-scheme: light dark; --paper: #fbfaf6; --sheet: #fff; --sunk: #f3f1ea; --ink: #1c211e; --soft: #4d5651;
  --line: #e3e0d6; --strong: #7f8782; --accent: #17624a; --accent-soft: #e3efe8; --warn: #8a5a00; --danger: #a3262e;
  --read: Literata, "Iowan Old Style", Charter, Georgia, "Noto Serif", serif;
  --ui: "Hanken Grotesk", system-ui, -apple-system, "Segoe UI", sans-serif; }
@media screen and (prefers-color-scheme: dark) { :root { --paper: #141715; --sheet: #1b1f1d; --sunk: #101211; --ink: #ecebe4;
  --soft: #b6bcb7; --line: #2d322f; --strong: #6f7772; --accent: #74cda7; --accent-soft: #1d3129; --warn: #e5b55a; --danger: #f08a86; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
`

/** How text and its pieces look, wherever they stand. */
export const textStyle = `
.label, .aside, dl, .stance, th, caption, .name, .sign, summary { font-family: var(--ui); }
h1, h2, h3, h4, h5 { line-height: 1.25; text-wrap: balance; margin: 1.8em 0 .5em; font-weight: 600; break-after: avoid; }
h2 { font-size: 26px; } h3 { font-size: 22px; } h4 { font-size: 19px; } h5 { font-size: 18px; }
p, ul, ol, blockquote, figure, pre, dl, .table, aside, details, .internal { margin: 0 0 16px; }
a { color: var(--accent); text-underline-offset: .15em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 3px; }
.label { margin: 0 0 4px; font-size: 14px; font-weight: 600; color: var(--soft); }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(160px, 100%), 1fr)); gap: 12px 24px; padding: 16px 20px;
  border-radius: 8px; background: var(--accent-soft); font-size: 15px; line-height: 1.4; margin-bottom: 32px; }
dt { font-size: 13px; color: var(--soft); } dd { margin: 0; font-weight: 600; }
ul, ol { padding-left: 28px; } li > p { margin-bottom: 6px; }
li > :last-child, aside > :last-child, .internal > :last-child, blockquote > :last-child, td > :last-child, th > :last-child { margin-bottom: 0; }
li + li { margin-top: 4px; }
.aside { font-size: 15px; line-height: 1.5; color: var(--soft); }
.tasks { list-style: none; padding: 0; } .tasks li { position: relative; padding-left: 32px; }
.sign { position: absolute; left: 2px; color: var(--accent); font-size: 19px; line-height: 1.5; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
blockquote { padding-left: 20px; border-left: 2px solid var(--strong); font-style: italic; }
code { font: .86em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; background: var(--sunk); border-radius: 4px; padding: .1em .3em; hyphens: none; overflow-wrap: anywhere; }
pre { background: var(--sunk); border-radius: 8px; padding: 16px; white-space: pre-wrap; line-height: 1.45; } pre code { padding: 0; }
hr { border: 0; border-top: 1px solid var(--line); margin: 32px 0; }
.table { overflow-x: auto; position: relative; }
table { border-collapse: collapse; min-width: 100%; font-size: 16px; line-height: 1.45; }
caption { text-align: left; font-weight: 600; padding-bottom: 8px; font-size: 16px; }
td, th { vertical-align: top; text-align: left; padding: 8px 12px; border-bottom: 1px solid var(--line); min-width: 104px; max-width: 320px; overflow-wrap: normal; }
th { font-size: 14px; font-weight: 600; } thead th { border-bottom: 2px solid var(--strong); }
td:first-child, th:first-child { padding-left: 0; } td:last-child, th:last-child { padding-right: 0; }
.align-center { text-align: center; } .align-right { text-align: right; font-variant-numeric: tabular-nums; }
.callout { padding: 2px 0 2px 18px; border-left: 3px solid var(--accent); }
.callout > .label { color: var(--accent); } .important, .warning { border-color: var(--warn); } .important > .label, .warning > .label { color: var(--warn); }
.question { padding-left: 18px; border-left: 1px solid var(--accent); color: var(--accent); } .question .label { display: block; color: inherit; }
.internal { padding: 14px 18px; border: 1px dashed var(--strong); border-radius: 8px; }
details { border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); padding: 4px 0 12px; }
summary { cursor: pointer; padding: 8px 0; min-height: 44px; font-weight: 600; font-size: 16px; }
figure { margin-left: 0; margin-right: 0; } img { display: block; max-width: 100%; height: auto; border-radius: 4px; }
figcaption { margin-top: 8px; font: 14px/1.45 var(--ui); color: var(--soft); }
.gone { padding: 20px; border: 1px dashed var(--strong); border-radius: 8px; color: var(--soft); font-size: 15px; margin: 0; }
.rules { list-style: none; padding: 0; counter-reset: rule; border-bottom: 1px solid var(--line); }
.rules > li { counter-increment: rule; position: relative; margin: 0; padding: 14px 0 14px 40px; border-top: 1px solid var(--line); break-inside: avoid; }
.rules > li::before { content: counter(rule); position: absolute; left: 0; font: 600 20px/1.4 var(--ui); color: var(--accent); font-variant-numeric: tabular-nums; }
.rule { font-size: 19px; line-height: 1.45; } .stance { font-size: 16px; color: var(--accent); } .stance.dont { color: var(--danger); }
.rules .aside { font-family: var(--ui); margin-bottom: 2px; }
.name { font-weight: 600; font-size: 16px; margin-bottom: 8px; } .step { font-weight: 600; }
.flow { margin: 0 0 24px; } .flow li + li { margin-top: 14px; } .flow li::marker { color: var(--accent); font-weight: 600; }
svg { display: block; max-width: 100%; height: auto; margin: 20px 0 0; break-inside: avoid; hyphens: none; }
rect { fill: var(--sheet); stroke: var(--strong); } .asks { fill: var(--accent-soft); stroke: var(--accent); }
.way { fill: none; stroke: var(--strong); stroke-width: 1.5; }
text { font: 14px var(--ui); fill: var(--ink); } text.name { font-weight: 600; font-size: 14px; } text.facts, text.after { fill: var(--soft); font-size: 13px; }
`

/** What text needs on paper; stands within `@media print`. */
export const printedTextStyle = `
  .table { overflow: visible; } td, th { min-width: 0; }
  tr, figure, aside, .question { break-inside: avoid; } thead { display: table-header-group; } p { orphans: 3; widows: 3; }
  summary { min-height: 0; padding: 4px 0; } dl, .asks { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  details::details-content { content-visibility: visible; }
`

import { colourStyle, printedTextStyle, textStyle } from './text-style.ts'

/** How a booklet looks on screens of any width, in light and dark, and on paper. */
export const bookletStyle = `${colourStyle}${textStyle}
body { margin: 0 auto; max-width: 760px; padding: 28px 24px 96px; background: var(--paper); color: var(--ink);
  font: 18px/1.6 var(--read); overflow-wrap: break-word; hyphens: auto; }
html { background: var(--paper); }
header { border-bottom: 1px solid var(--line); padding-bottom: 16px; margin-bottom: 40px; }
.of, .made, nav { font-family: var(--ui); }
.of, .made { margin: 0; font-size: 14px; color: var(--soft); }
h1, .title { font-size: clamp(28px, 6vw, 40px); margin: 0 0 16px; letter-spacing: -.01em; }
header h1 { font-size: clamp(32px, 7vw, 48px); margin: 40px 0 16px; }
.book .title { font-size: clamp(26px, 5vw, 34px); }
article { margin: 0 0 72px; }
nav { margin: 0 0 56px; font-size: 16px; }
nav ol { list-style: none; margin: 0; padding: 0; }
nav li { border-top: 1px solid var(--line); }
nav a { display: block; padding: 10px 0; min-height: 44px; text-decoration: none; }
nav a:hover { text-decoration: underline; }
@media (max-width: 480px) { body { padding: 20px 16px 64px; font-size: 17px; } h2 { font-size: 23px; } .rules > li { padding-left: 30px; } }
@media print { @page { margin: 20mm 18mm; } body { max-width: none; padding: 0; background: none; font-size: 11pt; line-height: 1.45; }
  html { background: none; } .book article { break-before: page; margin: 0; }
  nav a { min-height: 0; padding: 4px 0; }${printedTextStyle}}
`

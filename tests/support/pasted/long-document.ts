/** A long document as Word puts it on the clipboard: sixty pages of headings, text, lists, tables. */
const sentence =
  'Every department answers within a working day, in the language in which it was asked, and says ' +
  'plainly what happens next and who takes care of it. '

export function longDocument(pages: number): string {
  const page = (n: number) =>
    `<h1>Chapter ${n}<o:p></o:p></h1>` +
    Array.from(
      { length: 8 },
      (_, m) =>
        `<p class=MsoNormal><span lang=EN-GB>Paragraph ${n}.${m} <b>first</b> of all: ${sentence.repeat(3)}<o:p></o:p></span></p>`,
    ).join('') +
    Array.from(
      { length: 6 },
      (_, m) =>
        `<p class=MsoListParagraph style='mso-list:l0 level${1 + (m % 2)} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>Item ${n}.${m}</p>`,
    ).join('') +
    `<table class=MsoNormalTable>${'<tr><td><p class=MsoNormal>left</p></td><td><p class=MsoNormal>right</p></td></tr>'.repeat(4)}</table>`
  return `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--StartFragment-->${Array.from({ length: pages }, (_, n) => page(n + 1)).join('\n')}<!--EndFragment--></body></html>`
}

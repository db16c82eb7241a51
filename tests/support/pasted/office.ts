/** What Word, Excel, Outlook and LibreOffice put on the clipboard, shortened but true in structure. */

const wordHead = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm;font-size:11.0pt;} @list l0 {mso-list-id:1;} --></style></head>
<body lang=FI style='tab-interval:65.2pt;word-wrap:break-word'><!--StartFragment-->`
const wordFoot = '<!--EndFragment--></body></html>'

const wordItem = (level: number, marker: string, text: string, place = 'Middle') =>
  `<p class=MsoListParagraphCxSp${place} style='margin-left:${36 * level}pt;mso-add-space:auto;text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span lang=FI style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span lang=FI>${text}<o:p></o:p></span></p>\n`

/** Word on a computer: title, headings, lists in three levels, footnote, table, contents, comment. */
export const word = `${wordHead}
<p class=MsoTitle>Viestintästrategia<o:p></o:p></p>
<p class=MsoToc1><span style='mso-tab-count:1 dotted'>Johdanto 2</span></p>
<h1><a name="_Toc1"><span lang=FI>Johdanto</span></a><o:p></o:p></h1>
<p class=MsoNormal><span lang=FI>Me <b style='mso-bidi-font-weight:normal'>kuuntelemme</b> ja <i>vastaamme</i>
sekä <span style='text-decoration:underline'>opimme</span>.<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span class=MsoFootnoteReference>[1]</span><![endif]></span></span></a><o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<h2 style='margin-left:28.8pt;mso-list:l1 level2 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1.1<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>Kanavat</h2>
${wordItem(1, '·', 'Verkkosivut', 'First')}${wordItem(2, 'o', 'Uutiset')}${wordItem(3, '§', 'Arkisto')}${wordItem(1, '·', 'Intranet', 'Last')}
<p class=MsoNormal>Sitten:</p>
${wordItem(1, '3.', 'Kolmas', 'First')}${wordItem(2, 'a)', 'Alakohta')}${wordItem(1, '4.', 'Neljäs', 'Last')}
<p class=MsoNormal>Vesi on H<sub>2</sub>O ja ala 5 m<sup>2</sup>.<span style='mso-hide:all'>piilossa</span> <del cite="mailto:A" datetime="2026-01-01T10:00">pois</del><ins cite="mailto:A" datetime="2026-01-01T10:00">tilalle</ins><span class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[AB1]</a></span></p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;border:none'>
<tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'><td width=200 valign=top style='width:150pt;border:solid 1.0pt'><p class=MsoNormal><b>Mittari<o:p></o:p></b></p></td><td width=200 valign=top><p class=MsoNormal align=right style='text-align:right'><b><span lang=FI>Tavoite<o:p></o:p></span></b></p></td></tr>
<tr style='mso-yfti-irow:1;mso-yfti-lastrow:yes'><td width=200><p class=MsoNormal>Vastausaika<o:p></o:p></p></td><td width=200><p class=MsoNormal align=right style='text-align:right'><o:p>&nbsp;</o:p></p></td></tr>
</table>
<div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width="33%"><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> Kysely 2026.</p></div></div>
${wordFoot}`

/** Word in the browser: a list of its own for each item, headings by role. */
export const wordOnline = `<html><body><!--StartFragment--><div class="OutlineElement Ltr SCXW1 BCX0"><p class="Paragraph SCXW1 BCX0" role="heading" aria-level="2" paraid="1" paraeid="{a}"><span data-contrast="none" lang="EN-GB" class="TextRun SCXW1 BCX0"><span class="NormalTextRun SCXW1 BCX0">Plan</span></span><span class="EOP SCXW1 BCX0">&nbsp;</span></p></div>
<div class="ListContainerWrapper SCXW1 BCX0"><ul class="BulletListStyle1 SCXW1 BCX0" role="list"><li data-leveltext="o" data-font="Symbol" data-listid="1" aria-setsize="-1" data-aria-posinset="1" data-aria-level="1" role="listitem" class="OutlineElement Ltr SCXW1 BCX0"><p class="Paragraph SCXW1 BCX0"><span class="TextRun SCXW1 BCX0" style="font-weight:bold"><span class="NormalTextRun">One</span></span><span class="EOP">&nbsp;</span></p></li></ul></div>
<div class="ListContainerWrapper SCXW1 BCX0"><ul class="BulletListStyle2 SCXW1 BCX0" role="list"><li data-listid="1" data-aria-level="2" role="listitem" class="OutlineElement"><p class="Paragraph"><span class="TextRun"><span class="NormalTextRun">One and a half</span></span><span class="EOP">&nbsp;</span></p></li></ul></div>
<div class="ListContainerWrapper SCXW1 BCX0"><ul class="BulletListStyle1 SCXW1 BCX0" role="list"><li data-listid="1" data-aria-level="1" role="listitem" class="OutlineElement"><p class="Paragraph"><span class="TextRun"><span class="NormalTextRun">Two</span></span><span class="EOP">&nbsp;</span></p></li></ul></div>
<!--EndFragment--></body></html>`

/** Excel: bold by a class of the style sheet, a hidden row, a merged cell, an empty one. */
export const excel = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!--table {mso-displayed-decimal-separator:",";} .xl65 {font-weight:700;text-align:center;} .xl66 {mso-number-format:"0%";} --></style></head><body link="#0563C1"><table border=0 cellpadding=0 cellspacing=0 width=192 style='border-collapse:collapse;width:144pt'><!--StartFragment--><col width=64 span=3 style='width:48pt'><tr height=20 style='height:15.0pt'><td height=20 class=xl65 width=64>Channel</td><td class=xl65 width=64>Reach</td><td class=xl65 width=64>Note</td></tr><tr height=20 style='display:none'><td>secret</td><td></td><td></td></tr><tr height=20><td height=20>Web</td><td class=xl66 align=right>40%</td><td></td></tr><tr height=20><td height=20 colspan=2>Both</td><td>&nbsp;</td></tr><!--EndFragment--></table></body></html>`

/** Outlook: room made by empty paragraphs, a protected link, a line above the quoted part. */
export const outlook = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang=EN-GB link="#0563C1" style='word-wrap:break-word'><!--StartFragment--><div class=WordSection1><p class=MsoNormal>Dear all,<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>See <a href="https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fplan&amp;data=05">the plan</a> and <a href="file:///C:/plan.docx">my copy</a>.<o:p></o:p></p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal><b>From:</b> Berit<br><b>Sent:</b> Monday</p></div></div></div><!--EndFragment--></body></html>`

/** LibreOffice: fonts as elements, a head of a table, a note. */
export const libreOffice = `<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title><meta name="generator" content="LibreOffice 24.2 (Linux)"/><style type="text/css">p { line-height: 115% }</style></head><body lang="en-GB" dir="ltr"><h1 class="western">Goals</h1><p style="line-height: 100%; margin-bottom: 0cm"><font face="Liberation Serif, serif"><font size="3" style="font-size: 12pt"><b>Trust</b> first<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>, <strike>speed</strike> second.</font></font></p><ol start="2"><li><p style="margin-bottom: 0cm">Listen</p><ol type="a"><li><p>daily</p></li></ol></li><li><p>Answer</p></li></ol><table width="100%" cellpadding="4" cellspacing="0"><col width="128*"/><col width="128*"/><thead><tr valign="top"><td style="border: none"><p>What</p></td><td><p>When</p></td></tr></thead><tbody><tr><td><p>Survey</p></td><td><p><br/></p></td></tr></tbody></table><div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a> A note.</p></div></body></html>`

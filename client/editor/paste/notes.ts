/** Marks of footnotes become numbers in brackets; comments at the margin go. */
import { styled, styleOf } from './pasted-style.ts'

const marks =
  'a[href^="#_ftn"], a[href^="#_edn"], a.sdfootnoteanc, a.sdfootnotesym, a.sdendnoteanc, ' +
  'a.sdendnotesym, a[href^="#ftnt"], a[href^="#cmnt"], a[href^="#_msocom"], sup > a[href^="#"]'

/** Reads the notes of Word, Google Docs, LibreOffice and web pages. */
export function readNotes(body: HTMLElement): void {
  for (const mark of body.querySelectorAll(marks)) {
    const href = mark.getAttribute('href') ?? ''
    const text = (mark.textContent ?? '').replace(/[[\]\s]/g, '')
    const isComment = href.startsWith('#cmnt') || href.startsWith('#_msocom')
    const place = mark.parentElement?.matches('sup') === true ? mark.parentElement : mark
    if (isComment) mark.remove()
    else place.replaceWith(text === '' ? '' : `[${text}]`)
  }
  for (const list of body.querySelectorAll(styled)) {
    if (styleOf(list).get('mso-element') === 'footnote-list') list.querySelector('hr')?.remove()
  }
}

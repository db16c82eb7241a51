/** Booklets as Word files: what is in them, read from their XML. */
import { inflateRawSync } from 'node:zlib'
import { Window } from 'happy-dom'
import { expect, test } from 'vitest'
import { fileId, newId, pageId } from '#contract/ids.ts'
import { docxOf } from '../../../server/publishing/docx/booklet-docx.ts'
import type { Booklet, Piece, Pictures } from '../../../server/publishing/piece.ts'
import { bookletWith, cell, line } from '../../support/booklets.ts'
import { picture } from '../../support/pictures.ts'

/** A file of the package, by the zip's own table of contents. */
function partOf(zip: Buffer, name: string): string {
  let at = zip.readUInt32LE(zip.lastIndexOf('PK\u0005\u0006', undefined, 'latin1') + 16)
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [nameLength, extra, comment] = [28, 30, 32].map((from) => zip.readUInt16LE(at + from))
    const end = at + 46 + (nameLength ?? 0)
    if (zip.toString('utf8', at + 46, end) === name) {
      const header = zip.readUInt32LE(at + 42)
      const from = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28)
      const packed = zip.subarray(from, from + zip.readUInt32LE(at + 20))
      const bytes = zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)
      return bytes.toString('utf8')
    }
    at = end + (extra ?? 0) + (comment ?? 0)
  }
  throw new Error(`no ${name} in the package`)
}

async function made(booklet: Booklet, pictures: Pictures = new Map()) {
  const zip = Buffer.from(await docxOf(booklet, pictures, () => null))
  return { xml: partOf(zip, 'word/document.xml'), part: (name: string) => partOf(zip, name) }
}

/** Everything that is written, in its order; throws where the XML is not well-formed. */
function textOf(xml: string): string {
  const { DOMParser } = new Window()
  const document = new DOMParser().parseFromString(xml, 'application/xml')
  if (document.querySelector('parsererror')) throw new Error('not well-formed')
  return [...document.getElementsByTagName('w:t')].map((one) => one.textContent).join(' ')
}

test('[P235] headings, lists, tables and languages are Word’s own', async () => {
  const pieces: Piece[] = [
    { kind: 'heading', level: 2, text: line('Who answers') },
    { kind: 'list', start: null, items: [[{ kind: 'paragraph', text: line('bullet') }]] },
    { kind: 'list', start: 4, items: [[{ kind: 'paragraph', text: line('four') }]] },
    { kind: 'table', caption: 'Goals', rows: [[cell('Goal', 'column')], [cell('Less')]] },
    { kind: 'quote', content: [{ kind: 'paragraph', text: line('said') }] },
  ]
  const { part, xml } = await made(bookletWith(pieces, pieces))
  for (const style of ['Title', 'Heading1', 'Heading2', 'Quote']) {
    expect(xml).toContain(`<w:pStyle w:val="${style}"/>`)
  }
  expect(xml).toContain('<w:tblHeader/>')
  expect(xml).toContain('w:lang w:val="fi-FI"')
  expect(part('word/numbering.xml')).toContain('<w:start w:val="4"/>')
  expect(part('docProps/core.xml')).toContain('Goals &amp; means')
  expect(part('docProps/core.xml')).toContain('Björkköping')
  expect(textOf(xml)).toMatch(/Who answers.*bullet.*four.*Goals.*Goal.*Less.*said/)
})

test('[P236] a picture is in it with its words, and one that is gone is named', async () => {
  const [file, page] = [newId(fileId), newId(pageId)]
  const image: Piece = {
    ...{ kind: 'image', file, page, alt: 'Kartta "kaikesta"', width: 40, height: 20 },
    caption: line('Below'),
  }
  const bytes = await picture('webp').toBuffer()
  const shown = await made(bookletWith([image]), new Map([[file, { type: 'image/webp', bytes }]]))
  expect(shown.xml).toContain('descr="Kartta &quot;kaikesta&quot;"')
  expect(textOf(shown.xml)).toContain('Below')
  const gone = await made(bookletWith([image]))
  expect(textOf(gone.xml)).toContain('A picture that is not there any more: Kartta')
})

test('[P237] no text becomes markup, and what XML does not allow is left out', async () => {
  const hostile = [
    '</w:t><w:p/>',
    '<!ENTITY x SYSTEM "file:///etc/passwd">&x;',
    'a\u0000\u0008b\ud800c',
  ]
  const pieces: Piece[] = [
    ...hostile.map((text): Piece => ({ kind: 'paragraph', text: line(text) })),
    { kind: 'paragraph', text: [{ text: 'go', marks: [], to: { href: 'javascript:alert(1)' } }] },
    { kind: 'paragraph', text: [{ text: 'out', marks: [], to: { href: 'https://example.org/' } }] },
  ]
  const { part, xml } = await made(bookletWith(pieces))
  const text = textOf(xml)
  for (const said of [hostile[0], hostile[1], 'abc', 'go', 'out']) expect(text).toContain(said)
  const links = part('word/_rels/document.xml.rels')
  expect(links).toContain('Target="https://example.org/"')
  expect(links).not.toContain('javascript')
})

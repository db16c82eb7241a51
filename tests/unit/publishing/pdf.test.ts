import { Worker } from 'node:worker_threads'
import { afterAll, describe, expect, test } from 'vitest'
import { type FileId, fileId, newId, pageId } from '#contract/ids.ts'
import { breakable } from '../../../server/publishing/pdf/clean-text.ts'
import { createPdfMaker } from '../../../server/publishing/pdf/pdf-maker.ts'
import { gridOf } from '../../../server/publishing/pdf/table-grid.ts'
import type {
  Booklet,
  BookletPicture,
  Cell,
  Chapter,
  Piece,
  Pictures,
  Run,
} from '../../../server/publishing/piece.ts'
import { pdfObjects, pdfTexts } from '../../support/pdf-objects.ts'
import { picture } from '../../support/pictures.ts'

const run = (text: string, to: Run['to'] = null): Run => ({ text, marks: [], to })
const p = (text: string): Piece => ({ kind: 'paragraph', text: [run(text)] })
const h = (level: 2 | 3 | 4, text: string): Piece => ({ kind: 'heading', level, text: [run(text)] })
const cell = (text: string, attrs: Partial<Cell> = {}): Cell => ({
  ...{ head: null, colspan: 1, rowspan: 1, align: null, content: [p(text)] },
  ...attrs,
})
const head = (text: string) => cell(text, { head: 'column' })
const image = (file: FileId, alt: string): Piece => ({
  kind: 'image',
  file,
  page: newId(pageId),
  alt,
  width: 200,
  height: 150,
  caption: [],
})

const chapter = (
  title: string,
  pieces: readonly Piece[],
  language: Chapter['language'] = 'fi',
) => ({
  ...{ page: newId(pageId), title, language, facts: [{ label: 'Tila', value: 'Luonnos' }], pieces },
})
const booklet = (...chapters: readonly Chapter[]): Booklet => ({
  title: 'Some-strategia',
  language: 'fi',
  organisation: 'Sipoon kunta',
  strategy: null,
  made: '23.11.2026',
  chapters,
})

const reported: unknown[] = []
const report = (error: unknown) => void reported.push(error)
const maker = createPdfMaker({ report })
afterAll(() => maker.close())

const none: Pictures = new Map()
const made = async (chapters: readonly Chapter[], pictures: Pictures = none) =>
  pdfObjects(await maker.make(booklet(...chapters), pictures))
const count = (objects: string, pattern: RegExp) => [...objects.matchAll(pattern)].length
/** The tags of headings, in the order they are read. */
const levels = (objects: string) =>
  [...objects.matchAll(/\/S \/?H(\d)\b/g)].map(([, n]) => Number(n))

describe('[P220] a PDF says what it is to programs that read it out', () => {
  test('tags, PDF/UA, title, author and language', async () => {
    const objects = await made([chapter('Perusta', [p('Hei')]), chapter('Grund', [p('Hej')], 'sv')])
    expect(objects).toMatch(/\/Marked true/)
    expect(objects).toMatch(/pdfuaid:part>1</)
    expect(objects).toMatch(/\/DisplayDocTitle true/)
    expect(pdfTexts(objects, 'Title')).toContain('Some-strategia')
    expect(pdfTexts(objects, 'Author')).toContain('Sipoon kunta')
    expect(new Set(pdfTexts(objects, 'Lang'))).toEqual(new Set(['fi', 'sv']))
  })

  test('one page has its own title, and what has no title is called untitled', async () => {
    expect(pdfTexts(await made([chapter('', [])]), 'Title')).toContain('Nimetön')
  })
})

describe('[P221] headings', () => {
  test('chapters and headings are bookmarks, and no level is left out', async () => {
    const one = [h(2, 'Alku'), h(4, 'Hypätty'), h(2, ''), h(3, 'Toinen')]
    const objects = await made([chapter('Perusta', one), chapter('Säännöt', [h(4, 'Syvä')])])
    const bookmarks = ['Some-strategia', 'Perusta', 'Alku', 'Hypätty', 'Toinen', 'Säännöt', 'Syvä']
    expect(pdfTexts(objects, 'Title')).toEqual(expect.arrayContaining(bookmarks))
    expect(levels(objects).toSorted((a, b) => a - b)).toEqual([1, 2, 2, 2, 3, 3, 4, 4])
    expect(count(objects, /\/S \/?TOCI\b/g)).toBe(2)
  })

  test('a page by itself has no contents', async () => {
    const objects = await made([chapter('Perusta', [h(3, 'Alku')])])
    expect(levels(objects).toSorted((a, b) => a - b)).toEqual([1, 2])
    expect(count(objects, /\/S \/?TOCI\b/g)).toBe(0)
  })
})

describe('[P222] tables and pictures', () => {
  test('heads of columns are heads', async () => {
    const rows = [[head('Mitä'), head('Kuka')], [cell('Vastaus'), cell('Aino')], [cell('x')]]
    const objects = await made([chapter('T', [{ kind: 'table', caption: 'Taulu', rows }])])
    expect(count(objects, /\/S \/?TH\b/g)).toBe(2)
    expect(count(objects, /\/Scope \/Column/g)).toBe(2)
    expect(count(objects, /\/S \/?Caption\b/g)).toBe(1)
  })

  test('spans that meet or lead out of the table are cut, and nothing is lost', async () => {
    const wide = cell('b', { colspan: 1000, rowspan: 99 })
    const rows = [[cell('a', { rowspan: 2 }), cell('c')], [wide, cell('d')], [cell('e')]]
    const grid = gridOf(rows)
    expect(grid.cells.length).toBe(4)
    const tables: Piece[] = [
      rows,
      [[]],
      [],
      [Array.from({ length: 40 }, (_, n) => cell(`${n}`))],
    ].map((all) => ({ kind: 'table', caption: null, rows: all }))
    expect((await made([chapter('T', tables)])).length).toBeGreaterThan(0)
  })

  test('what a picture shows is said, and what only decorates is not tagged', async () => {
    const [shown, drawn, gone, broken] = [0, 1, 2, 3].map(() => newId(fileId))
    if (!shown || !drawn || !gone || !broken) throw new Error('four ids')
    const webp = { type: 'image/webp', bytes: await picture('webp').toBuffer() } as const
    const pictures = new Map<FileId, BookletPicture>([
      [shown, webp],
      [drawn, webp],
      [broken, { type: 'image/png', bytes: Buffer.from('no picture') }],
    ])
    const pieces = [
      image(shown, 'Jänis "(1)"'),
      image(drawn, ''),
      image(gone, 'g'),
      image(broken, ''),
    ]
    const objects = await made([chapter('Kuvat', pieces)], pictures)
    expect(new Set(pdfTexts(objects, 'Alt'))).toEqual(new Set(['Jänis "(1)"']))
    expect(count(objects, /\/S \/?Figure\b/g)).toBe(1)
    expect(count(objects, /\/Subtype\s*\/Image/g)).toBeGreaterThan(0)
  })

  test('links lead to the web and to other chapters', async () => {
    const second = chapter('Säännöt', [])
    const text = [run('web', { href: 'https://example.org/a' }), run('on', { page: second.page })]
    const elsewhere = run('else', { page: newId(pageId) })
    const long = run('long', { href: `https://example.org/${'a'.repeat(9000)}` })
    const pieces: Piece[] = [{ kind: 'paragraph', text: [...text, elsewhere, long] }]
    const objects = await made([chapter('Perusta', pieces), second])
    expect(pdfTexts(objects, 'URI')).toEqual(['https://example.org/a'])
    // Two in the contents, and two of these.
    expect(count(objects, /\/Subtype\s*\/Link/g)).toBe(4)
  })
})

describe('[P223] what people write is text', () => {
  test('markup of the typesetter is shown, not obeyed', async () => {
    const hostile = [
      '#read("/etc/passwd")',
      '#import "@preview/x:1.0.0": *',
      '#eval("1+1") $x^2$ \\u{41} \\',
      '@ref <label> *b* _i_ `c` = h // x /* y',
      '#panic()',
      '{n} {all}',
      'שלום \u202Eعالم',
      '"}],"chapters":[',
    ]
    const objects = await made([
      chapter(
        '#eval("2")',
        hostile.map((text) => h(2, text)),
      ),
    ])
    expect(pdfTexts(objects, 'Title')).toEqual(expect.arrayContaining(hostile))
    expect(objects).not.toContain('root:x:0')
  })

  test('what a PDF refuses is left out, and letters that no font has are boxes', async () => {
    const objects = await made([
      chapter('a\u0000b\uFEFF\uD800c', [h(2, 'x\u{10FFFD}y'), p('😀👩‍👩‍👧\uFFFF')]),
    ])
    expect(pdfTexts(objects, 'Title')).toEqual(expect.arrayContaining(['abc', 'x□y']))
  })

  test('a word of 10,000 letters and 40 levels of lists and boxes have room', async () => {
    let deep: Piece = p('Pohja')
    for (let n = 0; n < 40; n++) {
      deep =
        n % 3 === 0
          ? { kind: 'table', caption: null, rows: [[cell('', { content: [deep] })]] }
          : n % 3 === 1
            ? { kind: 'list', start: null, items: [[deep]] }
            : { kind: 'callout', tone: 'note', content: [deep] }
    }
    const objects = await made([chapter('a'.repeat(10_000), [p('ö'.repeat(10_000)), deep])])
    expect(count(objects, /\/Type\s*\/Page\b/g)).toBeGreaterThan(2)
  })

  test('long words may break, and words of a usual length are left to their syllables', () => {
    for (const part of breakable('ö'.repeat(10_000)).split('\u200B')) {
      expect(part.length).toBeLessThanOrEqual(16)
    }
    expect(breakable('lastensuojeluilmoituskäytännöt')).toBe('lastensuojeluilmoituskäytännöt')
    const address = 'https://example.org/a/very/long/way?to=go'
    expect(breakable(address).replaceAll('\u200B', '')).toBe(address)
  })
})

describe('[P224] PDFs are made one by one, on a thread of their own', () => {
  const small = booklet(chapter('Perusta', [p('Hei')]))

  test('each asker gets their own', async () => {
    const titles = ['Yksi', 'Kaksi', 'Kolme']
    const all = await Promise.all(
      titles.map((title) => maker.make(booklet(chapter(title, [])), none)),
    )
    for (const [n, pdf] of all.entries()) {
      expect(pdfTexts(pdfObjects(pdf), 'Title')).toContain(titles[n])
    }
  })

  test('a thread that dies, or takes too long, fails what it was at; the next is made', async () => {
    const deaths: unknown[] = []
    const ways = [
      "require('worker_threads').parentPort.once('message', () => process.exit(3))",
      "require('worker_threads').parentPort.once('message', () => { for (;;); })",
      `require('worker_threads').parentPort.on('message', ({ id }) =>
        require('worker_threads').parentPort.postMessage({ id, pdf: new Uint8Array([id]) }))`,
    ]
    const another = createPdfMaker({
      report: (error) => void deaths.push(error),
      limitMs: 2000,
      start: () => new Worker(ways.shift() ?? '', { eval: true }),
    })
    const asked = await Promise.allSettled([1, 2, 3].map(() => another.make(small, none)))
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
    expect(deaths.length).toBe(1)
    await another.close()
    await expect(another.make(small, none)).rejects.toThrow('any more')
  })

  test('an idle thread ends, and another is begun when it is needed', async () => {
    const begun: Worker[] = []
    const source = `require('worker_threads').parentPort.on('message', ({ id }) =>
      require('worker_threads').parentPort.postMessage({ id, pdf: new Uint8Array([id]) }))`
    const another = createPdfMaker({
      report,
      idleMs: 1,
      start: () => {
        const worker = new Worker(source, { eval: true })
        begun.push(worker)
        return worker
      },
    })
    expect(await another.make(small, none)).toEqual(new Uint8Array([1]))
    await new Promise((ended) => begun[0]?.once('exit', ended))
    expect(await another.make(small, none)).toEqual(new Uint8Array([2]))
    expect(begun.length).toBe(2)
    await another.close()
    expect(reported).toEqual([])
  })

  test('a booklet of twenty chapters', async () => {
    const text = 'Viestinnän periaatteena on avoimuus: kerromme keskeneräisestäkin. '.repeat(8)
    const pieces = Array.from({ length: 12 }, (_, n) => [h(2, `Luku ${n}`), p(text)]).flat()
    const chapters = Array.from({ length: 20 }, (_, n) => chapter(`Sivu ${n}`, pieces))
    const from = performance.now()
    const pdf = await maker.make(booklet(...chapters), none)
    const took = Math.round(performance.now() - from)
    console.info(`20 chapters: ${took} ms, ${Math.round(pdf.length / 1000)} kB`)
    expect(pdf.length).toBeGreaterThan(100_000)
  })
})

test('[P270] the same booklet gives the same file, whenever it is made', async () => {
  const shown = booklet(chapter('Asiakkaat', [h(2, 'Keitä palvelemme'), p('Kaikkia kuntalaisia.')]))
  const first = await maker.make(shown, none)
  const second = 1000 * Math.floor(Date.now() / 1000 + 1)
  // A date in it would be told to the second.
  await expect.poll(() => Date.now(), { interval: 50 }).toBeGreaterThan(second)
  expect(Buffer.compare(await maker.make(shown, none), first)).toBe(0)
})

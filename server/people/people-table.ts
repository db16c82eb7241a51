/**
 * Tables of people as office programs write them: a heading in any of our languages, then a line
 * for each person. Reading one is work for a whole second where the machine is slow, so it is done
 * in slices.
 */
import { setImmediate as othersTurn } from 'node:timers/promises'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import { z } from 'zod'

export const linesAtMost = 5_000

/** What a column holds. */
export const columns = ['name', 'email', 'unit', 'role', 'manager'] as const
export type Column = (typeof columns)[number]

/** One line; a column that is not there, or a cell with nothing in it, is empty. */
export interface TableLine {
  /** As counted in the file, the heading is 1. */
  readonly line: number
  readonly cells: Readonly<Record<Column, string>>
}

/** Why a table cannot be read as one. */
export interface TableProblem {
  readonly line: number
  readonly field: Column | 'line'
  readonly reason: 'missing' | 'twice' | 'invalid' | 'too-long'
}

const sliceLength = 16_000
const longestRecord = 20_000

const headings: Readonly<Record<Column, string>> = {
  name: 'name fullname nimi kokonimi navn fulltnavn namn fullständigtnamn',
  email:
    'email emailaddress sähköposti sähköpostiosoite epost epostadresse epostadress mail mejl mejladress',
  unit: 'unit department yksikkö osasto enhet avdeling avdelning',
  role: 'role rooli rolle roll',
  manager: 'manager esihenkilö esimies leder chef',
}

const record = z.object({
  record: z.array(z.string()),
  info: z.object({ lines: z.int() }),
})

/** Reads a table with comma, semicolon or tab between its columns. */
export async function readTable(
  csv: string,
): Promise<readonly TableLine[] | { readonly problem: TableProblem }> {
  const rows: { line: number; cells: readonly string[] }[] = []
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(csv),
    info: true,
    max_record_size: longestRecord,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    // The heading and one line too many.
    to: linesAtMost + 2,
    trim: true,
  })
  try {
    await pipeline(slices(csv), parser, async (found: AsyncIterable<unknown>) => {
      for await (const one of found) {
        const { record: cells, info } = record.parse(one)
        rows.push({ line: info.lines - breaksIn(cells), cells })
      }
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const reason = error.code === 'CSV_MAX_RECORD_SIZE' ? 'too-long' : 'invalid'
    const line = z.int().catch(1).parse(error['lines'])
    return { problem: { line, field: 'line', reason } }
  }
  const [heading, ...lines] = rows
  const places = placesOf(heading?.cells ?? [])
  if ('problem' in places) return places
  const spare = lines[linesAtMost]
  if (spare) return { problem: { line: spare.line, field: 'line', reason: 'too-long' } }
  return lines.map(({ line, cells }) => {
    const cell = (column: Column) => cells[places[column]] ?? ''
    return {
      line,
      cells: {
        name: cell('name'),
        email: cell('email'),
        unit: cell('unit'),
        role: cell('role'),
        manager: cell('manager'),
      },
    }
  })
}

/** Where each column stands; -1 for one that is not there. */
function placesOf(cells: readonly string[]): Record<Column, number> | { problem: TableProblem } {
  const places: Record<Column, number> = { name: -1, email: -1, unit: -1, role: -1, manager: -1 }
  for (const [place, cell] of cells.entries()) {
    const word = wordOf(cell)
    const column = columns.find((one) => headings[one].split(' ').includes(word))
    if (column === undefined) continue
    if (places[column] >= 0) return { problem: { line: 1, field: column, reason: 'twice' } }
    places[column] = place
  }
  const missing = (['name', 'email'] as const).find((column) => places[column] < 0)
  return missing ? { problem: { line: 1, field: missing, reason: 'missing' } } : places
}

/** The letters of a word, so that E-mail, e-mail and "Email:" are one. */
export function wordOf(cell: string): string {
  return cell
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\d]/gu, '')
}

function delimiterOf(csv: string): string {
  const heading = /[^\r\n]+/.exec(csv)?.[0] ?? ''
  const count = (delimiter: string) => heading.split(delimiter).length
  const [most = ','] = [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))
  return most
}

/** Line breaks within cells: a record is counted where it ends. */
function breaksIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)
}

/** In bytes: a letter that is cut is put together again by whoever reads them. */
async function* slices(csv: string): AsyncIterable<Buffer> {
  const bytes = Buffer.from(csv)
  for (let from = 0; from < bytes.length; from += sliceLength) {
    yield bytes.subarray(from, from + sliceLength)
    await othersTurn()
  }
}

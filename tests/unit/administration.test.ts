import { expect, test } from 'vitest'
import { newId, personId, unitId } from '#contract/ids.ts'
import { type Person, person } from '#contract/records.ts'
import { csvFile, textOfFile } from '../../client/screens/admin/csv-file.ts'
import { stateOf } from '../../client/screens/admin/invitation-state.ts'
import {
  addressOfFilter,
  filtered,
  filterIn,
  isGone,
  searchable,
} from '../../client/screens/admin/people-filter.ts'
import { qrFile } from '../../client/ui/qr.ts'
import { correction, generate } from 'lean-qr/nano'

const now = Date.parse('2027-03-12T12:00:00Z')
const kirjasto = newId(unitId)

const someone = (name: string, more: Partial<Person> = {}): Person =>
  person.parse({
    id: newId(personId),
    name,
    email: `${name
      .split(' ')[1]
      ?.toLowerCase()
      .replace(/[^a-z]/g, '')}@example.org`,
    role: 'member',
    createdAt: '2027-01-01T00:00:00Z',
    ...more,
  })

test('[W64] files are read as UTF-8, Windows-1252 or UTF-16, whichever they can be', () => {
  const bytes = (text: string, encoding: BufferEncoding) =>
    new Uint8Array(Buffer.from(text, encoding))
  expect(textOfFile(bytes('Åsa Ärlig', 'utf8'))).toBe('Åsa Ärlig')
  expect(textOfFile(bytes('\uFEFFÅsa', 'utf8'))).toBe('Åsa')
  expect(textOfFile(bytes('Åsa Ärlig', 'latin1'))).toBe('Åsa Ärlig')
  expect(textOfFile(bytes('\uFEFFÅsa', 'utf16le'))).toBe('Åsa')
})

test('[W64] no cell of a file is a formula, and each is quoted where it has to be', () => {
  const rows = [
    ['=A1', '+1', '-1', '@x'],
    ['\t=A1', 'a "b"', 'a;b', 'a\nb'],
  ]
  expect(csvFile(rows, ';')).toBe(`\uFEFF'=A1;'+1;'-1;'@x\r\n"'\t=A1";"a ""b""";"a;b";"a\nb"\r\n`)
})

test('[W61] people are searched without regard to case and marks, and filtered by what they are', () => {
  const people = [
    someone('Åsa Lindström', { unit: kirjasto, manager: true }),
    someone('Aino Koskinen', { role: 'admin' }),
    someone('Gustav Gäst', { role: 'guest', email: null, endsAt: '2027-03-01T00:00:00Z' }),
    someone('Lena Borta', { deactivatedAt: '2027-02-01T00:00:00Z' }),
  ]
  const names = (search: string) =>
    filtered(searchable(people), filterIn(new URLSearchParams(search), [kirjasto]), now).map(
      ({ name }) => name.split(' ')[0],
    )
  expect(names('')).toEqual(['Åsa', 'Aino'])
  expect(names('q=ASA+lind')).toEqual(['Åsa'])
  expect(names('q=example.org+kosk')).toEqual(['Aino'])
  expect(names('state=gone')).toEqual(['Gustav', 'Lena'])
  expect(names('state=all&kind=guest')).toEqual(['Gustav'])
  expect(names(`unit=${kirjasto}&kind=manager`)).toEqual(['Åsa'])
  expect(names('unit=none')).toEqual(['Aino'])
  // A unit that is gone filters nothing.
  expect(names('unit=aaaaaaaaaaaaaaaaaaaa')).toEqual(['Åsa', 'Aino'])
  expect(people.map((one) => isGone(one, now))).toEqual([false, false, true, true])
  const search = `?q=asa&unit=${kirjasto}&kind=guest&state=all`
  expect(addressOfFilter(filterIn(new URLSearchParams(search), [kirjasto]))).toBe(search)
})

test('[W67] an invitation is open until its time or its uses are over', () => {
  const endsAt = '2027-03-13T00:00:00Z'
  expect(stateOf({ endsAt, most: null, used: 900 }, now)).toBe('open')
  expect(stateOf({ endsAt, most: 2, used: 1 }, now)).toBe('open')
  expect(stateOf({ endsAt, most: 2, used: 2 }, now)).toBe('used')
  expect(stateOf({ endsAt: '2027-03-12T00:00:00Z', most: 2, used: 1 }, now)).toBe('ended')
})

test('[W67] a QR code has each of its modules in its place and four light ones around it', () => {
  const link = 'https://strategy.example.org/join#abcd-efgh-jkmn'
  const bitmap = generate(link, { minCorrectionLevel: correction.M })
  const file = qrFile(link)
  expect(file).toContain(`viewBox="0 0 ${bitmap.size + 8} ${bitmap.size + 8}"`)
  const dark = new Set<string>()
  for (const [, x, y, run] of file.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let n = 0; n < Number(run); n += 1) dark.add(`${Number(x) - 4 + n} ${Number(y) - 4}`)
  }
  const expected = new Set<string>()
  for (let y = 0; y < bitmap.size; y += 1) {
    for (let x = 0; x < bitmap.size; x += 1) if (bitmap.get(x, y)) expected.add(`${x} ${y}`)
  }
  expect(dark).toEqual(expected)
})

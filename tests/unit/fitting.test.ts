import { expect, test } from 'vitest'
import { insertionWords } from '../../client/i18n/editing/insertion-words.ts'
import { en } from '../../client/i18n/editing/en.ts'
import { fitting } from '../../client/net/fitting.ts'

const insertions = Object.entries(insertionWords).map(([id, words]) => ({
  id,
  name: new Map(Object.entries<unknown>(en)).get(`insert_${id}`) as string,
  words,
}))
const found = (typed: string) => fitting(insertions, typed).map(({ id }) => id)

test.each([
  ['goal', 'goals'],
  ['tavoite', 'goals'],
  ['mål', 'goals'],
  ['mal', 'goals'],
  ['mittari', 'metrics'],
  ['måltall', 'metrics'],
  ['älä', 'ruleDont'],
  ['riktlinje', 'ruleDo'],
  ['sidosryhmä', 'stakeholders'],
  ['päätöspolku', 'flow'],
  ['sjekkliste', 'taskList'],
  ['checklista', 'taskList'],
  ['taulukko', 'table'],
  ['enkät', 'scales'],
  ['tidsbudsjett', 'timeBudget'],
  ['vinkki', 'callout'],
  ['vägledande', 'question'],
  ['kuva', 'files'],
  ['h1', 'h2'],
])('[W110] %s finds %s first', (typed, id) => {
  expect(found(typed)[0]).toBe(id)
})

test('[W110] everything is found by its name; nothing by what is no word of it', () => {
  for (const { id, name } of insertions) expect(found(name)[0], name).toBe(id)
  expect(found('zebra')).toEqual([])
  expect(found('')).toHaveLength(insertions.length)
})

test('[W119] titles are found by words in any order, and by letters left out', () => {
  const pages = ['Asiakkaat', 'Ohjeet ja pelisäännöt', 'Negatiiviseen palautteeseen vastaaminen']
  const titles = (typed: string) =>
    fitting(
      pages.map((name) => ({ name, words: 'Viestintästrategia' })),
      typed,
    ).map(({ name }) => name)
  expect(titles('peli')).toEqual([pages[1]])
  expect(titles('pelisaannot oh')).toEqual([pages[1]])
  expect(titles('negpal')).toEqual([pages[2]])
  expect(titles('viest')).toEqual(pages)
  expect(titles('vastaaminen viestinta')).toEqual([pages[2]])
  expect(titles('xyz')).toEqual([])
})

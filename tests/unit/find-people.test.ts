import { expect, test } from 'vitest'
import { findPeople } from '../../client/net/find-people.ts'

const person = (name: string, unitName: string | null = null, email: string | null = null) => ({
  name,
  unitName,
  email,
})
const everybody = [
  person('Åsa Lindqvist', 'Library', 'asa.l@example.org'),
  person('Bo Berg', 'Youth services', 'bo@example.org'),
  person('Ida-Marie Bø', null, null),
  person('Jørgen Æbeltoft', 'Library', 'jae@example.org'),
  person('Lisa Berggren', 'Bridges and roads', 'lisa@example.org'),
  person('Matti Niemi', 'Berg & Bø Ltd', 'matti@example.com'),
]

test.each([
  ['', everybody.map(({ name }) => name)],
  ['asa', ['Åsa Lindqvist']],
  ['ÅSA', ['Åsa Lindqvist']],
  ['be bo', ['Bo Berg', 'Matti Niemi']],
  ['bo be', ['Bo Berg', 'Matti Niemi']],
  // Names come before units, whatever the order of the list.
  ['berg', ['Bo Berg', 'Lisa Berggren', 'Matti Niemi']],
  ['marie', ['Ida-Marie Bø']],
  ['bø', ['Bo Berg', 'Ida-Marie Bø', 'Matti Niemi']],
  ['jorgen ae', ['Jørgen Æbeltoft']],
  ['library lind', ['Åsa Lindqvist']],
  ['lisa@example.org', ['Lisa Berggren']],
  ['example.com', ['Matti Niemi']],
  ['erg', []],
  ['  ', everybody.map(({ name }) => name)],
])('[W75] "%s" finds %j', (typed, names) => {
  expect(findPeople(everybody, typed).map(({ name }) => name)).toEqual(names)
})

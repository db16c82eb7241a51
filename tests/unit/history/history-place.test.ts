import { expect, test } from 'vitest'
import { type HistoryPlace, placeIn, searchOf } from '../../../client/history/history-place.ts'

test('[H90] each place in a history has an address of its own, which leads to it', () => {
  const places: readonly HistoryPlace[] = [
    { view: 'changes', at: null, from: null },
    { view: 'changes', at: 40, from: 12 },
    { view: 'changes', at: null, from: 'me' },
    { view: 'changes', at: 40, from: 0 },
    { view: 'written', at: 7, from: null },
    { view: 'replay', at: null, from: null },
  ]
  const addresses = places.map((place) => String(searchOf(place)))
  expect(new Set(addresses).size).toBe(places.length)
  expect(addresses.map((address) => placeIn(new URLSearchParams(address)))).toEqual(places)
  expect(addresses[1]).toBe('view=changes&from=12&to=40')
})

test('[H90] what makes no sense in an address is left out', () => {
  const nonsense = new URLSearchParams('view=all&at=-3&from=1e9&to=soon&since=you')
  expect(placeIn(nonsense)).toEqual({ view: 'changes', at: null, from: null })
})

import { expect, test } from 'vitest'
import { fromStored, standing, toStored, withOwnName } from '../../client/comments/mention-text.ts'
import { placed } from '../../client/comments/placing.ts'
import { wordChanges } from '../../client/comments/word-changes.ts'
import { piecesOf } from '../../client/comments/words.ts'
import { type Random, random } from '../support/random.ts'
import { seedList } from '../support/seeds.ts'

const bo = { kind: 'person', id: 'bbbbbbbbbbbbbbbbbbbb', name: 'Bo Berg' } as const
const longer = { kind: 'person', id: 'cccccccccccccccccccc', name: 'Bo Bergström' } as const
const namesake = { kind: 'person', id: 'dddddddddddddddddddd', name: 'Bo Berg' } as const
const stored = ({ kind, id }: { readonly kind: string; readonly id: string }) => `@{${kind}:${id}}`

test('[M114] mentions keep whom they mean, and a name that was changed is none', () => {
  const all = [bo, longer]
  expect(toStored('Ask @Bo Bergström, @Bo Berg and @Bo Bergs', all)).toBe(
    `Ask ${stored(longer)}, ${stored(bo)} and @Bo Bergs`,
  )
  expect(standing('Only @Bo Berg.', all)).toEqual([bo])
  const second = withOwnName(all, namesake)
  expect(second.name).toBe('Bo Berg (2)')
  const text = `Dear ${stored(bo)} and ${stored(namesake)}, ${stored(bo)}`
  const field = fromStored(text, () => 'Bo Berg')
  expect(field.text).toBe('Dear @Bo Berg and @Bo Berg (2), @Bo Berg')
  expect(toStored(field.text, field.mentions)).toBe(text)
})

/** Up to so many of these, one after another. */
function some(r: Random, parts: readonly string[], most: number): string[] {
  return Array.from({ length: r.int(most) }, () => r.pick(parts))
}

test.each(seedList(200))('[M114] mentions come back as they were (seed %i)', (seed) => {
  const all = [bo, longer, namesake]
  const parts = ['@', '\n', 'Bo', 'a', '{', '}', ':', '.', 'ö', '🙂', ...all.map(stored)]
  const text = some(random(seed), parts, 30).join(' ')
  const names = new Map<string, string>(all.map(({ id, name }) => [id, name]))
  const field = fromStored(text, (_, id) => names.get(id) ?? '')
  expect(toStored(field.text, field.mentions)).toBe(text)
})

test('[M114] only addresses of the web and of mail become links, without the sentence round them', () => {
  const links = (text: string) =>
    piecesOf(text).flatMap((piece) => (piece.is === 'link' ? [piece.href] : []))
  expect(links('See https://example.org/a_(b), or (https://example.org/c).')).toEqual([
    'https://example.org/a_(b)',
    'https://example.org/c',
  ])
  expect(links('Write to mailto:a@example.org.')).toEqual(['mailto:a@example.org'])
  for (const bad of [
    'javascript:alert(1)',
    'data:text/html,<b>',
    'JAVASCRIPT://https//x',
    'vbscript:x',
    'file:///etc/passwd',
    'mailto:nobody',
  ]) {
    expect(links(bad)).toEqual([])
  }
})

test.each(seedList(200))('[M114] no word is lost when links are found (seed %i)', (seed) => {
  const parts = [
    'http://',
    'https://',
    'mailto:',
    'a.b',
    '@',
    '(',
    ')',
    '.',
    ' ',
    '<',
    '"',
    'ö',
    '/',
  ]
  const text = some(random(seed), [...parts, stored(bo), '\u0000'], 40).join('')
  const pieces = piecesOf(text)
  const shown = pieces.map((piece) => (piece.is === 'mention' ? stored(piece) : piece.text))
  expect(shown.join('')).toBe(text)
  for (const piece of pieces) {
    if (piece.is === 'link') expect(piece.href).toMatch(/^(?:https?:\/\/|mailto:)/)
  }
})

test.each(seedList(200))('[M115] both passages are read from the changes (seed %i)', (seed) => {
  const r = random(seed)
  const parts = ['we', 'listen', 'talk', ' ', '  ', '.', ',', 'ä', '🙂', '-']
  const [from, to] = [some(r, parts, 40).join(''), some(r, parts, 40).join('')]
  const changes = wordChanges(from, to)
  const side = (without: string) =>
    changes.flatMap(({ is, text }) => (is === without ? [] : [text])).join('')
  expect(side('added')).toBe(from)
  expect(side('removed')).toBe(to)
  expect(wordChanges(from, from).every(({ is }) => is === 'same')).toBe(true)
})

test('[M115] what changes is told in whole words', () => {
  expect(wordChanges('We answer soon.', 'We answer within the same day.')).toEqual([
    { is: 'same', text: 'We answer ' },
    { is: 'removed', text: 'soon' },
    { is: 'added', text: 'within the same day' },
    { is: 'same', text: '.' },
  ])
})

test.each(seedList(200))('[M116] cards stand in order and apart (seed %i)', (seed) => {
  const r = random(seed)
  let want = 0
  const all = Array.from({ length: 1 + r.int(60) }, () => {
    want += r.int(200)
    return { want, height: 40 + r.int(360) }
  })
  const chosen = r.int(all.length)
  const least = r.int(300)
  for (const at of [null, chosen]) {
    const tops = placed(all, at, 12, least)
    for (const [n, top] of tops.entries()) {
      // Those before the chosen one for which there is no room are above, where nothing is shown.
      if (n >= (at ?? 0)) expect(top).toBeGreaterThanOrEqual(least)
      const before = tops[n - 1]
      if (before === undefined) continue
      expect(top).toBeGreaterThanOrEqual(before + (all[n - 1]?.height ?? 0) + 12)
    }
  }
  expect(placed(all, chosen, 12, least)[chosen]).toBe(Math.max(least, all[chosen]?.want ?? 0))
})

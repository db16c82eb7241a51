import { expect, test } from 'vitest'
import { findAddresses } from '../../client/editor/typing/find-addresses.ts'

const found = (text: string) => findAddresses(text).map(({ href }) => href)

test.each([
  ['https://a.example', ['https://a.example']],
  ['See http://a.example/b?c=d#e, now.', ['http://a.example/b?c=d#e']],
  [
    '(https://a.example/b_(c)) and [www.b.example]',
    ['https://a.example/b_(c)', 'https://www.b.example'],
  ],
  ['“https://a.example/ä/’” … HTTPS://B.example…', ['https://a.example/ä/', 'HTTPS://B.example']],
  ['http://localhost:4000/x http://[::1]/', ['http://localhost:4000/x', 'http://[::1]/']],
  [
    'www.höyry.example/x: www.b.example:80',
    ['https://www.höyry.example/x', 'https://www.b.example:80'],
  ],
  ['a.b+c@d-e.example; mailto:f@g.example', ['mailto:a.b+c@d-e.example', 'mailto:f@g.example']],
  [
    'https://a.example www.b.example\uFFFChttp://c.example',
    ['https://a.example', 'https://www.b.example', 'http://c.example'],
  ],
])('[W118] addresses are found without what is round them: %s', (text, addresses) => {
  expect(found(text)).toEqual(addresses)
})

test.each([
  ['example.org, e.g. 1.2 and readme.md'],
  ['www. www.a www..example http:// https://. https://…'],
  ['a@b @c.example a@b.1 a@@b.example'],
  ['javascript:alert(1) data:text/html,x ftp://a.example vbscript:x'],
  ['xhttps://a.example x-www.b.example'],
])('[W118] other words are no addresses: %s', (text) => {
  expect(found(text)).toEqual([])
})

test('[W118] long pasted text that is almost all addresses takes no time', () => {
  expect(found(`https://a.example/${'x'.repeat(2_000)}`)).toEqual([])
  const start = performance.now()
  for (const part of ['www.', 'a@', 'https://', ')', 'a.', '@', '(https://a)']) {
    findAddresses(part.repeat(100_000 / part.length))
  }
  expect(performance.now() - start).toBeLessThan(1_000)
})

test('[W118] each address is told from where it stands', () => {
  const text = 'To a@b.example or (https://c.example).'
  for (const { index, text: address } of findAddresses(text)) {
    expect(text.slice(index, index + address.length)).toBe(address)
  }
  expect(findAddresses(text)).toHaveLength(2)
})

import { expect, test } from 'vitest'
import { wayBack } from '../../client/net/way-back.ts'

/** What a link asked for, and where it leads. */
const places: readonly (readonly [string | null, string])[] = [
  [null, '/'],
  ['', '/'],
  ['/', '/'],
  ['/pages/abc', '/pages/abc'],
  ['/pages/abc?x=1&y=/z#part', '/pages/abc?x=1&y=/z#part'],
  ['/pages/ä b', '/pages/%C3%A4%20b'],
  ['/pages/../strategies', '/strategies'],
  ['/?to=https://evil.example', '/?to=https://evil.example'],
  ['pages/abc', '/'],
  ['https://evil.example', '/'],
  ['//evil.example', '/'],
  ['///evil.example', '/'],
  ['/\\evil.example', '/'],
  ['\\/evil.example', '/'],
  ['\\\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/\n/evil.example', '/'],
  ['\t//evil.example', '/'],
  [' //evil.example', '/'],
  ['/./\\evil.example', '/'],
  ['/..//evil.example', '/'],
  ['/.//evil.example', '/'],
  ['/a/..//evil.example', '/'],
  ['/%2e//evil.example', '/'],
  ['/%5cevil.example', '/%5cevil.example'],
  ['/%2fevil.example', '/%2fevil.example'],
  ['//evil.example@here.invalid', '/'],
  ['//here.invalid/pages', '/pages'],
  ['javascript:alert(1)', '/'],
  ['data:text/html,x', '/'],
  ['http://', '/'],
  ['//', '/'],
  ['//[', '/'],
]

test('[A52] after signing in one is led to places on this site alone', () => {
  for (const [wanted, place] of places) expect([wanted, wayBack(wanted)]).toEqual([wanted, place])
  // Whatever came of it, a browser on another site takes it for a place there.
  for (const [, place] of places) {
    expect(new URL(place, 'https://wiki.example').origin).toBe('https://wiki.example')
  }
})

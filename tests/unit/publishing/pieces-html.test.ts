import { expect, test } from 'vitest'
import { payloads, runningAddresses } from '../../support/attacks/html.ts'
import type { Around } from '../../../server/publishing/html/around.ts'
import { htmlOf } from '../../../server/publishing/html/booklet-html.ts'
import { htmlOfPieces } from '../../../server/publishing/html/pieces-html.ts'
import type { Piece, Run } from '../../../server/publishing/piece.ts'
import { wordsOf } from '../../../server/publishing/words/words.ts'
import {
  bookletWith,
  everyPiece,
  file,
  line,
  otherPage,
  page,
  pictures,
  run,
} from './html-booklet.ts'

const around: Around = {
  words: wordsOf.en,
  language: 'en',
  idPrefix: '',
  headingsFrom: 2,
  picture: (one) => (one === file ? 'data:image/png;base64,AAAA' : null),
  fileHref: () => null,
  pageHref: (one) => (one === page ? 'https://talkoot.example/here' : null),
}
const html = (...pieces: Piece[]) => htmlOfPieces(pieces, around)
const linked = (to: Run['to']) => html({ kind: 'paragraph', text: [{ text: 'x', marks: [], to }] })

test('[P202] every kind of piece has an element that says what it is', () => {
  const all = html(...everyPiece('Words'))
  for (const part of [
    '<h2 id="words-1">Words</h2>',
    '<h3 id="words-2">Words</h3>',
    '<p class="question"><strong class="label">Guiding question</strong> Words <em>Not relevant, because…</em></p>',
    '<div class="internal"><p class="label">Internal</p><p>Words</p></div>',
    '<ul><li><p>Words</p></li>',
    '<ol start="4"><li><p>Words</p></li></ol>',
    '<span class="unseen">Done: </span><p>Words</p><p class="aside">Owner: Words · Due: Words</p>',
    '<span class="unseen">To do: </span>',
    '<blockquote><p>Words</p></blockquote>',
    '<pre><code>Words</code></pre>',
    '<hr>',
    '<caption>Words</caption><thead><tr><th scope="col">Words</th>',
    '<tbody><tr><th scope="row">Words</th><td>Words</td>',
    '<p class="label">Warning</p><p>Words</p></aside>',
    '<summary>Words</summary><p>Words</p></details>',
    '<img src="data:image/png;base64,AAAA" alt="Words" width="40" height="30"><figcaption>Words</figcaption>',
    '<p class="gone">A picture that is not there any more: Words</p>',
    '<p class="file">Words <span class="aside">(Attached file, 1.4 MB)</span></p>',
    '<ol class="rules"><li><p class="rule"><strong class="stance do">Do:</strong> Words</p>',
    '<b>Why:</b> Words',
    '<b>Ask:</b> Words',
    '<svg role="img"',
  ]) {
    expect(all).toContain(part)
  }
  expect(all.match(/class="rules"/g)).toHaveLength(1)
  expect(
    html({ kind: 'rule', stance: null, text: run('a'), why: [], example: [], ask: [] }, line('b')),
  ).toBe('<ol class="rules"><li><p class="rule">a</p></li></ol>\n<p>b</p>')
})

test('[P203] a flow says in steps and in its picture what follows each answer', () => {
  const step = {
    action: run('Answer it'),
    who: run('Press desk'),
    owner: null,
    within: 'within 2 hours',
  }
  const flow = html({
    kind: 'flow',
    steps: [
      { ...step, title: run('Is it true?'), asks: true, ends: true },
      { ...step, title: run('Thank them'), asks: false, ends: false },
    ],
  })
  expect(flow).toContain('<strong>If yes:</strong> Answer it (stop here)')
  expect(flow).toContain('<strong>If no:</strong> go on to step 2')
  expect(flow).toContain('within 2 hours · Press desk')
  const picture = flow.slice(flow.indexOf('<svg'))
  expect(picture).toContain('<title>Decision flow</title>')
  for (const text of [
    '1. Is it true?',
    'If yes: Answer it (stop here)',
    'If no: go on to step 2',
    '2. Thank them',
  ]) {
    expect(picture).toContain(`>${text}</text>`)
  }
})

test('[P204] links lead to safe addresses, and to pages only where one can get there', () => {
  expect(linked({ href: 'https://example.org/?a=1&b="' })).toBe(
    '<p><a href="https://example.org/?a=1&amp;b=&quot;" rel="noopener">x</a></p>',
  )
  expect(linked({ page })).toContain('href="https://talkoot.example/here"')
  expect(linked({ href: `/pages/${page}#part` })).toContain('href="https://talkoot.example/here"')
  for (const to of [
    { page: otherPage },
    { href: `/pages/${otherPage}` },
    { href: '/admin' },
    { href: '#x' },
  ]) {
    expect(linked(to)).toBe('<p>x</p>')
  }
  for (const href of runningAddresses()) expect(linked({ href })).toBe('<p>x</p>')
  const evil = htmlOfPieces(
    [{ kind: 'paragraph', text: [{ text: 'x', marks: [], to: { page } }] }],
    {
      ...around,
      pageHref: () => 'javascript:hit(1)',
    },
  )
  expect(evil).toBe('<p>x</p>')
})

test('[P205] a booklet has our elements and attributes only, whatever its text is', () => {
  const shape = (text: string) =>
    [...htmlOf(bookletWith(text), pictures, () => null).matchAll(/<[^>]*>/g)]
      .map(([tag]) => tag.replace(/"[^"]*"/g, '""'))
      // How many lines a text takes in the picture of a flow depends on the text.
      .filter((tag) => !/^<\/?(?:text|br)\b/.test(tag))
      .join('')
  const plain = shape('x')
  expect(plain).not.toMatch(/<script|<[^>]* (?:style|on\w+)=/)
  for (const { html: text } of payloads) expect(shape(text)).toBe(plain)
})

test('[P206] a chapter in another language says so, and ids stand once', () => {
  const all = htmlOf(bookletWith('Same'), pictures, () => null)
  expect(all).toContain('<article id="chapter-2" lang="fi">')
  expect(all).toContain('<a href="#chapter-2" lang="fi">')
  const ids = [...all.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(all).toBe(htmlOf(bookletWith('Same'), pictures, () => null))
})

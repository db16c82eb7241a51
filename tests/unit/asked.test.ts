import { expect, test } from 'vitest'
import { foldOf, questionsOf } from '../../client/editor/blocks/questions/asked.ts'
import { type Part, pieceOf } from '../../client/editor/blocks/questions/pieces.ts'

/** A page in short: `# Heading`, `? Question`, `! Guidance`, `_` an empty line, other text as is. */
function page(...lines: readonly string[]) {
  return [part('title', {}, 'Page'), ...lines.map(block)].map(pieceOf)
}

function block(line: string): Part {
  const text = line.slice(line.indexOf(' ') + 1)
  switch (line[0]) {
    case '#':
      return part('heading', { level: line.startsWith('##') ? 3 : 2 }, text)
    case '?':
      return part('question', {}, text)
    case '-':
      return part('question', { notRelevant: true }, text)
    case '!':
      return part('question', { kind: 'guidance' }, text)
    case '_':
      return part('paragraph', {}, '')
    case '|': {
      const cells = line
        .slice(2)
        .split('|')
        .map((word, n) => part(n ? 'tableCell' : 'tableHeader', {}, word))
      return { type: 'table', attrs: {}, parts: () => cells }
    }
    default:
      return part('paragraph', {}, line)
  }
}

function part(type: string, attrs: Part['attrs'], text: string): Part {
  const inner = text === '' ? [] : [{ type: 'text', attrs: {}, text, parts: () => [] }]
  return { type, attrs, parts: () => inner }
}

const nobody = new Set<never>()
const states = (pieces: ReturnType<typeof page>) => questionsOf(pieces).map(({ state }) => state)
const shown = (
  pieces: ReturnType<typeof page>,
  seen: ReadonlySet<string> = nobody,
  kept: ReadonlySet<number> = nobody,
) => {
  const fold = foldOf(pieces, questionsOf(pieces), seen, kept)
  const words = pieces
    .filter((_, at) => fold.hidden[at] === false)
    .flatMap((piece) => (piece.words === '' ? [] : [piece.words]))
  return { ...fold, words: words.slice(1).join(' ') }
}

test('[K20] a question is answered by what follows up to the next question or heading', () => {
  expect(states(page('? a', '_', '? b', 'yes', '? c', '# d', '? e', '? f', '_', 'yes'))).toEqual([
    'open',
    'answered',
    'lead',
    'lead',
    'answered',
  ])
  expect(states(page('! a', '_', '- b', '_', '- c', 'no need', '- d'))).toEqual([
    'lead',
    'aside-open',
    'aside',
    'aside-open',
  ])
  // What heads a column asks; it is no answer.
  expect(states(page('? a', '| Who|', '? b', '| Who|We'))).toEqual(['open', 'answered'])
})

test('[K21] a page begins with three open questions, and more come as they are answered', () => {
  const open = page('? a', '_', '? b', '_', '# h', '? c', '_', '? d', '_', '# i', '? e', '_')
  const first = shown(open)
  expect(first.words).toBe('a b h c')
  expect(first.count).toBe(2)
  const next = shown(
    page('? a', 'yes', '? b', '_', '# h', '? c', '_', '? d', '_', '# i', '? e', '_'),
    first.seen,
  )
  expect(next.words).toBe('a b h c d')
  // What was there once stays, also when its answer goes again.
  expect(shown(open, next.seen).words).toBe('a b h c d')
  expect(shown(open, next.seen).seen).toBe(next.seen)
})

test('[K21] what holds anything is never folded, and headings over nothing else are', () => {
  const rest = ['? a', '_', '? b', '_', '? c', '_'] as const
  expect(shown(page(...rest, '# h', '? d', 'yes')).words).toBe('a b c h d')
  expect(shown(page(...rest, '# h', '? d', '| Who|')).words).toBe('a b c h d')
  expect(shown(page(...rest, '# h', 'Text.', '? d', '_', '? e', '_')).words).toBe('a b c h')
  expect(shown(page(...rest, '# h', '! g', '_', '? d', '_')).words).toBe('a b c')
  expect(shown(page(...rest, '# h', '! g', '? d', '_', '? e', 'yes')).words).toBe('a b c h g e')
  expect(shown(page(...rest, '# h', '## i', '? d', '_', '# j')).words).toBe('a b c j')
  expect(shown(page(...rest, '# h', '## i', '? d', '_', '## j')).words).toBe('a b c h j')
  expect(shown(page(...rest, '- d', '_')).words).toBe('a b c d')
})

test('[K22] where a caret stands nothing is folded, and it stays so when the caret has gone', () => {
  const open = page('? a', '_', '? b', '_', '? c', '_', '# h', '? d', '_', '# i', '? e', '_')
  const kept = shown(open, nobody, new Set([9]))
  expect(kept.words).toBe('a b c h d')
  expect(shown(open, kept.seen).words).toBe('a b c h d')
  const heading = shown(open, nobody, new Set([10]))
  expect(heading.words).toBe('a b c i')
  expect(shown(open, heading.seen).words).toBe('a b c i')
})

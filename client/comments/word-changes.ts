/** How one passage becomes another, in words: what stays, what goes, what comes. */

export interface WordChange {
  readonly is: 'same' | 'removed' | 'added'
  readonly text: string
}

/** More words than this on both sides are told as one change: nobody reads such a patchwork. */
const most = 1_000

/** The changes from one text to another, in order; words are never cut. */
export function wordChanges(from: string, to: string): readonly WordChange[] {
  const [a, b] = [wordsIn(from), wordsIn(to)]
  let first = 0
  while (first < a.length && first < b.length && a[first] === b[first]) first += 1
  let last = 0
  while (
    last < a.length - first &&
    last < b.length - first &&
    a[a.length - 1 - last] === b[b.length - 1 - last]
  ) {
    last += 1
  }
  const [x, y] = [a.slice(first, a.length - last), b.slice(first, b.length - last)]
  const changes: WordChange[] = []
  const add = (is: WordChange['is'], words: readonly string[]) => {
    if (words.length > 0) changes.push({ is, text: words.join('') })
  }
  add('same', a.slice(0, first))
  if (x.length > most || y.length > most) {
    add('removed', x)
    add('added', y)
  } else for (const { is, words } of between(x, y)) add(is, words)
  add('same', a.slice(a.length - last))
  return changes
}

/** Words, and what stands between them, one by one. */
function wordsIn(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? []
}

interface Run {
  readonly is: WordChange['is']
  readonly words: readonly string[]
}

/** By the longest common words; blanks alone keep nothing together. */
function between(a: readonly string[], b: readonly string[]): readonly Run[] {
  const width = b.length + 1
  const table = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      table[i * width + j] =
        a[i] === b[j]
          ? (table[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0)
    }
  }
  const runs: { is: WordChange['is']; words: string[] }[] = []
  const push = (is: WordChange['is'], word: string) => {
    const before = runs.at(-1)
    if (before?.is === is) before.words.push(word)
    else runs.push({ is, words: [word] })
  }
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const [word, other] = [a[i], b[j]]
    if (word !== undefined && word === other) {
      push('same', word)
      i += 1
      j += 1
    } else if (
      word !== undefined &&
      (other === undefined || (table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0))
    ) {
      push('removed', word)
      i += 1
    } else if (other !== undefined) {
      push('added', other)
      j += 1
    }
  }
  return joined(runs)
}

/** Two changes with nothing but a blank between them are read as one. */
function joined(runs: readonly Run[]): readonly Run[] {
  const made: Run[] = []
  let removed: string[] = []
  let added: string[] = []
  const flush = () => {
    if (removed.length > 0) made.push({ is: 'removed', words: removed })
    if (added.length > 0) made.push({ is: 'added', words: added })
    removed = []
    added = []
  }
  for (const [n, { is, words }] of runs.entries()) {
    const blank = is === 'same' && words.every((word) => /^\s+$/.test(word))
    if (is === 'removed') removed.push(...words)
    else if (is === 'added') added.push(...words)
    else if (blank && n < runs.length - 1 && removed.length > 0 && added.length > 0) {
      removed.push(...words)
      added.push(...words)
    } else {
      flush()
      made.push({ is, words })
    }
  }
  flush()
  return made
}

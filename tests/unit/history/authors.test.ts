import { expect, test } from 'vitest'
import { must } from '#contract/asserts.ts'
import { newId, personId } from '#contract/ids.ts'
import { pageSchema } from '#contract/page-schema.ts'
import { Chronicle } from '../../../server/history/chronicle.ts'
import { writtenAt, type WrittenNode } from '../../../server/history/written.ts'
import type { Entry } from '../../../server/storage/storage.ts'
import { generateHistory } from '../../support/histories/generate.ts'
import { HeadlessWriter } from '../../support/histories/headless-writer.ts'
import { seeds } from '../../support/seeds.ts'
import { templateWords } from '../../support/histories/template-words.ts'

interface Run {
  readonly text: string
  readonly by: number
}

/** All text of a page with who wrote it. */
function runsOf(node: WrittenNode): Run[] {
  if (node.text !== undefined) return (node.written ?? []).map(({ text, by }) => ({ text, by }))
  return (node.content ?? []).flatMap(runsOf)
}

test('[H130] of the letters on a page at least 999 in 1,000 have the author who typed them, whatever was done to them since', () => {
  let right = 0
  let wrong = 0
  for (const seed of seeds(1, [1, 2, 10])) {
    const wish = { seed, edits: 15_000, people: 8, alphabets: true }
    const { entries, writerOf } = generateHistory(wish)
    const chronicle = Chronicle.of(entries)
    for (const part of [0.2, 0.45, 0.7, 1]) {
      const seq = Math.floor(entries.length * part)
      for (const { by, text } of runsOf(writtenAt(chronicle, seq))) {
        for (const letter of text) {
          const writer = writerOf(letter)
          if (writer === undefined) continue
          if (chronicle.authorOf(by) === writer) right++
          else wrong++
        }
      }
    }
  }
  expect(right).toBeGreaterThan(50_000)
  expect(right / (right + wrong)).toBeGreaterThanOrEqual(0.999)
  console.info(`${right + wrong} letters, ${wrong} with another author`)
})

test('[H131] text that replaces another, unrelated one is its author’s: at most one letter in a hundred is carried over', async () => {
  const [berit, carl] = [newId(personId), newId(personId)]
  let carried = 0
  let letters = 0
  for (const [before, after] of await unrelatedTexts()) {
    const entries: Entry[] = []
    let author = berit
    const writer = new HeadlessWriter((update) => {
      entries.push({ seq: entries.length + 1, at: 0, author, kind: 'edit', update })
    })
    const { paragraph, title } = pageSchema.nodes
    const textOf = (words: string) => must(paragraph).create(null, pageSchema.text(words))
    writer.edit((tr) => tr.insert(0, [must(title).create(), textOf(before)]))
    author = carl
    // As when a paragraph is selected and another one is pasted over it.
    writer.sitDown(77)
    writer.edit((tr, page) => tr.replaceWith(3, page.content.size - 1, pageSchema.text(after)))
    const chronicle = Chronicle.of(entries)
    for (const { by, text } of runsOf(writtenAt(chronicle, chronicle.head))) {
      letters += text.length
      if (chronicle.authorOf(by) === berit) carried += text.length
    }
  }
  expect(letters).toBeGreaterThan(10_000)
  expect(carried / letters).toBeLessThanOrEqual(0.01)
})

/** Pairs of passages of about 600 letters, in Finnish and in Norwegian. */
async function unrelatedTexts(): Promise<[string, string][]> {
  const pairs: [string, string][] = []
  for (const language of ['fi', 'nb'] as const) {
    const texts = await templateWords(language)
    for (let n = 0; n + 1 < texts.length; n++) {
      pairs.push([must(texts[n]), must(texts[n + 1])])
    }
  }
  return pairs
}

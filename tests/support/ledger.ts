/** What was written, what the server promised to keep, and whether it did. */
import type { CollabClient } from './collab-client.ts'

/** How often each text of the form `w1-2;` stands in a page. */
export function wordsOf(text: string): Map<string, number> {
  const words = new Map<string, number>()
  for (const [word] of text.matchAll(/w[\w-]+;/g)) words.set(word, (words.get(word) ?? 0) + 1)
  return words
}

/** Writes a word of its own every few milliseconds. */
export class Typist {
  readonly client: CollabClient
  readonly written: string[] = []
  readonly #name: string
  #timer: ReturnType<typeof setInterval> | null = null

  constructor(client: CollabClient, name: string) {
    this.client = client
    this.#name = name
  }

  start(every: number): this {
    this.#timer = setInterval(() => this.write(), every)
    return this
  }

  write(): string {
    const word = `w${this.#name}-${this.written.length};`
    this.written.push(word)
    this.client.add(word)
    return word
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer)
    this.#timer = null
  }
}

/** Promises by page. */
export class Ledger {
  readonly #promised = new Map<string, Set<string>>()
  /** How many words were promised in all. */
  total = 0

  /** Everything that the client was told to be on disk. */
  note({ entrance, acked }: CollabClient): void {
    const words = this.#promised.get(entrance.page) ?? new Set()
    this.#promised.set(entrance.page, words)
    for (const word of acked) {
      if (words.has(word)) continue
      words.add(word)
      this.total++
    }
  }

  /** Words of the page's text that were promised and are missing, and those that are there twice. */
  faults(page: string, text: string): { readonly missing: string[]; readonly doubled: string[] } {
    const words = wordsOf(text)
    return {
      missing: [...(this.#promised.get(page) ?? [])].filter((word) => !words.has(word)),
      doubled: [...words].filter(([, count]) => count > 1).map(([word]) => word),
    }
  }
}

export const noFaults = { missing: [], doubled: [] }

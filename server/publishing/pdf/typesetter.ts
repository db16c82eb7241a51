/** Booklets as PDF/UA-1, by Typst inside this process. What it reads exists in memory alone. */
import { resolve } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { Booklet, Pictures } from '../piece.ts'
import { allowedText } from './clean-text.ts'
import { readablePictures } from '../readable-pictures.ts'
import { sheetOf } from './sheet-of.ts'
import { dataFile, template } from './template.ts'

/** Nothing is there: every file that the template reads is put before it from memory. */
const nowhere = resolve('/', 'talkoot-booklet')
/** What shows where no font here has a letter, which PDF/UA refuses. */
const noLetter = '\u25A1'
const standard = { pdfStandard: 'ua-1' } as const

export class Typesetter {
  readonly #compiler = NodeCompiler.create({ workspace: nowhere })
  /** Of letters outside of the fonts that Typst brings along: whether a font here has them. */
  readonly #known = new Map<string, boolean>()

  /** The booklet as PDF/UA-1. Rejects with what Typst says where that fails. */
  async pdf(booklet: Booklet, pictures: Pictures): Promise<Uint8Array> {
    const ready = await readablePictures(pictures)
    const sheet = sheetOf(booklet, new Map(ready.map(({ file, ...readable }) => [file, readable])))
    const text = JSON.stringify(sheet, (_, value: unknown) =>
      typeof value === 'string' ? allowedText(value) : value,
    )
    try {
      for (const { path, bytes } of ready) this.#put(path, bytes)
      this.#put(dataFile, Buffer.from(this.#shown(text)))
      return this.#compile(template)
    } finally {
      this.#compiler.resetShadow()
      this.#compiler.evictCache(0)
    }
  }

  #put(path: string, bytes: Buffer): void {
    this.#compiler.mapShadow(`${nowhere}${path}`, bytes)
  }

  #compile(source: string): Uint8Array {
    try {
      return new Uint8Array(this.#compiler.pdf({ mainFileContent: source }, standard))
    } catch (error) {
      throw new Error(`Typst: ${messageOf(error)}`, { cause: error })
    }
  }

  /** The text, in which every letter that no font here has is shown as a box. */
  #shown(text: string): string {
    const unsure = new Set(text.match(/[^\p{ASCII}\u00A0-\u024F\u2010-\u2027\u200B-\u200F]/gu))
    const unknown = [...unsure].filter((letter) => !this.#known.has(letter))
    // Mostly all are there, which one attempt tells.
    if (unknown.length > 0 && this.#has(unknown.join(' '))) {
      for (const letter of unknown) this.#known.set(letter, true)
    } else {
      for (const letter of unknown) this.#known.set(letter, this.#has(letter))
    }
    const absent = new Set([...unsure].filter((letter) => this.#known.get(letter) === false))
    if (absent.size === 0) return text
    return Array.from(text, (letter) => (absent.has(letter) ? noLetter : letter)).join('')
  }

  #has(letters: string): boolean {
    this.#put('/letters.json', Buffer.from(JSON.stringify(letters)))
    try {
      this.#compile(probe)
      return true
    } catch {
      // Typst refuses a PDF/UA in which a letter is in no font: that is the answer.
      return false
    }
  }
}

/** In every font that the template uses. */
const probe = `
#set document(title: "-")
#set text(font: "Libertinus Serif")
#let letters = json("/letters.json")
#letters #strong(letters) #emph(letters) #text(font: "DejaVu Sans Mono", letters)
`

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it failed'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}

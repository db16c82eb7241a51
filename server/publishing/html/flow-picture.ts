/** The picture of a decision flow: boxes one below the other, as wide as a phone. */
import { escaped } from './escaped.ts'

export interface DrawnStep {
  readonly asks: boolean
  readonly name: string
  readonly action: string
  readonly facts: string
  /** Stands below the box, beside the way on; empty = nothing does. */
  readonly after: string
  /** Nothing leads on from here. */
  readonly ends: boolean
}

const width = 320
const side = 12
const lineHeight = 19
/** As many letters of middling width as fit beside one another; fewer of bold ones. */
const lineLetters = 38
const boldLetters = 33
const gap = 22

/** An SVG with a title. Colours come from the stylesheet of the document. */
export function flowPicture(steps: readonly DrawnStep[], title: string): string {
  const shapes: string[] = []
  let top = 1
  steps.forEach((step, place) => {
    const lines = [
      ...wrapped(step.name, boldLetters).map((text) => ({ text, kind: 'name' })),
      ...wrapped(step.action).map((text) => ({ text, kind: 'action' })),
      ...wrapped(step.facts).map((text) => ({ text, kind: 'facts' })),
    ]
    const height = lines.length * lineHeight + 2 * side - 4
    // A question has round ends, so that it is told from what is done without colour.
    shapes.push(
      `<rect class="${step.asks ? 'asks' : 'does'}" x="1" y="${top}" width="${width - 2}" height="${height}" rx="${step.asks ? 18 : 3}"/>`,
      ...lines.map(({ text, kind }, line) =>
        textAt(text, kind, side + 6, top + side + 12 + line * lineHeight),
      ),
    )
    top += height
    const after = wrapped(step.after)
    const isLast = place === steps.length - 1
    const down = Math.max(gap, after.length * lineHeight + 10)
    if (!isLast && !step.ends) {
      const end = top + down
      shapes.push(
        `<path class="way" d="M24 ${top}V${end - 1}M19 ${end - 7}L24 ${end - 1}L29 ${end - 7}"/>`,
      )
    }
    if (!isLast || after.length > 0) {
      shapes.push(
        ...after.map((text, line) => textAt(text, 'after', 38, top + 17 + line * lineHeight)),
      )
      top += down
    }
  })
  return `<svg role="img" viewBox="0 0 ${width} ${top + 1}" width="${width}" height="${top + 1}"><title>${escaped(title)}</title>${shapes.join('')}</svg>`
}

const textAt = (text: string, kind: string, x: number, y: number) =>
  `<text class="${kind}" x="${x}" y="${y}">${escaped(text)}</text>`

/** Lines that fit; a word that is longer than a line goes on in the next. */
function wrapped(text: string, most = lineLetters): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).flatMap((one) => broken(one, most))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && lettersOf(longer) > most) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return line === '' ? lines : [...lines, line]
}

function broken(word: string, most: number): string[] {
  const parts: string[] = []
  let part = ''
  for (const letter of word) {
    if (lettersOf(part + letter) > most - 1) {
      parts.push(`${part}-`)
      part = ''
    }
    part += letter
  }
  return [...parts, part]
}

/** Capitals are wider, and the signs of East Asia and pictures twice as wide. */
function lettersOf(text: string): number {
  let letters = 0
  for (const letter of text) {
    letters += (letter.codePointAt(0) ?? 0) > 0x2fff ? 2 : /[\p{Lu}mw@—]/u.test(letter) ? 1.4 : 1
  }
  return letters
}

/** What stands in a PDF, for tests: its objects as text, those in compressed streams too. */
import { inflateSync } from 'node:zlib'

/** All objects, one after another. */
export function pdfObjects(pdf: Uint8Array): string {
  const bytes = Buffer.from(pdf)
  const raw = bytes.toString('latin1')
  const packed: string[] = []
  for (const match of raw.matchAll(/\/FlateDecode[^>]*>>\s*stream\r?\n/g)) {
    const from = match.index + match[0].length
    const end = raw.indexOf('endstream', from)
    packed.push(inflateSync(bytes.subarray(from, end)).toString('latin1'))
  }
  return [raw, ...packed].join('\n')
}

/** The texts under a name, such as `/Alt (A hare)`. */
export function pdfTexts(objects: string, name: string): string[] {
  const letter = '\\\\[^]|[^\\\\()]'
  const literal = `\\((?:${letter}|\\((?:${letter})*\\))*\\)`
  const pattern = new RegExp(`/${name}\\s*(${literal}|<[0-9A-Fa-f\\s]*>)`, 'g')
  return [...objects.matchAll(pattern)].map(([, text = '']) => decoded(text))
}

function decoded(text: string): string {
  const bytes = text.startsWith('<')
    ? Buffer.from(text.slice(1, -1).replace(/\s/g, ''), 'hex')
    : Buffer.from(unescaped(text.slice(1, -1)), 'latin1')
  if (bytes[0] !== 0xfe || bytes[1] !== 0xff) return bytes.toString('latin1')
  return Buffer.from(bytes.subarray(2)).swap16().toString('utf16le')
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

function unescaped(text: string): string {
  return text.replace(/\\([0-7]{1,3}|\r?\n|[^])/g, (_, code: string) => {
    if (/^[0-7]/.test(code)) return String.fromCodePoint(Number.parseInt(code, 8))
    return code.endsWith('\n') ? '' : (escapes[code] ?? code)
  })
}

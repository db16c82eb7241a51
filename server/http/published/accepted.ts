/** What a browser says it takes, read without express. */
import { type Language, languages } from '#contract/records.ts'

export const encodings = ['br', 'gzip'] as const
export type Encoding = (typeof encodings)[number]

/** The smallest encoding that is taken; null = plain. Without the header nothing else is promised. */
export function encodingFor(header: string | undefined): Encoding | null {
  if (header === undefined) return null
  const wanted = weighed(header)
  const weight = (name: string) => wanted.get(name) ?? wanted.get('*') ?? 0
  return encodings.find((name) => weight(name) > 0) ?? null
}

/** The language of ours that its reader likes best; null = none of them. */
export function languageFor(header: string | undefined): Language | null {
  if (header === undefined) return null
  const liked = [...weighed(header)].filter(([, weight]) => weight > 0)
  for (const [tag] of liked.toSorted(([, a], [, b]) => b - a)) {
    const [first = ''] = tag.split('-')
    // Whoever reads Nynorsk, or Norwegian of any kind, reads Bokmål.
    const name = first === 'no' || first === 'nn' ? 'nb' : first
    const known = languages.find((language) => language === name)
    if (known !== undefined) return known
  }
  return null
}

/** `gzip;q=0.5, br` → what is named, in its order, with its weight. */
function weighed(header: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const part of header.slice(0, 500).split(',')) {
    const [name = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/)
    const q = parameters.find((parameter) => parameter.startsWith('q='))
    const weight = q === undefined ? 1 : Number(q.slice(2))
    if (name !== '' && Number.isFinite(weight)) found.set(name, weight)
  }
  return found
}

/** What HTML is made with, beside the pieces themselves. */
import type { FileId, PageId } from '#contract/ids.ts'
import type { Words } from '../words/shape.ts'

export interface Around {
  readonly words: Words
  /** Where the picture is; null = nowhere. */
  readonly picture: (file: FileId) => string | null
  /** The address of a page of ours; null = its name stands there as text. */
  readonly pageHref: (page: PageId) => string | null
  /** An id that nothing else in the file has, from the words of a heading. */
  readonly idOf: (text: string) => string
}

/** Ids of headings: their words as addresses can hold them, numbered where they come again. */
export function headingIds(): Around['idOf'] {
  const used = new Set<string>()
  return (text) => {
    const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
    const words = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '')
    const base = `s-${words.slice(0, 60) || 'part'}`
    let id = base
    for (let n = 2; used.has(id); n += 1) id = `${base}-${n}`
    used.add(id)
    return id
  }
}

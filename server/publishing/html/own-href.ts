import { isSafeHref } from '#contract/href.ts'

/** A file beside the document or in the folder of its files: `goals.html`, `files/a2.png`. */
const beside = /^(?:\.\.\/)?(?:files\/)?[a-z0-9-]+\.[a-z0-9]+(?:#[\p{L}\p{N}-]+)?$/u

/** Is it the name of a file that belongs to the document? */
export function isBeside(href: string | null): href is string {
  return href !== null && beside.test(href)
}

/** May an address that we made ourselves stand in a document: a safe one, or one beside it? */
export function isOwnHref(href: string | null): href is string {
  return isSafeHref(href) || isBeside(href)
}

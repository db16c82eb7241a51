/** How HTML that was copied in Talkoot is known when it is pasted again. */

/** On the first element: `copy` or `cut`. */
export const ownAttribute = 'data-talkoot'

/** Was it copied or cut here? Other editors leave a `data-pm-slice` too. */
export function isOwnCopy(html: string): boolean {
  return markOf(html) !== undefined
}

/** Was it cut here, so that what is pasted is the same and no second one? */
export function isCutHere(html: string): boolean {
  return markOf(html) === 'cut'
}

/** The mark is in one of the first elements: a table within a table's own wrappers. */
function markOf(html: string): string | undefined {
  if (!html.includes('data-pm-slice=')) return undefined
  return new RegExp(`<[a-z][^>]*\\s${ownAttribute}="(copy|cut)"`, 'i').exec(html)?.[1]
}

/** What ids look like, by itself in a file: an editor that makes them loads no validator. */
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
const idLength = 20

/** The shape every id has; keys and file names are built from it without escaping. */
export const idPattern = /^[a-z2-7]{20}$/

/** A new random id of no particular kind: for rows of blocks, whose ids only the page knows. */
export function newPlainId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(idLength))
  let id = ''
  for (const byte of bytes) id += alphabet[byte & 31]
  return id
}

/**
 * What every id looks like, and making one: without the validator, so that the client may use it.
 */
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
const idLength = 20

/** The shape every id has; keys and file names are built from it without escaping. */
export const idPattern = /^[a-z2-7]{20}$/

/** A new random id of no kind yet: 100 random bits. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(idLength))
  let id = ''
  for (const byte of bytes) id += alphabet[byte & 31]
  return id
}

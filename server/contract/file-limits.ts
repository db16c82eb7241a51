/** Limits of files that both sides know, by themselves in a file: the client loads no validator. */

/** The largest file that is taken, in bytes. */
export const largestFile = 25_000_000

/** The longest alternative text of a picture, in characters. */
export const longestAlt = 500

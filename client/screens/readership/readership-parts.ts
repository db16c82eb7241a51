/** The views of what is about the readers of a strategy. */
export const readershipParts = ['feedback', 'readings', 'settings'] as const
export type ReadershipPart = (typeof readershipParts)[number]

/** Is this part of an address one of the views? */
export function isReadershipPart(text: string | undefined): text is ReadershipPart {
  return readershipParts.some((part) => part === text)
}

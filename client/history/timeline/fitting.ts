/** Words on a line, in pixels. */
interface OnLine {
  readonly left: number
  readonly width: number
}

/** Those that do not stand over one another, the first ones first. Expects them in order. */
export function fitting<T extends OnLine>(words: readonly T[]): readonly T[] {
  let free = Number.NEGATIVE_INFINITY
  return words.filter(({ left, width }) => {
    if (left < free) return false
    free = left + width
    return true
  })
}

/** Where cards stand beside the text: each at its passage where it can be, none over another. */

export interface Standing {
  /** Where its passage is, pixels from the top. */
  readonly want: number
  readonly height: number
}

/**
 * The tops of cards, in their order. The chosen one stands at its passage; those before it make
 * room upwards and those after it downwards. Nothing stands above `least` but cards before the
 * chosen one for which there is no room: those are not to be shown.
 */
export function placed(
  cards: readonly Standing[],
  chosen: number | null,
  gap: number,
  least: number,
): readonly number[] {
  const card = chosen === null ? undefined : cards[chosen]
  if (chosen === null || card === undefined) return pushedDown(cards, least, gap)
  const top = Math.max(card.want, least)
  const before = pushedDown(cards.slice(0, chosen), least, gap)
  let next = top
  for (let n = chosen - 1; n >= 0; n -= 1) {
    next = Math.min(before[n] ?? 0, next - gap - (cards[n]?.height ?? 0))
    before[n] = next
  }
  return [...before, top, ...pushedDown(cards.slice(chosen + 1), top + card.height + gap, gap)]
}

function pushedDown(cards: readonly Standing[], least: number, gap: number): number[] {
  let free = least
  return cards.map(({ want, height }) => {
    const top = Math.max(want, free)
    free = top + height + gap
    return top
  })
}

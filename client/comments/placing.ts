/** Where cards stand beside the text: each at its passage where it can be, none over another. */

export interface Standing {
  /** Where its passage is, pixels from the top. */
  readonly want: number
  readonly height: number
}

/**
 * The tops of cards, in their order. The chosen one stands at its passage; those before it make
 * room upwards and those after it downwards. Nothing stands above `least`: where there is no room
 * for all that comes before, everything goes down.
 */
export function placed(
  cards: readonly Standing[],
  chosen: number | null,
  gap: number,
  least: number,
): readonly number[] {
  const tops = pushedDown(cards, least, gap)
  const card = chosen === null ? undefined : cards[chosen]
  if (chosen === null || card === undefined) return tops
  let next = Math.max(card.want, least)
  const wanted = new Array<number>(cards.length)
  wanted[chosen] = next
  for (let n = chosen - 1; n >= 0; n -= 1) {
    next = Math.min(tops[n] ?? 0, next - gap - (cards[n]?.height ?? 0))
    wanted[n] = next
  }
  for (let n = chosen + 1; n < cards.length; n += 1) wanted[n] = cards[n]?.want ?? 0
  return pushedDown(
    cards.map(({ height }, n) => ({ want: wanted[n] ?? 0, height })),
    least,
    gap,
  )
}

function pushedDown(cards: readonly Standing[], least: number, gap: number): readonly number[] {
  let free = least
  return cards.map(({ want, height }) => {
    const top = Math.max(want, free)
    free = top + height + gap
    return top
  })
}

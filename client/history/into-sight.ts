/** How much of what is round it stays in sight, in pixels. */
const margin = 40

/**
 * Scrolls what an element stands in, and nothing round that: on phones the whole screen would move.
 * `middle` puts it there if it is out of sight; `edge` scrolls no further than has to be.
 * `at once` is for what opens there.
 */
export function bringIntoSight(
  element: Element,
  where: 'middle' | 'edge',
  how: 'gently' | 'at once' = 'gently',
): void {
  const container = scrollerOf(element)
  if (container === null) return
  const around = container.getBoundingClientRect()
  const { top, bottom } = element.getBoundingClientRect()
  const above = top - around.top
  const below = bottom - around.bottom
  const room = where === 'middle' ? margin : 0
  if (above >= room && below <= -room) return
  const isStill = how === 'at once' || matchMedia('(prefers-reduced-motion: reduce)').matches
  container.scrollBy({
    top: where === 'middle' ? (above + below) / 2 : above < 0 ? above : below,
    behavior: isStill ? 'instant' : 'smooth',
  })
}

function scrollerOf(element: Element): Element | null {
  for (let at = element.parentElement; at !== null; at = at.parentElement) {
    const { overflowY } = getComputedStyle(at)
    if ((overflowY === 'auto' || overflowY === 'scroll') && at.scrollHeight > at.clientHeight) {
      return at === document.documentElement ? null : at
    }
  }
  return null
}

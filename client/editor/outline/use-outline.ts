import { type RefObject, useEffect, useState } from 'react'

export interface OutlineItem {
  readonly element: HTMLElement
  readonly kind: 'heading' | 'rule' | 'question'
  /** 2 to 4 of headings; what stands under one is a level below it. */
  readonly level: number
  readonly text: string
}

interface Outline {
  readonly items: readonly OutlineItem[]
  /** The place of the one that is being read; -1 before the first. */
  readonly current: number
}

/** What is listed: headings, rules by their text, guiding questions. */
const listed = 'h2, h3, h4, .ruleText .row-words, .question'
/** So far below the top of the window a part counts as begun, pixels. */
const begun = 160
/** Milliseconds of rest after which the outline follows what is written. */
const rest = 200

/** The outline of the page that is drawn in there, whoever draws it, for writers and readers. */
export function useOutline(page: RefObject<HTMLElement | null>): Outline {
  const [items, setItems] = useState<readonly OutlineItem[]>([])
  const [current, setCurrent] = useState(-1)

  useEffect(() => {
    const around = page.current?.closest('main')
    if (!around) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => setItems((before) => changed(before, itemsIn(around)))
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(look, rest)
    }
    look()
    const observer = new MutationObserver(later)
    observer.observe(around, { childList: true, subtree: true, characterData: true })
    return () => {
      clearTimeout(timer)
      observer.disconnect()
    }
  }, [page])

  useEffect(() => {
    let frame = 0
    const look = () => {
      const after = firstBelow(items)
      const atEnd =
        globalThis.scrollY + globalThis.innerHeight >= document.documentElement.scrollHeight - 4
      setCurrent((atEnd && globalThis.scrollY > 0 ? items.length : after) - 1)
    }
    const onScroll = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(look)
    }
    onScroll()
    globalThis.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      globalThis.removeEventListener('scroll', onScroll)
    }
  }, [items])

  return { items, current }
}

/** The first that has not begun; they stand one under the other, so few have to be asked. */
function firstBelow(items: readonly OutlineItem[]): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    let at = middle
    // What is folded away is nowhere: the one before it is asked.
    while (at > low && items[at]?.element.getClientRects().length === 0) at -= 1
    if ((items[at]?.element.getBoundingClientRect().top ?? 0) > begun) high = at
    else low = middle + 1
  }
  return low
}

function itemsIn(around: HTMLElement): readonly OutlineItem[] {
  const items: OutlineItem[] = []
  let under = 1
  for (const element of around.querySelectorAll<HTMLElement>(`.page-text :is(${listed})`)) {
    // What is folded away comes when it is unfolded.
    if (element.closest('[hidden], table') !== null) continue
    const text = (element.querySelector('.question-text') ?? element).textContent?.trim() ?? ''
    if (text === '') continue
    if (/^H\d$/.test(element.tagName)) {
      under = Number(element.tagName.slice(1))
      items.push({ element, kind: 'heading', level: under, text })
    } else {
      const kind = element.matches('.question') ? 'question' : 'rule'
      items.push({ element, kind, level: under + 1, text })
    }
  }
  return items
}

/** The list before, where nothing in it is different. */
function changed(
  before: readonly OutlineItem[],
  after: readonly OutlineItem[],
): readonly OutlineItem[] {
  const same = (a: OutlineItem | undefined, b: OutlineItem) =>
    a?.element === b.element && a.text === b.text && a.level === b.level
  return before.length === after.length && after.every((item, n) => same(before[n], item))
    ? before
    : after
}

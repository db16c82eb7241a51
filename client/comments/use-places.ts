/**
 * Where threads are in the text that is drawn, as the document says (see `net/marked-text.ts`):
 * measured once in a frame at most, when what is marked has moved, the text has another size, or
 * the window has.
 */
import { useEffect, useState } from 'react'
import type { MarkedText } from '../net/marked-text.ts'

export interface Places {
  /** From the top of the page's content, in pixels, by thread or draft. */
  readonly tops: ReadonlyMap<string, number>
  /** In the order of the text. */
  readonly order: readonly string[]
}

const nowhere: Places = { tops: new Map(), order: [] }

/** The places of everything that is marked; nothing is measured while it is not `needed`. */
export function usePlaces(marked: MarkedText, needed: boolean): Places {
  const [places, setPlaces] = useState(nowhere)
  useEffect(() => {
    const content = document.getElementById('content')
    if (!needed || content === null) return undefined
    let frame = 0
    const measure = () => {
      frame = 0
      const next = measured(content)
      setPlaces((before) => (same(before, next) ? before : next))
    }
    const soon = () => {
      if (frame === 0) frame = requestAnimationFrame(measure)
    }
    const resized = new ResizeObserver(soon)
    let observed: Element | null = null
    const follow = () => {
      const text = content.querySelector('.page-text')
      if (text !== observed) {
        // Another editor has taken the place of the one before.
        resized.disconnect()
        if (text !== null) resized.observe(text)
        observed = text
      }
      soon()
    }
    follow()
    const stop = marked.subscribe(follow)
    addEventListener('resize', soon)
    return () => {
      cancelAnimationFrame(frame)
      resized.disconnect()
      stop()
      removeEventListener('resize', soon)
    }
  }, [marked, needed])
  return needed ? places : nowhere
}

function measured(content: HTMLElement): Places {
  const above = content.getBoundingClientRect().top
  const tops = new Map<string, number>()
  const far = content.querySelector('.is-laid-out') !== null
  for (const element of content.querySelectorAll<HTMLElement>('.page-text [data-threads]')) {
    const ids = (element.dataset['threads'] ?? '').split(' ')
    if (ids.every((id) => id === '' || tops.has(id))) continue
    const top = Math.round(topOf(element, far) - above)
    for (const id of ids) if (id !== '' && !tops.has(id)) tops.set(id, top)
  }
  return { tops, order: [...tops.keys()] }
}

/** Blocks that are not drawn would be laid out only to be measured: their own place will do. */
function topOf(element: HTMLElement, far: boolean): number {
  if (far) {
    const block = element.closest('.was-laid-out')
    const around = block?.getBoundingClientRect()
    if (around && (around.bottom < -innerHeight || around.top > 2 * innerHeight)) return around.top
  }
  return element.getBoundingClientRect().top
}

function same(a: Places, b: Places): boolean {
  if (a.order.length !== b.order.length) return false
  return a.order.every((id, n) => b.order[n] === id && a.tops.get(id) === b.tops.get(id))
}

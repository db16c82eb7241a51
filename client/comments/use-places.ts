/**
 * Where threads are in the text that is drawn, as the document says (see `net/marked-text.ts`):
 * measured once in a frame at most, when what is marked has moved, the text has another size, or
 * the window has.
 */
import { useEffect, useState } from 'react'
import type { ThreadId } from '#contract/ids.ts'
import type { MarkedText } from '../net/marked-text.ts'

export interface Places {
  /** From the top of the page's content, in pixels, by thread or draft. */
  readonly tops: ReadonlyMap<string, number>
  /** In the order of the text. */
  readonly order: readonly string[]
  /** The heading that each stands under, or is in; of what stands before the first nothing. */
  readonly headings: ReadonlyMap<string, string>
}

const nowhere: Places = { tops: new Map(), order: [], headings: new Map() }

/** Where something is in its block, in pixels, and how high the block was then. */
interface Within {
  readonly offset: number
  readonly height: number
}

/** What is marked, and the headings that it stands under. */
const sought = '.page-text :is([data-threads], h2, h3, h4)'

/** So many are measured at once in blocks that are not drawn: each takes half a millisecond. */
const few = 6

/** The places of everything that is marked; nothing is measured while it is not `needed`. */
export function usePlaces(marked: MarkedText, needed: boolean): Places {
  const [places, setPlaces] = useState(nowhere)
  useEffect(() => {
    const content = document.getElementById('content')
    if (!needed || content === null) return undefined
    let frame = 0
    const known = new Map<string, Within>()
    let idle: (() => void) | null = null
    const measure = () => {
      frame = 0
      const { guessed, ...next } = measured(content, known, 0)
      setPlaces((before) => (same(before, next) ? before : next))
      if (guessed) learn()
    }
    /** Gets to know what was guessed, little by little. */
    const learn = () => {
      idle ??= whenIdle(() => {
        idle = null
        if (measured(content, known, few).guessed) learn()
        else soon()
      })
    }
    const soon = () => {
      if (frame === 0) frame = requestAnimationFrame(measure)
    }
    const resized = new ResizeObserver(soon)
    // Other words of a heading move nothing, and are told of all the same.
    const reworded = new MutationObserver((records) => {
      if (records.some(({ target }) => isInHeading(target))) soon()
    })
    let observed: Element | null = null
    let { marks, chosen, moved } = marked.get()
    // Those that have ended are drawn while they are chosen; nothing moves for any other choice.
    const isEnded = (thread: ThreadId | null) =>
      marks.some((mark) => mark.thread === thread && mark.look === 'ended')
    const follow = () => {
      const now = marked.get()
      const isSame = now.marks === marks && now.moved === moved
      const before = chosen
      ;({ marks, chosen, moved } = now)
      if (!isSame || (before !== chosen && (isEnded(before) || isEnded(chosen)))) look()
    }
    const look = () => {
      const text = content.querySelector('.page-text')
      if (text !== observed) {
        // Another editor has taken the place of the one before.
        resized.disconnect()
        reworded.disconnect()
        if (text !== null) {
          resized.observe(text)
          reworded.observe(text, { childList: true, subtree: true, characterData: true })
        }
        observed = text
      }
      soon()
    }
    look()
    const stop = marked.subscribe(follow)
    addEventListener('resize', soon)
    return () => {
      cancelAnimationFrame(frame)
      idle?.()
      resized.disconnect()
      reworded.disconnect()
      stop()
      removeEventListener('resize', soon)
    }
  }, [marked, needed])
  return needed ? places : nowhere
}

/**
 * One block after the other. In those far from the screen, which the browser would have to lay out
 * only for this, things are where they were `known` to be while the block is as high as then; so
 * `many` that are not known are measured, and of the others it is guessed that they begin with it.
 */
function measured(
  content: HTMLElement,
  known: Map<string, Within>,
  many: number,
): Places & { readonly guessed: boolean } {
  const above = content.getBoundingClientRect().top
  const tops = new Map<string, number>()
  const headings = new Map<string, string>()
  let heading = ''
  let block: Element | undefined
  let around = new DOMRect()
  let isNear = false
  let left = many
  let guessed = false
  for (const element of content.querySelectorAll<HTMLElement>(sought)) {
    if (/^H\d$/.test(element.tagName)) heading = (element.textContent ?? '').trim() || heading
    const ids = (element.dataset['threads'] ?? '').split(' ')
    const [id] = ids.filter((one) => one !== '' && !tops.has(one))
    if (id === undefined) continue
    if (block === undefined || !block.contains(element)) {
      block = blockOf(element)
      around = block.getBoundingClientRect()
      isNear = around.bottom >= -innerHeight && around.top <= 2 * innerHeight
    }
    const { top, height } = around
    const before = known.get(id)
    let offset = before?.height === height ? before.offset : null
    if (isNear || (offset === null && left > 0)) {
      if (!isNear) left -= 1
      offset = element === block ? 0 : element.getBoundingClientRect().top - top
    }
    guessed ||= offset === null
    for (const one of ids) {
      if (one === '' || tops.has(one)) continue
      tops.set(one, Math.round(top + (offset ?? 0) - above))
      if (heading !== '') headings.set(one, heading)
      if (offset !== null) known.set(one, { offset, height })
    }
  }
  return { tops, order: [...tops.keys()], headings, guessed }
}

function isInHeading(node: Node): boolean {
  const element = node instanceof Element ? node : node.parentElement
  return element !== null && element.closest('h2, h3, h4') !== null
}

/** Calls it when the browser has nothing else to do; what is returned takes that back. */
function whenIdle(act: () => void): () => void {
  // Not all browsers tell.
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(act, 50)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(act)
  return () => cancelIdleCallback(handle)
}

/** The block of the page that an element is in, or is. */
function blockOf(element: Element): Element {
  let block = element
  for (
    let { parentElement } = block;
    parentElement !== null && !parentElement.classList.contains('page-text');
    { parentElement } = block
  ) {
    block = parentElement
  }
  return block
}

function same(a: Places, b: Places): boolean {
  if (a.order.length !== b.order.length) return false
  return a.order.every(
    (id, n) =>
      b.order[n] === id &&
      a.tops.get(id) === b.tops.get(id) &&
      a.headings.get(id) === b.headings.get(id),
  )
}

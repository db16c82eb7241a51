import { useEffect, useState } from 'react'

/** In steps of so many pixels, so that scrolling seldom draws anything anew. */
const step = 400

export interface ScreenWindow {
  readonly from: number
  readonly to: number
}

/**
 * The part of the page's content that is on the screen, with a screen's height more on either side,
 * in pixels from the content's top.
 */
export function useScreenWindow(): ScreenWindow {
  const [shown, setShown] = useState(read)
  useEffect(() => {
    let frame = 0
    const onScroll = () => {
      if (frame !== 0) return
      frame = requestAnimationFrame(() => {
        frame = 0
        const next = read()
        setShown((before) => (before.from === next.from && before.to === next.to ? before : next))
      })
    }
    addEventListener('scroll', onScroll, { passive: true })
    addEventListener('resize', onScroll)
    return () => {
      cancelAnimationFrame(frame)
      removeEventListener('scroll', onScroll)
      removeEventListener('resize', onScroll)
    }
  }, [])
  return shown
}

function read(): ScreenWindow {
  const from = Math.floor((scrollY - innerHeight) / step) * step
  return { from, to: from + step + Math.ceil((3 * innerHeight) / step) * step }
}

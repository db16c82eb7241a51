import { useSyncExternalStore } from 'react'

const query = '(min-width: 1180px)'

/** Is there room beside a page's text? */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}

function subscribe(listener: () => void): () => void {
  const room = matchMedia(query)
  room.addEventListener('change', listener)
  return () => room.removeEventListener('change', listener)
}

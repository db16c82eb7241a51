import { useEffect, useRef } from 'react'

/** What was just done, in words; another object for each time. */
export interface Done {
  readonly words: string
}

/** Says what was done, and takes the focus then: what it was done with may be gone. */
export function Said({ done }: { readonly done: Done | null }) {
  const line = useRef<HTMLOutputElement>(null)
  useEffect(() => {
    if (done !== null) line.current?.focus()
  }, [done])
  return (
    <output ref={line} className="said" tabIndex={-1}>
      {done?.words}
    </output>
  )
}

import { type ComponentType, type ReactNode, useEffect, useState } from 'react'

/**
 * A component that comes in a file of its own, as `lazy` makes them, but shown as soon as it is
 * there: what Suspense has waited for, React shows up to 300 ms later. `waiting` stands in its place
 * until then. Rejects as `load` does, into the boundary above; the next time it is fetched again.
 */
export function prompt<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
  waiting: ReactNode,
): ComponentType<Props> & { readonly fetch: () => Promise<void> } {
  let known: ComponentType<Props> | null = null
  const fetch = async () => {
    known ??= (await load()).default
  }
  function Prompt(props: Props) {
    const [isThere, setThere] = useState(() => known !== null)
    const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null)
    useEffect(() => {
      // It may have come since this was drawn, and is to be drawn all the same.
      if (isThere) return
      fetch().then(
        () => setThere(true),
        (error: unknown) => setFailure({ error }),
      )
    }, [isThere])
    if (failure !== null) throw failure.error
    const Known = known
    return Known === null ? waiting : <Known {...props} />
  }
  return Object.assign(Prompt, { fetch })
}

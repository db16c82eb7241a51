import { type ComponentProps, useLayoutEffect, useRef } from 'react'

interface PlacedItemProps extends Omit<ComponentProps<'li'>, 'ref'> {
  /** Pixels from the top of its list. */
  readonly top: number
  /** Follows its size while it is drawn. */
  readonly observe?: (item: HTMLElement) => () => void
}

/** An item of a list at a place of its own. */
export function PlacedItem({ top, observe, ...rest }: PlacedItemProps) {
  const item = useRef<HTMLLIElement>(null)
  // By the element's own style object, which the content policy allows: it is no markup. Not moved
  // by a transform: each would be painted as a layer of its own and put together at every key.
  useLayoutEffect(() => {
    item.current?.style.setProperty('top', `${top}px`)
  }, [top])
  useLayoutEffect(() => {
    const { current } = item
    return current === null ? undefined : observe?.(current)
  }, [observe])
  return <li {...rest} ref={item} />
}

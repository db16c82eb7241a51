import type { Selected } from '../../net/marked-text.ts'

/** Is the same selected, with the same words? */
export function isSameSelected(one: Selected | null, other: Selected | null): boolean {
  if (one === null || other === null) return one === other
  return (
    one.text === other.text && one.kind === other.kind && nameOf(one.spot) === nameOf(other.spot)
  )
}

const nameOf = ({ first, last }: Selected['spot']): string =>
  [first.client, first.clock, last.client, last.clock].join('.')

import type { Organisation } from '#contract/records.ts'
import { root } from '../../net/place.ts'

type Reached = Pick<Organisation, 'address'>

/** The link of an invitation. The code stands after the #, so that no log ever holds it. */
export function joinLink(organisation: Reached, code: string): string {
  return `${base(organisation)}/join#${code}`
}

/** Where the code of an invitation is typed in, as one says it aloud: `wiki.example.org/join`. */
export function joinPlace(organisation: Reached): string {
  return `${base(organisation)}/join`.replace(/^https?:\/\//, '')
}

/** A one-time link: for a new password, or a guest's way back in. */
export function oneTimeLink(organisation: Reached, code: string): string {
  return `${base(organisation)}/link#${code}`
}

function base({ address }: Reached): string {
  return (address ?? root.href).replace(/\/+$/, '')
}

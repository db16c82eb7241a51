/** Addresses in what people type and paste: with http(s), beginning with www, and of e-mail. */
import { isSafeHref } from '#contract/href.ts'
import { completeAddress } from '../address.ts'

export interface FoundAddress {
  /** Where in the text it begins. */
  readonly index: number
  /** As it stands there. */
  readonly text: string
  readonly href: string
}

/** Nobody means a longer one. */
export const longestAddress = 2_000

/**
 * Each begins a word, or stands after what is no text (U+FFFC). What ends the sentence round it is
 * cut off afterwards.
 */
const candidate =
  /(?<![^\s([{<"'“”„‘’«»\uFFFC])(?:(?:https?:\/\/|www\.)[^\s<>"“”„«»\uFFFC]+|(?:mailto:)?[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,255})/giu
const web = /^https?:\/\/[\p{L}\p{N}[]/iu
const bare = /^www(?:\.[\p{L}\p{N}-]+)+\.\p{L}{2,}(?=[/?#:]|$)/iu
const mail = /^(?:mailto:)?[^@]+@(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}$/iu
const opening: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/** The addresses in a text that may stand in a link, in their order. */
export function findAddresses(text: string): FoundAddress[] {
  return [...text.matchAll(candidate)].flatMap(({ 0: found, index }) => {
    if (found.length > longestAddress) return []
    const address = withoutEnd(found)
    if (!web.test(address) && !bare.test(address) && !mail.test(address)) return []
    const href = completeAddress(address)
    return isSafeHref(href) && URL.canParse(href) ? [{ index, text: address, href }] : []
  })
}

/** Without the full stop of the sentence round it, or a bracket that was opened before it. */
function withoutEnd(found: string): string {
  let address = found
  for (;;) {
    const last = address.at(-1) ?? ''
    const opens = opening[last]
    const alone = opens !== undefined && count(address, last) > count(address, opens)
    if (!alone && !/[.,;:!?'‘’…*_~]/u.test(last)) return address
    address = address.slice(0, -1)
  }
}

const count = (text: string, sign: string) => text.split(sign).length - 1

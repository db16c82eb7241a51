/** What a comment's text is made of: words, names, and addresses that can be gone to. */
import { mentionPattern } from '#contract/thread-shape.ts'

export type Piece =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'mention'; readonly kind: 'person' | 'unit'; readonly id: string }
  | { readonly is: 'link'; readonly text: string; readonly href: string }

/** Addresses that a browser may be led to; nothing else is ever a link. */
const address = /\b(?:https?:\/\/|mailto:)[^\s<>"'`{}|\\^]+/giu

/** Takes a comment's text apart. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const found of text.matchAll(mentionPattern)) {
    pieces.push(...withLinks(text.slice(at, found.index)))
    const [whole, kind, id = ''] = found
    pieces.push({ is: 'mention', kind: kind === 'unit' ? 'unit' : 'person', id })
    at = found.index + whole.length
  }
  pieces.push(...withLinks(text.slice(at)))
  return pieces
}

function withLinks(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const found of text.matchAll(address)) {
    const shown = withoutEnd(found[0])
    const href = safeAddress(shown)
    if (href === null) continue
    if (found.index > at) pieces.push({ is: 'text', text: text.slice(at, found.index) })
    pieces.push({ is: 'link', text: shown, href })
    at = found.index + shown.length
  }
  if (at < text.length) pieces.push({ is: 'text', text: text.slice(at) })
  return pieces
}

/** Without the signs that end the sentence round it, and a bracket that began before it. */
function withoutEnd(found: string): string {
  let shown = found.replace(/[.,;:!?…’”»]+$/u, '')
  while (shown.endsWith(')') && count(shown, ')') > count(shown, '(')) {
    shown = shown.slice(0, -1).replace(/[.,;:!?…’”»]+$/u, '')
  }
  return shown
}

const count = (text: string, sign: string) => text.split(sign).length - 1

/** The address, if it is one that is safe to go to. */
function safeAddress(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null) return null
  if (url.protocol === 'mailto:') return url.pathname.includes('@') ? url.href : null
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
}

/**
 * A comment's text in its two shapes: as it is stored, with mentions as `@{person:ID}`, and as it
 * stands in a field, with `@Name`.
 */
import { mentionPattern } from '#contract/thread-shape.ts'

/** Somebody who is mentioned, by the name that stands in the field. */
export interface Named {
  readonly kind: 'person' | 'unit'
  readonly id: string
  readonly name: string
}

export type MentionName = (kind: Named['kind'], id: string) => string

/** The text as it is stored. A name that was changed in the field is no mention any more. */
export function toStored(text: string, mentions: readonly Named[]): string {
  // The longer name first: "@Bo Berg" begins "@Bo Bergström".
  const known = mentions.toSorted((a, b) => b.name.length - a.name.length)
  let stored = ''
  for (let at = 0; at < text.length;) {
    const found =
      text[at] === '@' ? known.find(({ name }) => isNameAt(text, at + 1, name)) : undefined
    if (found === undefined) {
      stored += text[at]
      at += 1
    } else {
      stored += `@{${found.kind}:${found.id}}`
      at += 1 + found.name.length
    }
  }
  return stored
}

function isNameAt(text: string, at: number, name: string): boolean {
  return text.startsWith(name, at) && !/^[\p{L}\p{N}]/u.test(text.slice(at + name.length))
}

/** The text as it stands in a field, and who is mentioned in it. */
export function fromStored(
  stored: string,
  nameOf: MentionName,
): { readonly text: string; readonly mentions: readonly Named[] } {
  const mentions: Named[] = []
  const text = stored.replace(mentionPattern, (_, kind: string, id: string) => {
    const mention = withOwnName(mentions, {
      kind: kind === 'unit' ? 'unit' : 'person',
      id,
      name: nameOf(kind === 'unit' ? 'unit' : 'person', id),
    })
    if (!mentions.includes(mention)) mentions.push(mention)
    return `@${mention.name}`
  })
  return { text, mentions }
}

/** The mention, by a name that nobody else mentioned here has: the second Bo Berg is "Bo Berg (2)". */
export function withOwnName(mentions: readonly Named[], mention: Named): Named {
  const same = mentions.find(({ kind, id }) => kind === mention.kind && id === mention.id)
  if (same !== undefined) return same
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? mention.name : `${mention.name} (${n})`
    if (!mentions.some((one) => one.name === name)) return { ...mention, name }
  }
}

/** Those of the mentions that still stand in the text. */
export function standing(text: string, mentions: readonly Named[]): readonly Named[] {
  const stored = toStored(text, mentions)
  return mentions.filter(({ kind, id }) => stored.includes(`@{${kind}:${id}}`))
}

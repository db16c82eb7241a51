/** Makes new Yjs types that hold what the Chronicle's own ones held at a moment. */
import type { JSONContent } from '@tiptap/core'
import { equalityDeep } from 'lib0/function'
import * as Y from 'yjs'
import type { Seq } from '#contract/ids.ts'
import { pageSchema } from '#contract/page-schema.ts'
import type { Chronicle } from './chronicle.ts'
import { knownStretches, typeOf } from './known.ts'
import { attributesAt } from './page-at.ts'

export type Attributes = Readonly<Record<string, unknown>>

/** A new copy of an element or a text as it was after the entry `seq`, with all that was in it. */
export function rebuild(
  chronicle: Chronicle,
  known: Y.XmlElement | Y.XmlText,
  seq: Seq,
): Y.XmlElement | Y.XmlText {
  if (known instanceof Y.XmlText) return rebuildTexts(chronicle, [known], seq)
  const children: (Y.XmlElement | Y.XmlText)[] = []
  let beside: Y.XmlText[] = []
  const endTexts = () => {
    if (beside.length > 0) children.push(rebuildTexts(chronicle, beside, seq))
    beside = []
  }
  for (const child of childrenAt(chronicle, known, seq)) {
    if (child instanceof Y.XmlText) beside.push(child)
    else {
      endTexts()
      children.push(rebuild(chronicle, child, seq))
    }
  }
  endTexts()
  return rebuildElement(chronicle, known, seq, children)
}

/** The same, but with these children in place of its own. */
export function rebuildElement(
  chronicle: Chronicle,
  known: Y.XmlElement,
  seq: Seq,
  children: (Y.XmlElement | Y.XmlText)[],
): Y.XmlElement {
  const element = new Y.XmlElement(known.nodeName)
  for (const [name, value] of Object.entries(attributesAt(chronicle, known, seq))) {
    setAttribute(element, name, value)
  }
  if (children.length > 0) element.insert(0, children)
  // Whoever write in an empty line at once shall write in one text.
  else if (pageSchema.nodes[known.nodeName]?.isTextblock === true) {
    element.insert(0, [new Y.XmlText()])
  }
  return element
}

/** Sets an attribute, or takes it away. */
export function setAttribute(element: Y.XmlElement, name: string, value: unknown): void {
  const any: Y.XmlElement<NonNullable<JSONContent['attrs']>> = element
  if (value === undefined) any.removeAttribute(name)
  else any.setAttribute(name, value)
}

/** The elements and texts within a type after the entry `seq`. */
export function childrenAt(
  chronicle: Chronicle,
  known: Y.XmlFragment,
  seq: Seq,
): (Y.XmlElement | Y.XmlText)[] {
  const children: (Y.XmlElement | Y.XmlText)[] = []
  for (let item = known._start; item !== null; item = item.right) {
    const type = typeOf(item)
    if (type === null) continue
    if (chronicle.isVisible(chronicle.placeOf(item.id.client, item.id.clock), seq)) {
      children.push(type)
    }
  }
  return children
}

/** A text with its formatting, piece by piece. */
export type TextDelta = { insert: string; attributes: Attributes }[]

/** One new text of what stood in texts beside each other after the entry `seq`. */
export function rebuildTexts(
  chronicle: Chronicle,
  beside: readonly Y.XmlText[],
  seq: Seq,
): Y.XmlText {
  const text = new Y.XmlText()
  text.applyDelta(deltaAt(chronicle, beside, seq))
  return text
}

/** What stood in texts beside each other after the entry `seq`. */
export function deltaAt(chronicle: Chronicle, beside: readonly Y.XmlText[], seq: Seq): TextDelta {
  const delta: TextDelta = []
  for (const known of beside) {
    let marks: Attributes = {}
    for (let item = known._start; item !== null; item = item.right) {
      for (const { content, offset, length, place } of knownStretches(chronicle, item)) {
        if (content instanceof Y.ContentFormat) {
          if (chronicle.isVisible(place, seq)) marks = withMark(marks, content)
        } else if (content instanceof Y.ContentString) {
          let text = ''
          for (let i = 0; i < length; i++) {
            if (chronicle.isVisible(place + i, seq)) text += content.str[offset + i] ?? ''
          }
          if (text === '') continue
          // One piece for what is formatted alike: Yjs breaks a sign of two places between two.
          const last = delta.at(-1)
          if (last !== undefined && equalityDeep(last.attributes, marks)) last.insert += text
          else delta.push({ insert: text, attributes: marks })
        }
      }
    }
  }
  return delta
}

/** The formatting after one more mark begins or ends. */
export function withMark(marks: Attributes, { key, value }: Y.ContentFormat): Attributes {
  if (value !== null) return { ...marks, [key]: value }
  const { [key]: _, ...rest } = marks
  return rest
}

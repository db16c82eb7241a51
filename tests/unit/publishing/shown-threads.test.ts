/** Which threads are about what is published of a page. */
import type { JSONContent } from '@tiptap/core'
import { beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { must } from '#contract/asserts.ts'
import { commentId, fileId, newId, pageId, personId, threadId } from '#contract/ids.ts'
import { pageRoot } from '#contract/page-schema.ts'
import type { Thread, ThreadAnchor, YjsId } from '#contract/threads.ts'
import { threadsShownAt } from '../../../server/publishing/story/shown-threads.ts'
import { elementFor } from '../../../server/rooms/content.ts'
import { node } from '../../support/blocks.ts'

const page = newId(pageId)
const line = (text: string, attrs: JSONContent['attrs'] | null = null) =>
  node('paragraph', attrs, text)
const mention = { type: 'personMention', attrs: { person: newId(personId), label: 'Aino Aalto' } }

const blocks = [
  node('title', null, 'How we answer'),
  line('We answer every question in public.'),
  node('question', { required: true }, 'Who is on shift at night?'),
  line('The number of the shift is secret.', { internal: true }),
  line('Nobody is named without consent.'),
  node('question', { notRelevant: true }, 'Who are our rivals here?'),
  line('A municipality has no rivals at all.'),
  node('heading', { level: 2 }, 'What we tell everybody'),
  node('paragraph', null, 'Ask ', mention, ' about it today.'),
  node('callout', { tone: 'tip', internal: true }, line('Not for everybody to read.')),
  node(
    'goalTable',
    null,
    node('goal', { id: newId(pageId) }, node('goalName', null, 'Everybody is answered')),
  ),
  node('image', { file: newId(fileId), page, alt: 'A map' }),
  node('image', { file: newId(fileId), page, alt: 'A plan', internal: true }),
  line('We answer', { internal: true }),
]

let doc: Y.Doc
beforeEach(() => {
  doc = new Y.Doc()
  doc.getXmlFragment(pageRoot).push(blocks.map(elementFor))
})

/** The element whose own text is this, and where in its text the words are. */
function found(words: string): { readonly element: Y.XmlElement; readonly ids: [YjsId, YjsId] } {
  const texts: Y.XmlText[] = []
  const walk = (parent: Y.XmlFragment) => {
    for (const child of parent.toArray()) {
      if (child instanceof Y.XmlText) texts.push(child)
      else if (child instanceof Y.XmlElement) walk(child)
    }
  }
  walk(doc.getXmlFragment(pageRoot))
  const text = must(
    texts.find((one) => one.toJSON().includes(words)),
    words,
  )
  const at = text.toJSON().indexOf(words)
  const { parent } = text
  if (!(parent instanceof Y.XmlElement)) throw new Error('A text without an element')
  return { element: parent, ids: [idAt(text, at), idAt(text, at + words.length - 1)] }
}

function idAt(text: Y.XmlText, at: number): YjsId {
  const { item } = Y.createRelativePositionFromTypeIndex(text, at)
  return { client: must(item).client, clock: must(item).clock }
}

function thread(anchor: Partial<ThreadAnchor> | null, given: Partial<Thread> = {}): Thread {
  const id = { client: 0, clock: 0 }
  const at = '2027-03-10T09:00:00Z'
  return {
    id: newId(threadId),
    page,
    anchor: anchor && {
      ...{ kind: 'text', first: id, last: id, quote: '', seq: 1, lastThere: null },
      ...anchor,
    },
    proposal: null,
    seq: 1,
    comments: [
      {
        ...{ id: newId(commentId), by: newId(personId), at, text: 'Why?', edits: [] },
        ...{ deletedAt: null, hidden: null, reactions: [] },
      },
    ],
    ending: null,
    reopened: [],
    ...given,
  }
}

/** A thread about the first place where these words stand. */
const about = (words: string, lastThere: number | null = null) => {
  const [first, last] = found(words).ids
  return thread({ first, last, quote: words, lastThere })
}
/** A thread about a node. */
const aboutBlock = (element: Y.XmlElement, quote: string) => {
  const { id } = must(element._item)
  return thread({ kind: 'block', first: id, last: id, quote })
}

describe('by identity', () => {
  test.each([
    ['How we answer', true],
    ['We answer every question', true],
    ['question', true],
    ['named without consent', true],
    ['about it today', true],
    ['Everybody is answered', true],
    ['Who is on shift', false],
    ['the shift is secret', false],
    ['Who are our rivals', false],
    ['has no rivals at all', false],
    ['Not for everybody', false],
  ])('[P388] a thread about “%s” is shown: %s', (words, expected) => {
    expect(threadsShownAt(doc)(about(words))).toBe(expected)
    expect(threadsShownAt(doc)(aboutBlock(found(words).element, words))).toBe(expected)
  })

  test('[P388] the same words in an internal part are not those that are published', () => {
    const inside = must([...doc.getXmlFragment(pageRoot).toArray()].at(-1))
    if (!(inside instanceof Y.XmlElement)) throw new Error('no element')
    const text = inside.get(0)
    if (!(text instanceof Y.XmlText)) throw new Error('no text')
    expect(threadsShownAt(doc)(thread({ first: idAt(text, 0), last: idAt(text, 8) }))).toBe(false)
    expect(threadsShownAt(doc)(about('We answer'))).toBe(true)
  })

  test('[P388] what goes across a question or an internal part is not shown', () => {
    const [first] = found('in public.').ids
    const [, last] = found('Nobody is named').ids
    expect(threadsShownAt(doc)(thread({ first, last }))).toBe(false)
    // Turned about it is no passage at all.
    expect(threadsShownAt(doc)(thread({ first: last, last: first }))).toBe(false)
    const [ask] = found('Ask').ids
    const [, today] = found('today').ids
    expect(threadsShownAt(doc)(thread({ first: ask, last: today }))).toBe(true)
  })

  test('[P388] a passage that was written anew stays, one that is gone does not', () => {
    const anchored = about('every question')
    const { element } = found('every question')
    const text = element.get(0)
    if (!(text instanceof Y.XmlText)) throw new Error('no text')
    const at = text.toJSON().indexOf('very questio')
    text.delete(at, 'very questio'.length)
    text.insert(at, 'ach perso')
    expect(threadsShownAt(doc)(anchored)).toBe(true)
    text.delete(0, text.length)
    expect(threadsShownAt(doc)(anchored)).toBe(false)
    expect(threadsShownAt(doc)(about('without consent', 3))).toBe(false)
    expect(threadsShownAt(doc)(thread({ first: { client: 1, clock: 5 } }))).toBe(false)
  })

  test('[P388] pictures are shown unless they are internal; the whole page always', () => {
    const pictures = doc
      .getXmlFragment(pageRoot)
      .toArray()
      .filter((one) => one instanceof Y.XmlElement)
      .filter((one) => one.nodeName === 'image')
    const shows = threadsShownAt(doc)
    expect(pictures.map((one) => shows(aboutBlock(one, '')))).toEqual([true, false])
    expect(shows(thread(null))).toBe(true)
  })

  test('[P388] whatever people write, no text of theirs is taken for a mark', () => {
    const marks = Array.from({ length: 80 }, (_, at) => `\ue000${at}\ue001`).join('')
    doc
      .getXmlFragment(pageRoot)
      .push([
        elementFor(line(marks)),
        elementFor(node('image', { file: newId(fileId), page, alt: marks.slice(0, 250) })),
        elementFor(
          node('paragraph', null, { ...mention, attrs: { ...mention.attrs, label: marks } }),
        ),
      ])
    for (const words of ['Who is on shift', 'the shift is secret', 'has no rivals at all']) {
      expect(threadsShownAt(doc)(about(words))).toBe(false)
    }
  })
})

import { describe, expect, test } from 'vitest'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { talkootAuthor, unknownAuthor } from '#contract/ids.ts'
import { contentOf, contentsOf, elementFor, textOf, typesFor } from '../../server/rooms/content.ts'
import { LivePage, type Verdict } from '../../server/rooms/live-page.ts'
import { aPerson } from '../support/people.ts'

const aino = aPerson('Aino').id
const mallory = aPerson('Mallory').id

function aPage(): LivePage {
  const live = new LivePage()
  live.edit(talkootAuthor, 'template', (root) => {
    root.insert(
      0,
      typesFor([
        { type: 'title', content: [{ type: 'text', text: 'Ohjeet' }] },
        { type: 'paragraph', content: [{ type: 'text', text: 'Kiitä palautteesta 😀.' }] },
      ]),
    )
  })
  return live
}

interface Sent {
  readonly author?: typeof aino
  readonly mayWrite?: boolean
  readonly recovering?: boolean
  readonly from?: 'update' | 'step2'
}

/** What the page says to a change made on a copy of it. */
function take(live: LivePage, change: (root: Y.XmlFragment, doc: Y.Doc) => void, as: Sent = {}) {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, live.state())
  const before = Y.encodeStateVector(copy)
  const root = copy.getXmlFragment('default')
  copy.transact(() => change(root, copy))
  return put(live, Y.encodeStateAsUpdate(copy, before), as)
}

function put(live: LivePage, update: Uint8Array, as: Sent = {}): Verdict {
  return live.take(update, as.from ?? 'update', {
    author: as.author ?? aino,
    mayWrite: as.mayWrite ?? true,
    recovering: as.recovering ?? false,
    ownClient: null,
    claimOf: () => undefined,
  })
}

const text = (content: string) => {
  const made = new Y.XmlText()
  made.insert(0, content)
  return made
}
const paragraph = (content: string) =>
  elementFor({ type: 'paragraph', content: [{ type: 'text', text: content }] })
const textOfBlock = (root: Y.XmlFragment, index: number): Y.XmlText => {
  const block: unknown = root.get(index)
  const first: unknown = block instanceof Y.XmlElement ? block.get(0) : null
  if (!(first instanceof Y.XmlText)) throw new Error('no text')
  return first
}

/** A map with one stakeholder. */
const mapOf = (attrs: Record<string, unknown>) => ({
  type: 'stakeholderMap',
  content: [
    {
      type: 'stakeholder',
      attrs,
      content: ['Name', 'Need', 'Promise', 'Contact'].map((field) => ({
        type: `stakeholder${field}`,
      })),
    },
  ],
})

describe('what a page may hold', () => {
  const refused: [string, (root: Y.XmlFragment, doc: Y.Doc) => void][] = [
    ['an unknown element', (root) => root.push([new Y.XmlElement('script')])],
    ['text straight in the page', (root) => root.push([text('x')])],
    ['another root', (_root, doc) => doc.getXmlFragment('other').push([paragraph('x')])],
    ['a root of another kind', (_root, doc) => void doc.getMap('meta').set('a', 1)],
    [
      'a paragraph straight in a table',
      (root) => {
        const table = new Y.XmlElement('table')
        table.push([paragraph('x')])
        root.push([table])
      },
    ],
    [
      'an attribute nobody knows',
      (root) => {
        const made = paragraph('x')
        made.setAttribute('onclick', 'alert(1)')
        root.push([made])
      },
    ],
    [
      'a heading of level 99',
      (root) => root.push([elementFor({ type: 'heading', attrs: { level: 99 } })]),
    ],
    [
      'a cell over a thousand million columns',
      (root) => {
        const cell = {
          type: 'tableCell',
          attrs: { colspan: 1e9 },
          content: [{ type: 'paragraph' }],
        }
        root.push([elementFor({ type: 'table', content: [{ type: 'tableRow', content: [cell] }] })])
      },
    ],
    ['an unknown mark', (root) => textOfBlock(root, 1).format(0, 3, { blink: {} })],
    ['a mark in the title', (root) => textOfBlock(root, 0).format(0, 3, { bold: {} })],
    [
      'a link to a script',
      (root) => textOfBlock(root, 1).format(0, 3, { link: { href: ' JavaScript:alert(1)' } }),
    ],
    [
      'a link with more than an address',
      (root) => textOfBlock(root, 1).format(0, 3, { link: { href: 'https://a.fi', class: 'x' } }),
    ],
    ['an embedded object', (root) => textOfBlock(root, 1).insertEmbed(0, { image: 'x' })],
    [
      'a type of another kind in a text',
      (root) => textOfBlock(root, 1).insertEmbed(0, new Y.Map()),
    ],
    ['a document in a document', (root) => textOfBlock(root, 1).insertEmbed(0, new Y.Doc())],
    ['an attribute on the text', (root) => textOfBlock(root, 1).setAttribute('a', 'b')],
    [
      'nesting without end',
      (root) => {
        let inner = elementFor({ type: 'blockquote', content: [{ type: 'paragraph' }] })
        for (let i = 0; i < 100; i++) {
          const outer = new Y.XmlElement('blockquote')
          outer.push([inner])
          inner = outer
        }
        root.push([inner])
      },
    ],
    [
      'a goal that stands alone',
      (root) =>
        root.push([
          elementFor({ type: 'goal', content: [{ type: 'goalName' }, { type: 'goalServes' }] }),
        ]),
    ],
    [
      'a field outside its row',
      (root) => root.push([elementFor({ type: 'goalTable', content: [{ type: 'goalName' }] })]),
    ],
    [
      'a block of rows in a quotation',
      (root) => root.push([elementFor({ type: 'blockquote', content: [mapOf({})] })]),
    ],
    ['more power than there is', (root) => root.push([elementFor(mapOf({ power: 9 }))])],
    ['a half interest', (root) => root.push([elementFor(mapOf({ interest: 2.5 }))])],
    [
      'a share of more than everything',
      (root) => root.push([elementFor({ type: 'timeBudget', attrs: { making: 101 } })]),
    ],
    [
      'a scale with an id of another shape',
      (root) =>
        root.push([
          elementFor({
            type: 'scales',
            content: [
              {
                type: 'scale',
                attrs: { id: '../../people' },
                content: ['scaleStatement', 'scaleLow', 'scaleHigh'].map((type) => ({ type })),
              },
            ],
          }),
        ]),
    ],
    ['half a character', (root) => textOfBlock(root, 1).insert(20, 'x')],
  ]
  test.each(refused)('[Q0] refuses %s', (_what, change) => {
    const live = aPage()
    const before = contentOf(live.doc)
    expect(take(live, change).is).toBe('refused')
    expect(contentOf(live.doc)).toEqual(before)
  })

  test('[Q0] takes whatever the editor makes', () => {
    const live = aPage()
    const made = take(live, (root) => {
      textOfBlock(root, 1).format(0, 3, { bold: {}, link: { href: 'https://example.org' } })
      root.push([
        elementFor({
          type: 'heading',
          attrs: { level: 2 },
          content: [{ type: 'text', text: 'Miksi' }],
        }),
      ])
    })
    expect(made.is).toBe('accepted')
  })
})

describe('whose text it is', () => {
  test('[Q1] a client id belongs to whoever used it first', () => {
    const live = aPage()
    const honest = new Y.Doc()
    Y.applyUpdate(honest, live.state())
    const updates: Uint8Array[] = []
    honest.on('update', (update: Uint8Array) => updates.push(update))
    textOfBlock(honest.getXmlFragment('default'), 1).insert(0, 'A')
    expect(put(live, updates[0] ?? new Uint8Array()).is).toBe('accepted')

    const forged = new Y.Doc()
    Y.applyUpdate(forged, live.state())
    forged.clientID = honest.clientID
    const before = Y.encodeStateVector(forged)
    textOfBlock(forged.getXmlFragment('default'), 1).insert(0, 'M')
    const forgery = Y.encodeStateAsUpdate(forged, before)
    expect(put(live, forgery, { author: mallory })).toEqual({ is: 'refused', why: 'foreignClient' })

    textOfBlock(honest.getXmlFragment('default'), 1).insert(1, 'B')
    expect(put(live, updates[1] ?? new Uint8Array()).is).toBe('accepted')
    expect(textOf(contentOf(live.doc))).toContain('ABKiitä')
  })

  test('[Q2] what builds on missing text is refused, not kept waiting for somebody else', () => {
    const live = aPage()
    const copy = new Y.Doc()
    Y.applyUpdate(copy, live.state())
    const updates: Uint8Array[] = []
    copy.on('update', (update: Uint8Array) => updates.push(update))
    const run = textOfBlock(copy.getXmlFragment('default'), 1)
    run.insert(0, 'first')
    run.insert(5, 'second')
    expect(put(live, updates[1] ?? new Uint8Array())).toEqual({ is: 'refused', why: 'missing' })
    expect(live.doc.store.pendingStructs).toBeNull()
  })

  test('[Q3] after a loss, text that comes back keeps its owner or stays uncredited', () => {
    const live = aPage()
    const holder = new Y.Doc()
    Y.applyUpdate(holder, live.state())
    const other = new Y.Doc()
    Y.applyUpdate(other, live.state())
    textOfBlock(other.getXmlFragment('default'), 1).insert(0, 'Bo wrote this. ')
    Y.applyUpdate(holder, Y.encodeStateAsUpdate(other))
    textOfBlock(holder.getXmlFragment('default'), 1).insert(0, 'Aino this. ')
    const everything = Y.encodeStateAsUpdate(holder)
    const verdict = put(live, everything, { from: 'step2', recovering: true })
    expect(verdict.is === 'accepted' && verdict.changes[0]?.kind).toBe('recovered')
    expect(live.owners.get(other.clientID)).toBe(unknownAuthor)
    expect(textOf(contentOf(live.doc))).toContain('Aino this. Bo wrote this.')
  })

  test('[Q4] a reader’s client may tidy up formatting, and nothing else', () => {
    const live = aPage()
    take(live, (root) => textOfBlock(root, 1).format(0, 5, { bold: {} }))
    const formats = (root: Y.XmlFragment) => {
      const ids: Y.ID[] = []
      for (let item = textOfBlock(root, 1)._start; item !== null; item = item.right) {
        if (item.content instanceof Y.ContentFormat) ids.push(item.id)
      }
      return ids
    }
    const reader = { mayWrite: false }
    const tidied = take(
      live,
      (root, doc) => {
        for (const id of formats(root)) {
          const item: unknown = Y.getItem(doc.store, id)
          if (item instanceof Y.Item) doc.transact((transaction) => item.delete(transaction))
        }
      },
      reader,
    )
    expect(tidied.is).toBe('nothing')
    expect(take(live, (root) => textOfBlock(root, 1).delete(0, 1), reader).is).toBe('refused')
    expect(take(live, (root) => textOfBlock(root, 1).insert(0, 'x'), reader).is).toBe('refused')
    expect(take(live, () => {}, reader).is).toBe('nothing')
  })
})

describe('what two edits break together', () => {
  /** Both change a copy of the same page; the page takes one after the other. */
  function both(
    live: LivePage,
    a: (root: Y.XmlFragment) => void,
    b: (root: Y.XmlFragment) => void,
  ) {
    const updates = [a, b].map((change) => {
      const copy = new Y.Doc()
      Y.applyUpdate(copy, live.state())
      const before = Y.encodeStateVector(copy)
      copy.transact(() => change(copy.getXmlFragment('default')))
      return Y.encodeStateAsUpdate(copy, before)
    })
    return updates.map((update) => put(live, update))
  }
  const child = (root: Y.XmlFragment, ...path: number[]): Y.XmlElement => {
    let at: unknown = root
    for (const index of path) at = at instanceof Y.XmlFragment ? at.get(index) : null
    if (!(at instanceof Y.XmlElement)) throw new Error('no element')
    return at
  }

  test('[Q5] a list item whose paragraphs two people deleted gets an empty one', () => {
    const live = aPage()
    take(live, (root) => {
      const item = { type: 'listItem', content: [{ type: 'paragraph' }, { type: 'paragraph' }] }
      root.push([elementFor({ type: 'bulletList', content: [item] })])
    })
    const [, second] = both(
      live,
      (root) => child(root, 2, 0).delete(0, 1),
      (root) => child(root, 2, 0).delete(1, 1),
    )
    expect(second?.is === 'accepted' && second.changes.map(({ kind }) => kind)).toEqual([
      'edit',
      'repair',
    ])
    expect(contentsOf(child(live.doc.getXmlFragment('default'), 2, 0))).toEqual([
      { type: 'paragraph' },
    ])
  })

  test('[Q5] [K56] a block whose rows two people removed keeps one, with all its fields', () => {
    const live = aPage()
    const map = mapOf({ power: 4 })
    take(live, (root) =>
      root.push([elementFor({ ...map, content: [...map.content, ...map.content] })]),
    )
    both(
      live,
      (root) => child(root, 2).delete(0, 1),
      (root) => child(root, 2).delete(1, 1),
    )
    expect(contentsOf(child(live.doc.getXmlFragment('default'), 2))).toEqual([
      { type: 'stakeholder', content: map.content[0]?.content },
    ])
  })

  const goal = (name: string, words = name) => ({
    type: 'goal',
    attrs: { id: name.repeat(20) },
    content: [
      { type: 'goalName', content: [{ type: 'text', text: words }] },
      { type: 'goalServes' },
    ],
  })
  const withGoals = () => {
    const live = aPage()
    const content = ['a', 'b', 'c'].map((name) => goal(name))
    take(live, (root) => root.push([elementFor({ type: 'goalTable', content })]))
    return live
  }
  const goalsOf = (live: LivePage) =>
    contentsOf(child(live.doc.getXmlFragment('default'), 2)).map(({ attrs, content }) => ({
      id: String(attrs?.['id']),
      words: content?.[0]?.content?.[0]?.text,
    }))

  test('[Q5] [K56] a row that two people move at once stands there once', () => {
    const live = withGoals()
    const down = (places: number) => (root: Y.XmlFragment) => {
      child(root, 2).delete(0, 1)
      child(root, 2).insert(places, [elementFor(goal('a'))])
    }
    both(live, down(1), down(2))
    expect(goalsOf(live).map(({ words }) => words)).toHaveLength(3)
    expect(new Set(goalsOf(live).map(({ id }) => id)).size).toBe(3)
  })

  test('[Q5] [K56] of two rows with one id but other words both stay, the second with an id of its own', () => {
    const live = withGoals()
    const down = (words: string) => (root: Y.XmlFragment) => {
      child(root, 2).delete(0, 1)
      child(root, 2).insert(1, [elementFor(goal('a', words))])
    }
    both(live, down('sooner'), down('later'))
    expect(goalsOf(live).map(({ words }) => words)).toEqual(
      expect.arrayContaining(['sooner', 'later', 'b', 'c']),
    )
    expect(new Set(goalsOf(live).map(({ id }) => id)).size).toBe(4)
  })

  test('[Q5] a row and a column added at the same time make a rectangle, once', () => {
    const live = aPage()
    const cell = {
      type: 'tableCell',
      attrs: { colspan: 1, rowspan: 1 },
      content: [{ type: 'paragraph' }],
    }
    const row = (cells: number) => ({
      type: 'tableRow',
      content: Array.from({ length: cells }, () => cell),
    })
    take(live, (root) => root.push([elementFor({ type: 'table', content: [row(2), row(2)] })]))
    both(
      live,
      (root) => child(root, 2).push([elementFor(row(2))]),
      (root) => {
        for (const index of [0, 1]) child(root, 2, index).push([elementFor(cell)])
      },
    )
    const table = child(live.doc.getXmlFragment('default'), 2)
    expect(table.toArray().map((each) => (each instanceof Y.XmlElement ? each.length : 0))).toEqual(
      [3, 3, 3],
    )
  })

  test('[Q5] a block put before the title goes below it, and a second title becomes a paragraph', () => {
    const live = aPage()
    take(live, (root) => root.insert(0, [paragraph('before')]))
    take(live, (root) =>
      root.push([elementFor({ type: 'title', content: [{ type: 'text', text: 'Toinen' }] })]),
    )
    expect(contentOf(live.doc).content?.map(({ type }) => type)).toEqual([
      'title',
      'paragraph',
      'paragraph',
      'paragraph',
    ])
    expect(live.title).toBe('Ohjeet')
  })

  test('[Q6] an item that names its neighbours the wrong way round is written anew by the server', () => {
    const live = aPage()
    const copy = new Y.Doc()
    Y.applyUpdate(copy, live.state())
    const before = Y.encodeStateVector(copy)
    textOfBlock(copy.getXmlFragment('default'), 1).insert(3, 'x')
    const update = Y.encodeStateAsUpdate(copy, before)
    // Swaps the two neighbours, which differ in their clocks only.
    const [left, right] = neighboursIn(update)
    const swapped = update.slice()
    swapped[left] = update[right] ?? 0
    swapped[right] = update[left] ?? 0
    const verdict = put(live, swapped)
    expect(verdict.is === 'accepted' && verdict.changes.map(({ kind }) => kind)).toEqual([
      'edit',
      'repair',
    ])
    const fresh = new Y.Doc()
    Y.applyUpdate(fresh, live.state())
    expect(contentOf(fresh)).toEqual(contentOf(live.doc))
  })
})

/** Where the clocks of origin and right origin stand in an update of one short text. */
function neighboursIn(update: Uint8Array): [number, number] {
  const { structs } = Y.decodeUpdate(update)
  const item = structs[0]
  if (!(item instanceof Y.Item) || item.origin === null || item.rightOrigin === null)
    throw new Error('no item')
  // At the end: the right origin (client, clock), the text with its length, and nothing deleted.
  const rightAt = update.length - 4
  const { length } = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, item.rightOrigin?.client ?? 0)
  })
  const leftAt = rightAt - length - 1
  expect([update[leftAt], update[rightAt]]).toEqual([item.origin.clock, item.rightOrigin.clock])
  return [leftAt, rightAt]
}

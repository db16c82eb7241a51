/** Writes a page through Yjs alone, as an honest program without an editor would. */
import * as Y from 'yjs'
import { pageRoot } from '#contract/page-schema.ts'
import { elementFor } from '../../server/rooms/content.ts'
import type { Random } from './random.ts'

const words = ['asiakas', 'mål', 'verktyg', 'trust', 'palaute', '😀', 'työyhteisö']

/** One random edit that keeps to the page schema; at most a few items. */
export function writeSomething(doc: Y.Doc, dice: Random): void {
  const root = doc.getXmlFragment(pageRoot)
  doc.transact(() => {
    const texts: Y.XmlText[] = []
    for (const item of root.createTreeWalker((each) => each instanceof Y.XmlText)) {
      if (item instanceof Y.XmlText) texts.push(item)
    }
    const kind = dice.int(10)
    if (kind === 0 || texts.length === 0) {
      const text = { type: 'text', text: dice.pick(words) }
      const block = dice.pick([
        { type: 'paragraph', content: [text] },
        { type: 'heading', attrs: { level: dice.pick([2, 3]) }, content: [text] },
        {
          type: 'bulletList',
          content: [{ type: 'listItem', content: [{ type: 'paragraph', content: [text] }] }],
        },
        {
          type: 'table',
          content: [
            {
              type: 'tableRow',
              content: [1, 2].map(() => ({
                type: 'tableCell',
                attrs: { colspan: 1, rowspan: 1 },
                content: [{ type: 'paragraph', content: [text] }],
              })),
            },
          ],
        },
      ])
      root.insert(1 + dice.int(root.length), [elementFor(block)])
      return
    }
    const text = dice.pick(texts)
    // Editors never stop within a character.
    const places = [0]
    for (const run of text.toDelta() as { insert: string }[]) {
      for (const character of run.insert) places.push((places.at(-1) ?? 0) + character.length)
    }
    const first = dice.int(places.length)
    const at = places[first] ?? 0
    const length = (places[Math.min(places.length - 1, first + dice.int(5))] ?? at) - at
    if (kind < 6) text.insert(at, dice.pick(words))
    else if (kind < 8) text.delete(at, length)
    else if (kind === 8 && length > 0) {
      const within = text.parent instanceof Y.XmlElement ? text.parent.nodeName : ''
      if (within !== 'title') text.format(at, length, { bold: dice.chance(0.5) ? {} : null })
    } else if (root.length > 3) root.delete(1 + dice.int(root.length - 2), 1)
  })
}

import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { pageId } from '#contract/ids.ts'
import { pageSchema } from '#contract/page-schema.ts'
import { rejection } from '#contract/wire.ts'
import { decodeUpdate } from '../../server/rooms/decode.ts'
import { elementFor } from '../../server/rooms/content.ts'
import type { RunningApp } from '../support/app.ts'
import type { CollabClient } from '../support/collab-client.ts'
import { syncMessage } from '../support/raw-socket.ts'
import { type Member, Wiki } from '../support/wiki.ts'
import { shareWiki } from '../support/shared-wiki.ts'

let app: RunningApp
let wiki: Wiki
let berit: Member
let mallory: Member

shareWiki(async (begun, running) => {
  wiki = begun
  app = running
  berit = await wiki.person('Berit', 'editor')
  mallory = await wiki.person('Mallory', 'editor')
})

/** What `client` would send, were its Yjs client id `id`. */
function forged(client: CollabClient, id: number, text: string): Uint8Array {
  const copy = new Y.Doc()
  copy.clientID = id
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(client.doc))
  // Yjs takes another id where it meets its own.
  copy.clientID = id
  const before = Y.encodeStateVector(copy)
  const paragraph = elementFor({ type: 'paragraph', content: [{ type: 'text', text }] })
  copy.getXmlFragment('default').push([paragraph])
  return Y.encodeStateAsUpdate(copy, before)
}

/** Every entry's structs were made by clients of the entry's author alone. */
async function expectTrueAuthors(page: string, clients: ReadonlyMap<number, Member>) {
  for await (const { author, update } of app.storage.log.read(pageId.parse(page), 1)) {
    for (const { client } of decodeUpdate(update).blocks) {
      const owner = clients.get(client)
      if (owner !== undefined) expect(author).toBe(owner.person.id)
    }
  }
}

test('[S3] writing under somebody else’s client id is refused; their next edit survives', async () => {
  for (const kind of ['update', 'step2'] as const) {
    for (const known of ['by an entry', 'by presence alone', 'by presence, and gone'] as const) {
      const told = `${kind}, known ${known}`
      const page = await wiki.page()
      const victim = wiki.client(page, berit, { ack: true })
      await victim.untilSynced()
      if (known === 'by an entry') victim.add('the first edit;')
      victim.provider.awareness.setLocalStateField('caret', 1)
      const forger = wiki.client(page, mallory, { ack: true })
      await forger.untilSynced()
      const id = victim.doc.clientID
      await forger.until(() => forger.provider.awareness.getStates().has(id), 'shown')
      if (known === 'by an entry') await forger.until(() => forger.text.includes(';'), 'told')
      if (known === 'by presence, and gone') {
        victim.disconnect()
        await forger.until(() => !forger.provider.awareness.getStates().has(id), 'told')
        victim.add('written while away;')
      }
      forger.raw(syncMessage(kind, forged(forger, id, 'a forgery')))
      await forger.until(() => forger.rejected.length > 0, `refused (${told})`)
      expect(forger.rejected[0]?.code, told).toBe(rejection.foreignClient.code)

      victim.connect()
      await victim.untilSynced()
      victim.add('the next edit;')
      await victim.until(() => victim.complete, `saved (${told})`)
      expect(victim.rejected, told).toEqual([])
      const fresh = await wiki.fresh(page)
      expect(fresh.text, told).toContain('the next edit;')
      expect(fresh.text, told).not.toContain('a forgery')
      await vi.waitFor(() => expect(victim.xml).toBe(fresh.xml))
      await expectTrueAuthors(page, new Map([[id, berit]]))
      wiki.leave()
    }
  }
})

const cells = (count: number, colspan = 1) =>
  Array.from({ length: count }, () =>
    elementFor({
      type: 'tableCell',
      attrs: { colspan, rowspan: 1 },
      content: [{ type: 'paragraph' }],
    }),
  )

/** What no page may contain, as raw Yjs puts it there. */
const impossible: readonly (readonly [string, (root: Y.XmlFragment) => void])[] = [
  [
    'a paragraph straight in a table',
    (root) => {
      const table = root
        .toArray()
        .find((each) => each instanceof Y.XmlElement && each.nodeName === 'table')
      if (table instanceof Y.XmlElement) table.insert(0, [new Y.XmlElement('paragraph')])
    },
  ],
  ['an unknown node', (root) => root.push([new Y.XmlElement('iframe')])],
  ['a node named like a property', (root) => root.push([new Y.XmlElement('__proto__')])],
  ['text at the top', (root) => root.push([new Y.XmlText('loose')])],
  [
    'a javascript: link',
    (root) => {
      const paragraph = elementFor({ type: 'paragraph' })
      const text = new Y.XmlText()
      text.applyDelta([{ insert: 'click', attributes: { link: { href: 'javascript:alert(1)' } } }])
      paragraph.insert(0, [text])
      root.push([paragraph])
    },
  ],
  [
    'an unknown mark',
    (root) => {
      const paragraph = elementFor({ type: 'paragraph' })
      const text = new Y.XmlText()
      text.applyDelta([{ insert: 'x', attributes: { constructor: {} } }])
      paragraph.insert(0, [text])
      root.push([paragraph])
    },
  ],
  [
    'a heading of level 99',
    (root) => root.push([elementFor({ type: 'heading', attrs: { level: 99 } })]),
  ],
  [
    'a cell as wide as the world',
    (root) => {
      const table = new Y.XmlElement('table')
      const row = new Y.XmlElement('tableRow')
      row.insert(0, cells(1, 1e9))
      table.insert(0, [row])
      root.push([table])
    },
  ],
  [
    'an event handler',
    (root) => {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.setAttribute('onclick', 'alert(1)')
      root.push([paragraph])
    },
  ],
  ['a second root', (root) => root.doc?.getMap('elsewhere').set('a', 1)],
  ['a map in the page', (root) => root.doc?.getArray('default').push([new Y.Map()])],
]

test('[S2] what a page cannot contain is refused, and nobody else sees anything of it', async () => {
  const page = await wiki.page()
  const aino = await wiki.fresh(page)
  aino.root.push([
    elementFor({
      type: 'table',
      content: [
        { type: 'tableRow', content: [{ type: 'tableCell', content: [{ type: 'paragraph' }] }] },
      ],
    }),
  ])
  const before = await vi.waitFor(async () => {
    const { content, seq } = await wiki.aino.browser.does('getPageContent', {
      params: { id: page },
    })
    expect(JSON.stringify(content)).toContain('tableCell')
    return { content, seq }
  })
  for (const [what, put] of impossible) {
    for (const ack of [true, false]) {
      const client = wiki.client(page, mallory, { ack })
      await client.untilSynced()
      const copy = new Y.Doc()
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(client.doc))
      const vector = Y.encodeStateVector(copy)
      // A document whose root has another type throws when it is read, not when it is written.
      copy.transact(() =>
        put(what.startsWith('a map') ? rootless(copy) : copy.getXmlFragment('default')),
      )
      client.raw(syncMessage('update', Y.encodeStateAsUpdate(copy, vector)))
      await client.until(
        () => client.rejected.length + client.closes.length > 0,
        `refused: ${what}`,
      )
      const { schema, malformed } = rejection
      if (ack) expect([schema.code, malformed.code], what).toContain(client.rejected[0]?.code)
      else expect([schema.close, malformed.close], what).toContain(client.closes[0]?.code)
    }
  }
  const after = await wiki.aino.browser.does('getPageContent', { params: { id: page } })
  expect({ content: after.content, seq: after.seq }).toEqual(before)
  expect(aino.closes).toEqual([])
  const node = pageSchema.nodeFromJSON(after.content)
  expect(() => node.check()).not.toThrow()
})

/** A document whose `default` is not known to be a fragment yet. */
function rootless(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment('other')
}

/** A page that people of three units wrote in six weeks, in the past, letter by letter. */
import type { BrowserContext } from 'playwright-core'
import * as Y from 'yjs'
import { pageId, personId, type PersonId } from '#contract/ids.ts'
import { pageRoot } from '#contract/page-schema.ts'
import type { NewEntry } from '../../server/storage/storage.ts'
import { type RunningApp, startApp } from '../support/app.ts'
import { elementFor } from '../../server/rooms/content.ts'
import { ask, foundedBy, password, type Place } from './organisation.ts'

const day = 86_400_000

export interface GrownPage {
  /** The last entry of each sitting. */
  readonly sittings: readonly number[]
  readonly head: number
}

/** What is written in each sitting, by whom (number of the unit), so many days ago. */
const sittings: readonly {
  readonly ago: number
  readonly texts: readonly (readonly [unit: number, text: string])[]
}[] = [
  {
    ago: 42,
    texts: [
      [0, 'Our customers are the people of the town and those who move here.'],
      [0, 'They ask about day care, roads and library hours.'],
    ],
  },
  {
    ago: 28,
    texts: [
      [1, 'Most of them write in the evening, when the service desk is closed.'],
      [2, 'Parents of small children ask more than all the others together.'],
      [1, 'They want an answer the same working day, and a name under it.'],
      [0, 'Who knows the matter answers under their own name.'],
    ],
  },
  {
    ago: 1,
    texts: [
      [2, 'Young people do not write to us at all: we go where they are.'],
      [1, 'If you don’t know, say so and promise to come back.'],
    ],
  },
]

/** Founds the organisation six weeks ago; Aino is signed in today. */
export async function foundedLongAgo(aino: BrowserContext): Promise<{
  readonly app: RunningApp
  readonly place: Place
  /** Sets the server's clock back by so many days. */
  readonly backBy: (days: number) => void
}> {
  let back = 43 * day
  const app = await startApp({ clock: () => Date.now() - back })
  const place = await foundedBy(aino, app.url, app.setupToken)
  back = 0
  await ask(aino, app.url, 'POST', '/api/session', { email: 'aino@example.org', password })
  return { app, place, backBy: (days) => (back = days * day) }
}

/** Makes three units of five and writes a page of the place with them. */
export async function grown(
  app: RunningApp,
  aino: BrowserContext,
  place: Place,
  page = 0,
  /** Called after each sitting, with how many days ago it was and the page as it was then. */
  between: (daysAgo: number, doc: Y.Doc) => Promise<void> = async () => {},
): Promise<GrownPage> {
  const writers: PersonId[] = []
  for (const unit of ['Communications', 'Customer service', 'Schools']) {
    const made = (await ask(aino, place.url, 'POST', '/api/units', { name: unit })) as {
      id: string
    }
    for (let n = 1; n <= 5; n++) {
      const person = (await ask(aino, place.url, 'POST', '/api/people', {
        name: n === 1 ? `${unit.split(' ')[0]} Writer` : `${unit} ${n}`,
        email: `${unit.split(' ')[0]?.toLowerCase()}${n}@example.org`,
        password,
        unit: made.id,
      })) as { id: string }
      if (n === 1) writers.push(personId.parse(person.id))
    }
  }
  const id = pageId.parse(place.pages[page])
  const doc = new Y.Doc()
  for await (const { update } of app.storage.log.read(id, 1)) Y.applyUpdate(doc, update)
  const root = doc.getXmlFragment(pageRoot)
  const ends: number[] = []
  let head = 0
  for (const { ago, texts } of sittings) {
    const entries: NewEntry[] = []
    let at = Date.now() - ago * day
    let author = writers[0] as PersonId
    const note = (update: Uint8Array) =>
      entries.push({ author, kind: 'edit', at: (at += 900), update })
    doc.on('update', note)
    for (const [unit, text] of texts) {
      author = writers[unit] as PersonId
      root.insert(root.length, [elementFor({ type: 'paragraph' })])
      const paragraph = root.get(root.length - 1) as Y.XmlElement
      const line = new Y.XmlText()
      paragraph.insert(0, [line])
      for (let i = 0; i < text.length; i++) line.insert(i, text.charAt(i))
    }
    doc.off('update', note)
    head = await app.storage.log.append(id, entries)
    ends.push(head)
    await between(ago, doc)
  }
  return { sittings: ends, head }
}

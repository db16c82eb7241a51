import { splitBlock } from '@tiptap/pm/commands'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { must } from '#contract/asserts.ts'
import { newId, personId } from '#contract/ids.ts'
import { isMarkValue } from '#contract/page-attributes.ts'
import { pageSchema } from '#contract/page-schema.ts'
import { isNodeAttribute } from '#contract/page-values.ts'
import { Chronicle, type Place } from '../../../server/history/chronicle.ts'
import { type IdRange, IdRanges } from '../../../server/history/id-ranges.ts'
import { pageAt, plainContent } from '../../../server/history/page-at.ts'
import { filler, redactUpdate } from '../../../server/history/redact.ts'
import { redactionRanges } from '../../../server/history/redaction-ranges.ts'
import { elementFor } from '../../../server/rooms/content.ts'
import { node } from '../../support/blocks.ts'
import { blockWith, placesOfWords, rangesOf } from '../../support/history-places.ts'
import { Pen } from '../../support/pen.ts'

const aino = newId(personId)
const secret = 'Otso Karhu 0401'

const begin = () =>
  new Pen([
    node('title', null, 'Plan'),
    node('paragraph', null, 'Ask somebody else.'),
    node('paragraph', null, 'It ends here.'),
  ])

/** The history after the places, and all that belongs to them, were taken out. */
function redact(pen: Pen, choose: (chronicle: Chronicle) => readonly Place[]) {
  const chronicle = Chronicle.of(pen.entries)
  const found = redactionRanges(chronicle, rangesOf(chronicle, choose(chronicle)))
  const entries = pen.entries.map((entry) => ({
    ...entry,
    update: redactUpdate(entry.update, found.ranges) ?? entry.update,
  }))
  for (const { update } of entries) {
    expect(Buffer.from(update).includes('Karhu')).toBe(false)
    expect(Buffer.from(update).includes('karhu')).toBe(false)
  }
  const after = Chronicle.of(entries)
  const moments = Array.from({ length: after.head }, (_, i) =>
    JSON.stringify(plainContent(pageAt(after, i + 1))),
  )
  for (const moment of moments) expect(moment).not.toContain(secret)
  return { ...found, after, moments }
}

test('[H46] every copy goes: split, moved, cut and pasted, undone', () => {
  const pen = begin()
  pen.type(aino, pen.at('somebody'), `${secret} `)
  const place = pen.at(secret)
  pen.run(aino, 'Karhu', splitBlock)
  pen.edit(aino, (tr) => tr.join(pen.at('Karhu') - 1))
  const cut = pen.node.slice(place, place + secret.length)
  pen.edit(aino, (tr) => tr.delete(place, place + secret.length))
  pen.edit(aino, (tr) => tr.replace(pen.at('ends'), pen.at('ends'), cut))
  const { moments, elsewhere } = redact(pen, (chronicle) => placesOfWords(chronicle, secret))
  expect(moments.at(-1)).toContain(`It ${filler.repeat(secret.length)}ends here.`)
  expect(moments[secret.length]).toContain(filler.repeat(secret.length))
  expect(elsewhere).toBe(0)
})

test('[H48] the same words elsewhere go too, in attributes and addresses as well', () => {
  const pen = begin()
  const link = must(pageSchema.marks['link'])
  pen.type(aino, pen.at('somebody'), secret)
  pen.edit(aino, (tr) => tr.insertText(`Or ${secret}? `, pen.at('It ends')))
  pen.edit(aino, (tr) =>
    tr.addMark(
      pen.at('ends'),
      pen.at('here'),
      link.create({ href: 'https://x.fi/?q=otso%20karhu%200401' }),
    ),
  )
  const person = newId(personId)
  const mention = must(pageSchema.nodes['personMention']).create({ person, label: secret })
  pen.edit(aino, (tr) => tr.insert(pen.at('It ends'), mention))
  const { elsewhere, moments, after } = redact(pen, (chronicle) => placesOfWords(chronicle, secret))
  // The mention, and the link twice: what stands behind the mention was written anew.
  expect(elsewhere).toBe(secret.length + 3)
  const last = must(moments.at(-1))
  expect(last).toContain(`Or ${filler.repeat(secret.length)}? `)
  expect(last).toContain('"href":"#"')
  expect(last).toContain(person)
  expect(() =>
    pageSchema.nodeFromJSON(plainContent(pageAt(after, after.head))).check(),
  ).not.toThrow()
})

test('[H48] a node without text goes with what its attributes say', () => {
  const pen = begin()
  const person = newId(personId)
  const mention = must(pageSchema.nodes['personMention']).create({ person, label: 'Karhu' })
  pen.edit(aino, (tr) => tr.insert(pen.at('ends'), mention))
  const { moments } = redact(pen, (chronicle) => {
    const block = blockWith(chronicle, 'It ')
    return [must(block.content?.find(({ type }) => type === 'personMention')).place]
  })
  expect(moments.at(-1)).not.toContain(person)
  expect(moments.at(-1)).toContain('"label":null')
})

test('[H48] what was typed wrong within a passage, and put right, goes with it', () => {
  const pen = begin()
  pen.type(aino, pen.at('somebody'), 'Otso KarXhu 0401')
  pen.edit(aino, (tr) => tr.delete(pen.at('Xhu'), pen.at('Xhu') + 1))
  const { moments } = redact(pen, (chronicle) => placesOfWords(chronicle, secret))
  for (const moment of moments) expect(moment).not.toContain('X')
})

test('[H142] what was made of a passage goes also where something was written into its words since', () => {
  const pen = begin()
  pen.type(aino, pen.at('somebody'), `${secret} `)
  const copy = node('paragraph', null, 'Otso Karhu is it.')
  pen.edit(aino, (tr) => tr.insert(tr.doc.content.size, pageSchema.nodeFromJSON(copy)))
  pen.type(aino, pen.at('rhu is it.'), 'xyz')
  const { moments } = redact(pen, (chronicle) => placesOfWords(chronicle, secret))
  const [last, before] = [moments.at(-1), moments.at(-4)]
  expect(last).toContain(`${filler.repeat(4)} ${filler.repeat(2)}xyz${filler.repeat(3)} is it.`)
  expect(before).toContain(`${filler.repeat(4)} ${filler.repeat(5)} is it.`)
})

test('[H48] short words are not looked for elsewhere', () => {
  const pen = begin()
  const chronicle = Chronicle.of(pen.entries)
  const chosen = rangesOf(chronicle, placesOfWords(chronicle, 'els'))
  expect(redactionRanges(chronicle, chosen)).toMatchObject({ characters: 3, elsewhere: 0 })
})

test('[H45] every filler is a value that the page may have', () => {
  const doc = new Y.Doc()
  const root = doc.getXmlFragment('default')
  const attrs = { file: 'abc', alt: 'Otso', width: 7, decorative: true }
  const image = elementFor({ type: 'image', attrs })
  const text = new Y.XmlText()
  text.applyDelta([{ insert: 'a🐻b', attributes: { link: { href: 'https://otso.fi' }, bold: {} } }])
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [text])
  root.insert(0, [image, paragraph])
  const update = Y.encodeStateAsUpdate(doc)
  const all: IdRange = { client: doc.clientID, clock: 0, length: 1000 }
  const after = new Y.Doc()
  Y.applyUpdate(after, must(redactUpdate(update, new IdRanges([all]))))
  const [picture, line] = after.getXmlFragment('default').toArray()
  if (!(picture instanceof Y.XmlElement) || !(line instanceof Y.XmlElement)) expect.fail()
  const attributes: Record<string, unknown> = picture.getAttributes()
  expect(attributes).toEqual({ file: null, alt: null, width: 7, decorative: true })
  for (const [name, value] of Object.entries(attributes)) {
    expect(isNodeAttribute('image', name, value)).toBe(true)
  }
  const [words] = line.toArray()
  if (!(words instanceof Y.XmlText)) expect.fail()
  expect(words.toDelta()).toEqual([
    { insert: filler.repeat(4), attributes: { link: { href: '#' }, bold: {} } },
  ])
  expect(isMarkValue('link', { href: '#' })).toBe(true)
})

test('[H45] half of a character that takes two units never stands alone', () => {
  const doc = new Y.Doc()
  doc.getText('default').insert(0, 'a🐻b')
  const update = Y.encodeStateAsUpdate(doc)
  for (const clock of [1, 2]) {
    const ranges = new IdRanges([{ client: doc.clientID, clock, length: 1 }])
    const after = new Y.Doc()
    Y.applyUpdate(after, must(redactUpdate(update, ranges)))
    expect(after.getText('default').toJSON()).toBe(`a${filler}${filler}b`)
  }
})

// @vitest-environment happy-dom
import type { JSONContent } from '@tiptap/core'
import { afterEach, expect, test } from 'vitest'
import { newId, personId } from '#contract/ids.ts'
import { changesBetween, type ChangedNode, type PageChanges } from '../../../server/history/diff.ts'
import { pageAt, plainContent } from '../../../server/history/page-at.ts'
import { node } from '../../support/blocks.ts'
import { normal, pageAfter, pageBefore } from '../../support/changed-page.ts'
import { HistoryDesk } from '../../support/history-desk.ts'

const aino = newId(personId)
const ben = newId(personId)

const desks: HistoryDesk[] = []
function deskWith(...blocks: JSONContent[]): HistoryDesk {
  const desk = new HistoryDesk(blocks)
  desks.push(desk)
  return desk
}
afterEach(() => {
  for (const desk of desks.splice(0)) desk.close()
})

const line = (text: string) => node('paragraph', null, text)

/** What changed since an entry; both moments are in it. */
function since(desk: HistoryDesk, from: number): PageChanges {
  const { chronicle } = desk
  const made = changesBetween(chronicle, from, desk.now)
  expect(pageBefore(made.page)).toEqual(normal(plainContent(pageAt(chronicle, from))))
  expect(pageAfter(made.page)).toEqual(normal(plainContent(pageAt(chronicle, desk.now))))
  expect(structuredClone(made)).toEqual(made)
  return made
}

const nodesOf = (one: ChangedNode): readonly ChangedNode[] => [
  one,
  ...(one.content ?? []).flatMap(nodesOf),
]

/**
 * The page as somebody would mark it up: [+added+] [-removed-] [>moved<] [*formatted*], and blocks
 * that became something as `type/what`.
 */
function drawn(one: ChangedNode): string {
  if (one.became === 'left') return ''
  if (one.text !== undefined) {
    switch (one.became) {
      case 'added':
        return `[+${one.text}+]`
      case 'removed':
        return `[-${one.text}-]`
      case 'moved':
        return `[>${one.text}<]`
      case 'formatted':
        return `[*${one.text}*]`
      default:
        return one.text
    }
  }
  const content = (one.content ?? []).map(drawn).join('')
  if (one.type === 'doc' || (one.type === 'title' && one.became === 'same')) {
    return one.type === 'doc' ? content : ''
  }
  const name = one.became === 'same' ? one.type : `${one.type}/${one.became}`
  return `<${name}>${content}</>`
}

const short = (made: PageChanges) =>
  made.changes.map(({ kind, node: type, before, after }) => [kind, type, before, after])

test('[H21] splitting a paragraph removes nothing and adds nothing but what was typed', () => {
  const desk = deskWith(line('We answer quickly. We say where we know it from.'))
  const from = desk.now
  desk.behind(aino, 'quickly.').commands.splitBlock()
  desk.behind(ben, 'know it').commands.insertContent(' all')
  const made = since(desk, from)
  expect(drawn(made.page)).toBe(
    '<paragraph>We answer quickly.</><paragraph/added> We say where we know it[+ all+] from.</>',
  )
  expect(short(made)).toEqual([])
})

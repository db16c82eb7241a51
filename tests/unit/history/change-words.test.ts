// @vitest-environment happy-dom
import type { JSONContent } from '@tiptap/core'
import { expect, onTestFinished, test } from 'vitest'
import { newId, personId } from '#contract/ids.ts'
import type { Language } from '#contract/records.ts'
import { changedParts } from '../../../client/history/changes/changed-parts.ts'
import { tellChange } from '../../../client/history/changes/change-words.ts'
import { writersOf } from '../../../client/history/writers.ts'
import { translator } from '../../../client/i18n/catalogue.ts'
import { en } from '../../../client/i18n/en.ts'
import { fi } from '../../../client/i18n/fi.ts'
import { en as historyEn } from '../../../client/i18n/history/en.ts'
import { fi as historyFi } from '../../../client/i18n/history/fi.ts'
import type { HistoryPattern } from '../../../client/i18n/history/history-catalogue.ts'
import { nb as historyNb } from '../../../client/i18n/history/nb.ts'
import { sv as historySv } from '../../../client/i18n/history/sv.ts'
import { nb } from '../../../client/i18n/nb.ts'
import { sv } from '../../../client/i18n/sv.ts'
import { type Branch, plainText } from '../../../client/net/page-tree.ts'
import { changesBetween } from '../../../server/history/diff.ts'
import { node } from '../../support/blocks.ts'
import { HistoryDesk } from '../../support/history-desk.ts'

const aino = newId(personId)
const ben = newId(personId)
const writers = writersOf(
  {
    head: 1,
    epoch: 0,
    redactions: [],
    versions: [],
    units: [],
    lastHere: null,
    people: [
      { id: aino, name: 'Aino Koskinen', unit: null, group: null },
      { id: ben, name: 'Ben Dahl', unit: null, group: null },
    ],
  },
  'Somebody',
)

const catalogues = {
  en: { ...en, ...historyEn },
  fi: { ...fi, ...historyFi },
  nb: { ...nb, ...historyNb },
  sv: { ...sv, ...historySv },
}

function speaking(language: Language) {
  const catalogue = catalogues[language]
  return {
    language,
    catalogue,
    t: translator<HistoryPattern>(language, catalogue),
    date: (moment: string | number) => new Date(moment).toISOString().slice(0, 10),
  }
}

function deskWith(...blocks: JSONContent[]): HistoryDesk {
  const desk = new HistoryDesk(blocks)
  onTestFinished(() => desk.close())
  return desk
}

const line = (text: string) => node('paragraph', null, text)

/** A page on which everything happened that can happen. */
function busyPage() {
  const goal = node(
    'goal',
    { owner: aino },
    node('goalName', null, 'Be found'),
    node('goalServes', null),
  )
  const desk = deskWith(
    line('We answer soon, always.'),
    line('Employees must ask first.'),
    line('Everyone may speak for the town, and says where they work.'),
    line('Thank them before you explain.'),
    node('heading', { level: 2 }, 'Rules'),
    node('bulletList', null, node('listItem', null, line('Be kind'))),
    node('goalTable', null, goal),
    line('The end stays.'),
  )
  const from = desk.now
  desk.on(aino, 'soon').commands.insertContent('the same day')
  desk.remove(ben, 'paragraph', 'Employees must')
  desk.move(aino, 'paragraph', 'Thank them', 'We answer')
  desk.on(ben, 'always').commands.setMark('bold')
  desk.on(ben, 'Rules').commands.setNode('paragraph')
  desk.set(ben, 'goal', 'Be found', 'owner', ben)
  desk.behind(aino, 'stays').commands.insertContent(' for now')
  return changesBetween(desk.chronicle, from, desk.now)
}

test('[H110] a change is told as somebody would, with what it was done to', () => {
  const { changes } = busyPage()
  const speech = speaking('en')
  const told = changes.map((change) => {
    const { lead, words } = tellChange(change, speech, writers)
    return `${lead} ${words}`
  })
  expect(told.join('\n')).toContain('“soon” became the same day')
  expect(told).toEqual(
    expect.arrayContaining([
      'Removed: Employees must ask first.',
      'Moved up: Thank them before you explain.',
      'Bold: always',
      'Heading became paragraph: Rules',
      'Owner: Aino Koskinen → Ben Dahl · Be found',
      'Added: for now',
    ]),
  )
})

test.each(['fi', 'nb', 'sv'] as const)(
  '[H110] in %s every change has words, and no value is left unfilled',
  (language) => {
    const english = speaking('en')
    for (const change of busyPage().changes) {
      const { lead, words } = tellChange(change, speaking(language), writers)
      expect(lead).not.toMatch(/\{\w+\}|undefined/)
      expect(words).not.toBe('')
      expect(lead).not.toBe(tellChange(change, english, writers).lead)
    }
  },
)

test('[H111] what is drawn is the page with what was removed, each thing once', () => {
  const made = busyPage()
  const parts = changedParts(made.page)
  expect(parts.blocks.map(plainText)).toEqual([
    'Page',
    'Thank them before you explain.',
    'We answer soonthe same day, always.',
    'Employees must ask first.',
    'Everyone may speak for the town, and says where they work.',
    'Rules',
    'Be kind',
    'Be found\n',
    'The end stays for now.',
  ])
  const ends: string[] = []
  const visit = (branch: Branch) => {
    for (const part of branch.content) {
      if (!('text' in part)) visit(part)
      else if (parts.endsRun(part)) ends.push(part.text)
    }
  }
  for (const block of parts.blocks) visit(block)
  // Initials stand once after what one person did.
  expect(ends).toEqual(
    expect.arrayContaining(['the same day', 'Employees must ask first.', 'always']),
  )
  expect(ends).not.toContain('soon')
  // All that was there before can be brought back, and it is known what that is.
  const removed = made.changes.findIndex(({ kind }) => kind === 'removed')
  expect(parts.heldBy(removed)).toBeGreaterThan(0)
})

test('[H111] a mention that went and a task that was done are drawn with what became of them', () => {
  const mention = { type: 'personMention', attrs: { person: aino, label: 'Aino' } }
  const desk = deskWith(
    { type: 'paragraph', content: [{ type: 'text', text: 'Ask ' }, mention] },
    node('taskList', null, node('taskItem', null, line('Call them'))),
    line('End'),
  )
  const from = desk.now
  const editor = desk.behind(ben, 'Ask ')
  const at = editor.state.selection.from
  editor.commands.deleteRange({ from: at, to: at + 1 })
  desk.set(ben, 'taskItem', 'Call them', 'checked', true)
  const made = changesBetween(desk.chronicle, from, desk.now)
  const parts = changedParts(made.page)
  expect(parts.blocks.slice(1, 3).map(plainText)).toEqual(['Ask @Aino', 'Call them'])
  expect(parts.blocks[2]?.content[0]?.type).toBe('listItem')
  const speech = speaking('en')
  expect(made.changes.map((change) => tellChange(change, speech, writers))).toEqual(
    expect.arrayContaining([
      { lead: 'Removed:', words: '@Aino' },
      { lead: 'Done: no → yes ·', words: 'Call them' },
    ]),
  )
})

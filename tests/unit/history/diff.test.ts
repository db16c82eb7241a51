// @vitest-environment happy-dom
import type { JSONContent } from '@tiptap/core'
import { afterEach, expect, test } from 'vitest'
import { newId, personId } from '#contract/ids.ts'
import { changesBetween } from '../../../server/history/diff.ts'
import { pageAt, plainContent } from '../../../server/history/page-at.ts'
import type { ChangedNode, PageChanges } from '../../../server/history/page-changes.ts'
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
    '<paragraph>We answer quickly.</><paragraph/added> We say where we know it [+all +]from.</>',
  )
  expect(short(made)).toEqual([
    ['split', 'paragraph', expect.anything(), 'We say where we know it all from.'],
    ['added', 'paragraph', '', 'all'],
  ])
  expect(made.changes.map(({ by }) => by)).toEqual([[aino], [ben]])
})

test('[H21] joining two paragraphs keeps the text of both', () => {
  const desk = deskWith(line('We answer quickly.'), line(' We say where we know it from.'))
  const from = desk.now
  desk.behind(aino, 'quickly.').commands.joinForward()
  const made = since(desk, from)
  expect(drawn(made.page)).toBe('<paragraph>We answer quickly. We say where we know it from.</>')
  expect(short(made)).toEqual([
    [
      'joined',
      'paragraph',
      'We say where we know it from.',
      'We answer quickly. We say where we know it from.',
    ],
  ])
  expect(made.changes[0]?.by).toEqual([aino])
})

test('[H21] a line that became a list item is the same line, and a list around it', () => {
  const desk = deskWith(line('First things first.'), line('Then the second one.'))
  const from = desk.now
  desk.on(aino, 'First').commands.toggleList('bulletList', 'listItem')
  const made = since(desk, from)
  expect(drawn(made.page)).toBe(
    '<bulletList/changed><listItem><paragraph>First things first.</></></>' +
      '<paragraph>Then the second one.</>',
  )
  expect(made.changes).toMatchObject([
    { kind: 'changed', by: [aino], was: { type: 'paragraph' }, is: { type: 'bulletList' } },
  ])
  const later = desk.now
  desk.on(ben, 'First').commands.toggleList('bulletList', 'listItem')
  const back = since(desk, later)
  expect(drawn(back.page)).toBe(
    '<paragraph/changed>First things first.</><paragraph>Then the second one.</>',
  )
  expect(back.changes).toMatchObject([
    { kind: 'changed', by: [ben], was: { type: 'bulletList' }, is: { type: 'paragraph' } },
  ])
})

test('[H22] what was moved is moved, and is neither removed nor added', () => {
  const texts = ['Thank them before you explain.', 'Say who you are.', 'Come back the same day.']
  const desk = deskWith(...texts.map(line), line('Never remove criticism.'))
  const from = desk.now
  desk.move(aino, 'paragraph', 'Never', 'Thank')
  const made = since(desk, from)
  expect(drawn(made.page)).toBe(
    '<paragraph/moved>Never remove criticism.</><paragraph>Thank them before you explain.</>' +
      '<paragraph>Say who you are.</><paragraph>Come back the same day.</>',
  )
  expect(made.changes).toMatchObject([
    {
      kind: 'moved',
      direction: 'up',
      node: 'paragraph',
      by: [aino],
      after: 'Never remove criticism.',
    },
  ])
  // Where it was there is a trace of it, with the same change.
  const traces = nodesOf(made.page).filter(({ became }) => became === 'left')
  expect(traces.length).toBeGreaterThan(0)
  expect(traces.every(({ change }) => change === 0)).toBe(true)
  expect(made.counts).toEqual({ people: 1, blocks: 1, added: 0, removed: 0, moved: 1, changed: 0 })
})

test('[H22] a short item that was moved down its list is moved', () => {
  const items = ['Pears', 'Apples', 'Cherries', 'Bananas']
  const list = node('bulletList', null, ...items.map((text) => node('listItem', null, line(text))))
  const desk = deskWith(list)
  const from = desk.now
  desk.move(aino, 'listItem', 'Pears', 'Bananas')
  const made = since(desk, from)
  const item = (text: string, became = '') => `<listItem${became}><paragraph>${text}</></>`
  expect(drawn(made.page)).toBe(
    `<bulletList>${item('Apples')}${item('Cherries')}${item('Pears', '/moved')}${item('Bananas')}</>`,
  )
  expect(made.changes).toMatchObject([{ kind: 'moved', direction: 'down', by: [aino] }])
})

test('[H22] what was written in a paragraph after it was moved is told by itself', () => {
  const texts = ['Thank them before you explain.', 'Say who you are.', 'Never remove criticism.']
  const desk = deskWith(...texts.map(line))
  const from = desk.now
  desk.move(aino, 'paragraph', 'Never', 'Thank')
  desk.behind(ben, 'criticism').commands.insertContent(' at all')
  desk.on(ben, 'Never').commands.insertContent('Do not')
  const made = since(desk, from)
  expect(drawn(made.page)).toBe(
    '<paragraph/moved>[-Never-][+Do not+] remove criticism[+ at all+].</>' +
      '<paragraph>Thank them before you explain.</><paragraph>Say who you are.</>',
  )
  expect(made.changes.map(({ kind, by }) => [kind, by])).toEqual([
    ['moved', [aino]],
    ['replaced', [ben]],
    ['added', [ben]],
  ])
  expect(made.counts).toMatchObject({ people: 2, blocks: 1, moved: 1 })
})

test('[H22] a row of a table that was moved is moved, with what was changed in it', () => {
  const desk = deskWith(
    node('table', null, row('Who', 'What'), row('Aino Aalto', 'Answers'), row('Ben Berg', 'Asks')),
  )
  const from = desk.now
  desk.move(aino, 'tableRow', 'Ben', 'Aino')
  desk.behind(ben, 'Asks').commands.insertContent(' first')
  const made = since(desk, from)
  expect(made.changes).toMatchObject([
    { kind: 'moved', node: 'tableRow', by: [aino], direction: 'up' },
    { kind: 'added', node: 'tableCell', by: [ben], after: 'first' },
  ])
  expect(made.counts).toMatchObject({ people: 2, blocks: 1, moved: 1 })
})

test('[H22] a sentence that was cut and pasted elsewhere in the page is moved', () => {
  const desk = deskWith(
    line('Never remove criticism from a page. Say who you are.'),
    line('Thank them before you explain anything at all to anybody.'),
  )
  const from = desk.now
  const cut = 'Never remove criticism from a page.'
  desk.on(aino, cut).commands.deleteSelection()
  desk.behind(aino, 'anybody.').commands.insertContent(' Also: ')
  desk.behind(aino, 'Also: ').commands.insertContent(cut)
  const made = since(desk, from)
  expect(made.changes.filter(({ kind }) => kind === 'moved')).toMatchObject([
    { direction: 'down', by: [aino], after: cut },
  ])
  expect(JSON.stringify(short(made).filter(([kind]) => kind !== 'moved'))).not.toContain('Never')
})

const cell = (text: string) => node('tableCell', { colspan: 1, rowspan: 1 }, line(text))
const row = (...texts: string[]) => node('tableRow', null, ...texts.map(cell))

test('[H23] removed blocks, rows, cells and items stand where they were', () => {
  const desk = deskWith(
    line('Before the table.'),
    node('table', null, row('Who', 'What'), row('Aino', 'Answers'), row('Ben', 'Asks')),
    node(
      'bulletList',
      null,
      node('listItem', null, line('Keep')),
      node('listItem', null, line('Drop')),
    ),
    line('Gone tomorrow.'),
    line('At the end.'),
  )
  const from = desk.now
  desk.remove(aino, 'tableRow', 'Aino')
  desk.remove(aino, 'listItem', 'Drop')
  desk.remove(ben, 'paragraph', 'Gone')
  const made = since(desk, from)
  const drawnCell = (text: string) => `<tableCell><paragraph>${text}</></>`
  const gone = (text: string) => `<tableCell/removed><paragraph/removed>[-${text}-]</></>`
  expect(drawn(made.page)).toBe(
    '<paragraph>Before the table.</>' +
      `<table><tableRow>${drawnCell('Who')}${drawnCell('What')}</>` +
      `<tableRow/removed>${gone('Aino')}${gone('Answers')}</>` +
      `<tableRow>${drawnCell('Ben')}${drawnCell('Asks')}</></>` +
      '<bulletList><listItem><paragraph>Keep</></>' +
      '<listItem/removed><paragraph/removed>[-Drop-]</></></>' +
      '<paragraph/removed>[-Gone tomorrow.-]</><paragraph>At the end.</>',
  )
  expect(short(made)).toEqual([
    ['removed', 'tableRow', 'Aino Answers', ''],
    ['removed', 'listItem', 'Drop', ''],
    ['removed', 'paragraph', 'Gone tomorrow.', ''],
  ])
  expect(made.changes.map(({ by }) => by)).toEqual([[aino], [aino], [ben]])
  expect(made.counts).toMatchObject({ people: 2, blocks: 3, removed: 3 })
})

test('[H23] a column that came or went is one change', () => {
  const desk = deskWith(node('table', null, row('Who', 'What'), row('Aino', 'Answers')))
  const from = desk.now
  desk.behind(aino, 'What').commands.deleteColumn()
  expect(short(since(desk, from))).toEqual([['removed', 'tableCell', 'What Answers', '']])
  const later = desk.now
  desk.behind(aino, 'Who').commands.addColumnAfter()
  desk.behind(aino, 'Who').commands.goToNextCell()
  desk.of(aino).commands.insertContent('Where')
  const added = since(desk, later)
  expect(added.changes.map(({ kind, node: type }) => [kind, type])).toEqual([
    ['added', 'tableCell'],
  ])
})

const goal = (id: string, name: string, term = 'near') =>
  node('goal', { id: id.repeat(20), term }, node('goalName', null, name), node('goalServes'))

test('[H24] rows of blocks are moved, changed and removed as rows', () => {
  const desk = deskWith(
    node('goalTable', null, goal('a', 'Trust'), goal('b', 'Reach'), goal('c', 'Speed')),
    line('End'),
  )
  const from = desk.now
  desk.move(aino, 'goal', 'Speed', 'Trust')
  const moved = since(desk, from)
  expect(moved.changes).toMatchObject([
    { kind: 'moved', node: 'goal', by: [aino], direction: 'up', after: 'Speed' },
  ])
  expect(drawn(moved.page)).toContain('<goal/moved><goalName>Speed</><goalServes></></>')
  const later = desk.now
  desk.set(ben, 'goal', 'Reach', 'term', 'far')
  desk.remove(aino, 'goal', 'Trust')
  const made = since(desk, later)
  expect(made.changes).toMatchObject([
    { kind: 'removed', node: 'goal', by: [aino], before: 'Trust' },
    {
      kind: 'changed',
      node: 'goal',
      by: [ben],
      was: { attrs: { term: 'near' } },
      is: { attrs: { term: 'far' } },
    },
  ])
  expect(made.counts).toMatchObject({ people: 2, blocks: 2, removed: 1, changed: 1 })
})

test('[H25] a paragraph that became a heading is changed, and so is a heading of another level', () => {
  const desk = deskWith(line('When we speak for the town'), line('Anyone answers.'))
  const from = desk.now
  desk.on(aino, 'When').commands.setHeading({ level: 2 })
  const made = since(desk, from)
  expect(drawn(made.page)).toBe(
    '<heading/changed>When we speak for the town</><paragraph>Anyone answers.</>',
  )
  expect(made.changes).toMatchObject([
    {
      kind: 'changed',
      by: [aino],
      was: { type: 'paragraph' },
      is: { type: 'heading', attrs: { level: 2 } },
      before: 'When we speak for the town',
      after: 'When we speak for the town',
    },
  ])
  const later = desk.now
  desk.on(ben, 'When').commands.setHeading({ level: 3 })
  expect(since(desk, later).changes).toMatchObject([
    { kind: 'changed', by: [ben], was: { attrs: { level: 2 } }, is: { attrs: { level: 3 } } },
  ])
})

test('[H25] choices of blocks are changed: boxes, dates, stances, questions set aside', () => {
  const question = node('question', { required: true }, 'Whom do we ask?')
  const task = node('taskItem', null, line('Ask them'))
  const fields = [
    node('ruleText', null, 'Thank first'),
    ...['ruleWhy', 'ruleExample', 'ruleAsk'].map((type) => node(type)),
  ]
  const rule = node('ruleCard', { stance: 'do' }, ...fields)
  const desk = deskWith(question, node('taskList', null, task), rule)
  const from = desk.now
  desk.set(aino, 'question', 'Whom', 'notRelevant', true)
  desk.set(aino, 'taskItem', 'Ask', 'checked', true)
  desk.set(ben, 'taskItem', 'Ask', 'due', '2027-03-31')
  desk.set(ben, 'ruleCard', 'Thank', 'stance', 'dont')
  const made = since(desk, from)
  expect(made.changes).toMatchObject([
    { kind: 'changed', node: 'question', by: [aino], is: { attrs: { notRelevant: true } } },
    { kind: 'changed', node: 'taskItem', is: { attrs: { checked: true, due: '2027-03-31' } } },
    { kind: 'changed', node: 'ruleCard', by: [ben], was: { attrs: { stance: 'do' } } },
  ])
  expect(made.changes[1]?.by.toSorted()).toEqual([aino, ben].toSorted())
  expect(made.counts).toMatchObject({ people: 2, blocks: 3, changed: 3 })
})

test('[H26] other marks are formatted, with what they were before and who set them', () => {
  const desk = deskWith(line('Never remove criticism.'))
  const from = desk.now
  desk.on(aino, 'Never').commands.toggleBold()
  desk.behind(ben, 'criticism').commands.insertContent(' at all')
  const made = since(desk, from)
  expect(drawn(made.page)).toBe('<paragraph>[*Never*] remove criticism[+ at all+].</>')
  expect(made.changes).toMatchObject([
    { kind: 'formatted', by: [aino], set: ['bold'], before: 'Never', after: 'Never' },
    { kind: 'added', by: [ben], after: 'at all' },
  ])
  const formatted = nodesOf(made.page).find(({ became }) => became === 'formatted')
  expect(formatted).toMatchObject({ marks: [{ type: 'bold' }], wasMarks: [], by: aino })
  const later = desk.now
  desk.on(ben, 'Never').commands.toggleBold()
  desk.on(ben, 'remove').commands.toggleItalic()
  expect(since(desk, later).changes).toMatchObject([
    { kind: 'formatted', by: [ben], unset: ['bold'] },
    { kind: 'formatted', by: [ben], set: ['italic'] },
  ])
})

test('[H26] who set a mark is told also where somebody else split the paragraph afterwards', () => {
  const desk = deskWith(line('We answer quickly. Never remove criticism.'))
  const from = desk.now
  desk.on(aino, 'Never').commands.toggleBold()
  desk.behind(ben, 'quickly.').commands.splitBlock()
  const made = since(desk, from)
  const formatted = made.changes.filter(({ kind }) => kind === 'formatted')
  expect(formatted).toMatchObject([{ by: [aino], after: 'Never' }])
})

test('[H27] whoever wrote or removed text is its author, whoever split or moved it', () => {
  const desk = deskWith(line('We answer.'))
  const from = desk.now
  desk.behind(aino, 'answer').commands.insertContent(' within the day and')
  desk.behind(ben, 'within the').commands.insertContent(' same')
  desk.behind(ben, 'the same').commands.splitBlock()
  const middle = desk.now
  const texts = nodesOf(since(desk, from).page).filter(({ became }) => became === 'added')
  const authorOf = (words: string) => texts.find(({ text }) => text?.includes(words))?.by
  expect(['within the', 'same', 'day and'].map(authorOf)).toEqual([aino, ben, aino])
  desk.on(aino, 'within').commands.deleteSelection()
  desk.behind(ben, 'same').commands.joinForward()
  const made = since(desk, middle)
  expect(made.changes).toMatchObject([
    { kind: 'joined', by: [ben] },
    { kind: 'removed', by: [aino], before: 'within' },
  ])
  // Removed by one person from a line that another one had made anew since.
  const first = since(desk, 1)
  expect(JSON.stringify(first.page)).not.toContain('within')
})

test('[H27] what was written before and came back in the span is credited to who brought it back', () => {
  const desk = deskWith(line('First.'), line('We say where we know it from, always.'))
  const full = desk.now
  desk.remove(aino, 'paragraph', 'We say')
  const from = desk.now
  desk.of(aino).commands.undo()
  const made = since(desk, from)
  expect(made.changes).toMatchObject([{ kind: 'added', by: [aino], seqs: [desk.now, desk.now] }])
  expect(since(desk, full).changes).toEqual([])
})

test('[H28] insertions and deletions are shown by whole words', () => {
  const desk = deskWith(line('The colour of our strategy is foobar, soon.'))
  const from = desk.now
  desk.on(aino, 'our of').commands.insertContent('or of')
  desk.behind(ben, 'foo').commands.insertContent(' ')
  desk.on(ben, 'soon').commands.insertContent('the same working day')
  const made = since(desk, from)
  expect(drawn(made.page)).toBe(
    '<paragraph>The [-colour-][+color+] of our strategy is [-foobar-][+foo bar+], ' +
      '[-soon-][+the same working day+].</>',
  )
  expect(made.changes.map(({ kind, by, before, after }) => [kind, by, before, after])).toEqual([
    ['replaced', [aino], 'colour', 'color'],
    ['replaced', [ben], 'foobar, soon', 'foo bar, the same working day'],
  ])
})

test('[H28] a new word beside an old one leaves that as it was', () => {
  const desk = deskWith(line('We answer quickly'))
  const from = desk.now
  desk.behind(aino, 'We').commands.insertContent(' always')
  desk.behind(aino, 'quickly').commands.insertContent(', and kindly')
  expect(drawn(since(desk, from).page)).toMatch(
    /^<paragraph>We ?\[\+ ?always ?\+\] ?answer quickly\[\+, and kindly\+\]<\/>$/,
  )
})

test('[H29] from the beginning on all of the page is new, and a span of nothing changed nothing', () => {
  const desk = deskWith(
    line('First.'),
    node('bulletList', null, node('listItem', null, line('One'))),
  )
  desk.behind(aino, 'First').commands.insertContent(' of all')
  const { chronicle, now } = desk
  const all = changesBetween(chronicle, 0, now)
  expect(
    nodesOf(all.page)
      .slice(1)
      .every(({ became }) => became === 'added'),
  ).toBe(true)
  expect(all.changes.map(({ kind, node: type, after }) => [kind, type, after])).toEqual([
    ['added', 'title', 'Page'],
    ['added', 'paragraph', 'First of all.'],
    ['added', 'bulletList', 'One'],
  ])
  expect(all.people).toEqual([aino])
  expect(all.counts).toEqual({ people: 1, blocks: 3, added: 3, removed: 0, moved: 0, changed: 0 })
  const none = changesBetween(chronicle, now, now)
  expect(none.changes).toEqual([])
  expect(nodesOf(none.page).every(({ became }) => became === 'same')).toBe(true)
  expect(changesBetween(chronicle, 0, 0).page.content ?? []).toEqual([])
  expect(() => changesBetween(chronicle, 2, 1)).toThrow(RangeError)
  expect(() => changesBetween(chronicle, 0, now + 1)).toThrow(RangeError)
})

test('[H29] excerpts are short and of one line', () => {
  const desk = deskWith(line('Start.'))
  const from = desk.now
  desk.behind(aino, 'Start.').commands.insertContent(` ${'never say never '.repeat(30)}`)
  const [change] = since(desk, from).changes
  expect(change?.after).toMatch(/^never say never .*…$/)
  expect(change?.after.length).toBeLessThanOrEqual(120)
})

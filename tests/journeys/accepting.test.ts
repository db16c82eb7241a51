import { expect, test } from 'vitest'
import { XmlElement } from 'yjs'
import { pageRoot } from '#contract/page-schema.ts'
import { writtenAt } from '../../server/history/written.ts'
import { contentOf } from '../../server/rooms/content.ts'
import { throwReported } from '../support/app.ts'
import { node } from '../support/blocks.ts'
import { DiscussedPage } from '../support/discussed-page.ts'
import { historyOf } from '../support/page-history.ts'
import { at, SocketPen } from '../support/socket-pen.ts'
import { wordsAt } from '../support/spots.ts'
import { entriesOf } from '../support/storage.ts'

const bold = { type: 'bold' }
const link = { type: 'link', attrs: { href: 'https://example.org/' } }

function text(words: string, ...marks: readonly { readonly type: string }[]) {
  return { type: 'text', text: words, ...(marks.length > 0 && { marks: [...marks] }) }
}

/** The lines of a page, with bold words in stars and links in brackets. */
function linesOf(page: DiscussedPage): readonly string[] {
  const lines: string[] = []
  const walk = (one: ReturnType<typeof contentOf>) => {
    const words = one.content?.map(({ marks = [], text: part = '' }) => {
      const names = marks.map(({ type }) => type)
      const linked = names.includes('link') ? `[${part}]` : part
      return names.includes('bold') ? `*${linked}*` : linked
    })
    if (one.content?.some((child) => child.text !== undefined)) lines.push(words?.join('') ?? '')
    else one.content?.forEach(walk)
  }
  walk(contentOf(page.pen.client.doc))
  return lines.slice(1)
}

test('[M40] accepted words go in as one entry of whoever proposed them, and the thread ends with it', async () => {
  const page = await DiscussedPage.begin()
  const { app, pen, wiki } = page
  const kai = await wiki.person('Kai', 'commenter')
  const eva = await wiki.person('Eva', 'editor')
  const id = await page.proposes('before we talk to anybody', 'before we write to anyone', {
    who: kai,
  })
  const other = await page.says('we talk')
  const before = await page.head()
  const params = { ...page.params, thread: id }
  const body = { replacing: 'before we talk to anybody', reason: 'Says it better.' }
  const ended = await eva.browser.does('acceptProposal', { params, body })

  expect(await page.head()).toBe(before + 1)
  expect(await entriesOf(app.storage, page.page, before + 1)).toMatchObject([
    { kind: 'proposal', author: kai.person.id },
  ])
  expect(ended.ending).toMatchObject({
    fate: 'adopted',
    reason: 'Says it better.',
    by: eva.person.id,
    seq: before + 1,
    into: null,
  })
  await pen.client.until(() => pen.client.text.includes('before we write to anyone.'), 'the words')
  expect(await page.told(id)).toBe('before we write to anyone')
  // What was kept is what it was, so what else is said of it stays.
  expect(await page.anchor(id)).toMatchObject({ quote: body.replacing, seq: before + 1 })
  await page.until(other, 'we ')
  const notices = async () => (await kai.browser.does('listNotices')).notices
  await expect
    .poll(notices)
    .toMatchObject([{ kind: 'fate', thread: id, fate: 'adopted', by: eva.person.id }])
  throwReported(app)
})

test('[M41] new words look like those that they replace, and kept ones stay as they were', async () => {
  const page = await DiscussedPage.begin([
    node('paragraph', null, text('We '), text('always listen', bold), text(' before talking.')),
    node('paragraph', null, text('Read '), text('our old promise', link), text(' to them.')),
    node('paragraph', null, text('One '), text('two', bold), text(' three.')),
  ])
  const accept = async (words: string, proposal: string) => {
    const thread = await page.proposes(words, proposal)
    const params = { ...page.params, thread }
    const { browser } = page.wiki.aino
    const { ending } = await browser.does('acceptProposal', { params, body: { replacing: words } })
    const { seq } = ending ?? fail()
    await page.pen.client.until(() => page.pen.client.complete, 'settled')
    expect(seq).toBe(await page.head())
    await expect.poll(() => wordsAt(page.pen.client.doc, page.pen.spot(proposal))).toBe(proposal)
  }
  await accept('We always listen before talking', 'We never listen while talking')
  await accept('our old promise to', 'our first promise to all of')
  // At an edge of what is bold nothing more gets bold; within it, it does.
  await accept('two three', 'two new three')
  await accept('never listen', 'never really listen')
  await accept('two', 'two more')
  expect(linesOf(page)).toEqual([
    'We *never really listen* while talking.',
    'Read [our first promise] to all of them.',
    'One *two more* new three.',
  ])
  throwReported(page.app)
})

test('[M42] words are put in while others type in the same paragraph, and nothing of theirs is lost', async () => {
  const page = await DiscussedPage.begin()
  const { pen, wiki } = page
  const eva = await SocketPen.begin(wiki, page.page, await wiki.person('Eva', 'editor'))
  const id = await page.proposes('listen before we talk', 'think and listen before we ever talk')
  const params = { ...page.params, thread: id }
  const asking = wiki.aino.browser.does('acceptProposal', {
    params,
    body: { replacing: 'listen before we talk' },
  })
  for (const letter of 'abcdef') {
    await Promise.all([pen.type('anybody', letter), eva.type('We always', letter.toUpperCase())])
  }
  await asking
  const whole = /ABCDEF.*We always think and listen before we ever talk to abcdefanybody/
  for (const { client } of [pen, eva]) {
    await client.until(() => whole.test(client.text.replace('FEDCBA', 'ABCDEF')), 'all of it')
  }
  expect(await page.told(id)).toBe('think and listen before we ever talk')
  throwReported(page.app)
})

test('[M43] two accept at once: it is done once, and once more by the same person changes nothing', async () => {
  const page = await DiscussedPage.begin()
  const { wiki } = page
  const eva = await wiki.person('Eva', 'editor')
  const id = await page.proposes('We always', 'We often')
  const before = await page.head()
  const params = { ...page.params, thread: id }
  const body = { replacing: 'We always' }
  const tries = () =>
    [wiki.aino, eva].map(({ browser }) => browser.tries('acceptProposal', { params, body }))
  const [first, second] = await Promise.all(tries())
  expect(new Set([first?.status, second?.status])).toEqual(new Set([200, 409]))
  const late = first?.status === 409 ? first : second
  expect(late?.error).toMatchObject({ code: 'conflict', details: { reason: 'ended' } })
  const again = await Promise.all(tries())
  expect(new Set(again.map(({ status }) => status))).toEqual(new Set([200, 409]))
  expect(await page.head()).toBe(before + 1)
  throwReported(page.app)
})

test('[M44] where the text has moved on nothing is put in, and what stands there now is told', async () => {
  const page = await DiscussedPage.begin([
    node('paragraph', null, 'one two three four five six seven eight nine ten'),
    node('paragraph', null, 'a last line'),
  ])
  const { pen, wiki } = page
  const tries = async (thread: string, replacing: string) => {
    const params = { ...page.params, thread }
    const tried = await wiki.aino.browser.tries('acceptProposal', { params, body: { replacing } })
    return tried.error?.details ?? tried.status
  }
  const changed = await page.proposes('two three', 'two and three')
  await pen.type('three', 'or ')
  expect(await tries(changed, 'two three')).toEqual({ reason: 'changed', passage: 'two or three' })
  expect((await page.thread(changed)).ending).toBe(null)

  const spans = await page.proposes('five six', 'five to six')
  await pen.edit((tr, state) => tr.split(at(state, ' six')))
  expect(await tries(spans, 'five six')).toEqual({ reason: 'spans', passage: 'five\n six' })

  const gone = await page.proposes('eight nine', 'eight')
  await pen.delete(' eight nine')
  expect(await tries(gone, 'eight nine')).toEqual({ reason: 'gone', passage: '' })

  const atoms = await page.proposes('a last line', 'the last line')
  await pen.edit((tr, state) => tr.insert(at(state, 'last line'), state.schema.node('hardBreak')))
  expect(await tries(atoms, 'a last line')).toEqual({ reason: 'changed', passage: 'a \nlast line' })
  expect(await tries(atoms, 'a \nlast line')).toEqual({ reason: 'atoms', passage: 'a \nlast line' })

  // With what stands there now it is put in: whoever accepts has seen it.
  expect(await tries(changed, 'two or three')).toBe(200)
  expect(pen.client.text).toContain('one two and three four')
  expect(await tries(await page.says('a '), 'a ')).toEqual({ thread: 'no-proposal' })
  throwReported(page.app)
})

test('[M154] a passage with line breaks takes a proposal with as many, and they stay as they are', async () => {
  const page = await DiscussedPage.begin([
    node('paragraph', null, 'one two', node('hardBreak'), 'three four', node('hardBreak'), 'five'),
  ])
  const { pen, wiki } = page
  const breaks = () =>
    [...pen.client.root.createTreeWalker((type) => type instanceof XmlElement)].flatMap((type) =>
      type instanceof XmlElement && type.nodeName === 'hardBreak' ? [type._item?.id] : [],
    )
  const before = breaks()
  expect(before).toHaveLength(2)
  const tries = async (proposal: string, words = 'twothree fourfi') => {
    const body = { spot: pen.spot(words), proposal }
    const tried = await wiki.aino.browser.tries('beginThread', { params: page.params, body })
    return tried.error?.details
  }
  // Never one that could not be accepted.
  for (const wrong of ['2 three four fi', '2\nthree four fi', '2\n3\n4\nfi', '']) {
    expect(await tries(wrong)).toEqual({ proposal: 'breaks' })
  }
  expect(await tries('o\nne', 'one')).toEqual({ proposal: 'breaks' })

  const id = await page.proposes('twothree fourfi', '2\nthree or 4\nfi')
  expect((await page.thread(id)).proposal?.from).toBe('two\nthree four\nfi')
  const params = { ...page.params, thread: id }
  const body = { replacing: 'two\nthree four\nfi' }
  const accepted = await wiki.aino.browser.does('acceptProposal', { params, body })
  expect(accepted.ending?.fate).toBe('adopted')
  const blocks = contentOf(pen.client.doc).content ?? []
  expect(blocks.at(-1)?.content?.map(({ text: part, type }) => part ?? type)).toEqual([
    'one 2',
    'hardBreak',
    'three or 4',
    'hardBreak',
    'five',
  ])
  expect(breaks()).toEqual(before)
  await page.until(id, '2three or 4fi')
  throwReported(page.app)
})

test('[M45] only who may write accepts, and nobody on a locked page or in the trash', async () => {
  const page = await DiscussedPage.begin()
  const { wiki } = page
  const { browser } = wiki.aino
  const kai = await wiki.person('Kai', 'commenter')
  const id = await page.proposes('We always', 'We often', { who: kai })
  const before = await page.head()
  const tries = async (who = wiki.aino) => {
    const params = { ...page.params, thread: id }
    const body = { replacing: 'We always' }
    return (await who.browser.tries('acceptProposal', { params, body })).error?.code
  }
  expect(await tries(kai)).toBe('forbidden')
  const { params } = page
  await browser.does('changePageAccess', { params, body: { locked: true } })
  expect(await tries()).toBe('locked')
  await browser.does('changePageAccess', { params, body: { locked: false } })
  await browser.does('trashPage', { params })
  expect(await tries()).toBe('locked')
  await browser.does('restorePage', { params })
  expect(await page.head()).toBe(before)
  expect(await tries()).toBe(undefined)
  throwReported(page.app)
})

test('[M46] every letter of Finnish and Swedish, emoji, nothing at all, cells and cards take proposals', async () => {
  const field = (type: string, words: string) => node(type, null, ...(words ? [words] : []))
  const page = await DiscussedPage.begin([
    node('paragraph', null, 'Työyhteisö hyväksyy 😀 näin.'),
    node('paragraph', null, 'Vi får höra 👩‍👩‍👧 det först.'),
    node('paragraph', null, 'This goes. This stays.'),
    node(
      'table',
      null,
      node(
        'tableRow',
        null,
        node('tableCell', { colspan: 1, rowspan: 1 }, node('paragraph', null, 'a cell')),
      ),
    ),
    node(
      'ruleCard',
      { stance: 'do' },
      field('ruleText', 'Thank first.'),
      field('ruleWhy', ''),
      field('ruleExample', ''),
      field('ruleAsk', ''),
    ),
  ])
  const { client } = page.pen
  const accept = async (words: string, proposal: string) => {
    const thread = await page.proposes(words, proposal)
    const params = { ...page.params, thread }
    const body = { replacing: words }
    await page.wiki.aino.browser.does('acceptProposal', { params, body })
    return thread
  }
  await accept('hyväksyy 😀 näin', 'hylkää 😁 näinkin')
  await accept('får höra 👩‍👩‍👧', 'hör 👩‍👧')
  const gone = await accept('This goes. ', '')
  await accept('a cell', 'a better cell')
  await accept('Thank', 'Thank people')
  const all = [
    'Työyhteisö hylkää 😁 näinkin.',
    'Vi hör 👩‍👧 det först.',
    'This stays.',
    'a better cell',
    'Thank people first.',
  ]
  await client.until(() => linesOf(page).join() === all.join(), 'all of it')
  expect(await page.told(gone)).toBe('gone')
  const { ending } = await page.thread(gone)
  expect(await page.anchor(gone)).toMatchObject({
    quote: 'This goes. ',
    lastThere: (ending?.seq ?? 0) - 1,
  })
  expect(client.doc.getXmlFragment(pageRoot).toJSON()).not.toContain('\uFFFD')
  throwReported(page.app)
})

test('[M48] the history says who proposed the words and who wrote what was kept; it can be restored', async () => {
  const page = await DiscussedPage.begin()
  const { wiki } = page
  const { browser } = wiki.aino
  const kai = await wiki.person('Kai', 'commenter')
  const words = 'listen before we talk'
  const id = await page.proposes(words, 'listen and think before we talk', { who: kai })
  const before = await page.head()
  const params = { ...page.params, thread: id }
  await browser.does('acceptProposal', { params, body: { replacing: words } })

  const chronicle = await historyOf(browser, page.page)
  const [line] = (writtenAt(chronicle, chronicle.head).content ?? []).flatMap(
    ({ content = [] }) => {
      const runs = content.flatMap(({ written = [] }) => written)
      const isLine = runs.some(({ text: run }) => run.includes('always'))
      return isLine ? [runs.map(({ author, how, text: run }) => [author, how, run])] : []
    },
  )
  expect(line).toEqual([
    [wiki.aino.person.id, 'pasted', 'We always listen '],
    [kai.person.id, 'proposed', 'and think '],
    [wiki.aino.person.id, 'pasted', 'before we talk to anybody.'],
  ])
  expect(await browser.does('getPageParticipation', page)).toMatchObject({
    invited: 2,
    tookPart: 2,
  })

  const { seq } = await browser.does('restoreMoment', {
    params: page.params,
    body: { kind: 'restore', seq: before },
  })
  await page.until(id, words)
  await browser.does('restoreMoment', {
    params: page.params,
    body: { kind: 'undo', seq: seq ?? 0 },
  })
  await page.until(id, 'listen and think before we talk')
  expect((await page.thread(id)).ending?.fate).toBe('adopted')
  throwReported(page.app)
})

function fail(): never {
  throw new Error('not there')
}

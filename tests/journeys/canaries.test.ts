/**
 * Words that are for those who write get out nowhere: each place where something may stand has one
 * word of its own, an edition is published, and everything that is given out is looked through.
 */
import { spawnSync } from 'node:child_process'
import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { must } from '#contract/asserts.ts'
import { throwReported } from '../support/app.ts'
import { node, writeBlocks } from '../support/blocks.ts'
import { EditionWiki } from '../support/edition-wiki.ts'
import { writerOf } from '../support/page-history.ts'
import { send } from '../support/page-files.ts'
import type { Browser } from '../support/person.ts'
import { picture } from '../support/pictures.ts'
import { spotOf } from '../support/spots.ts'
import type { Member } from '../support/wiki.ts'

const line = (text: string, attrs: { internal: true } | null = null) =>
  node('paragraph', attrs, text)

/** What must get out, so that it is known that something was looked at. */
const shown = ['shownparagraph', 'shownreason', 'Cecilia', 'shownfile', 'shownversion']

/** Something that was given out, by where. */
type Given = Map<string, Uint8Array>

test('[P395] nothing of drafts, comments, questions, internal parts or people gets out', async () => {
  const made = await EditionWiki.begin()
  const { aino, params, wiki } = made
  const people = {
    writer: await wiki.person('Canarywriter', 'editor'),
    speaker: await wiki.person('Canaryspeaker', 'commenter'),
    owner: await wiki.person('Canaryowner', 'editor'),
    approver: await wiki.person('Canaryapprover', 'commenter'),
    consenting: await wiki.person('Cecilia', 'editor'),
  }
  // Fewer than five: whoever owns a page or a task is told by their role alone.
  const unit = await aino.browser.does('addUnit', { body: { name: 'Canaryunit of two' } })
  for (const { person } of [people.writer, people.owner]) {
    await aino.browser.does('changePerson', { params: { id: person.id }, body: { unit: unit.id } })
  }
  await people.consenting.browser.does('setConsent', { params, body: { named: true } })

  const hidden = await hiddenPages(made)
  const page = await writtenPage(made, people, hidden)
  const other = await made.page('Shown as well', 'shownparagraph too')
  await discussed(made, page, people.speaker)

  // Somebody returns it first, with a reason for those who asked.
  const returned = await made.ask([page], [people.approver])
  await people.approver.browser.does('answerApproval', {
    params: { ...params, approval: returned.id },
    body: { what: 'returned', reason: 'canaryreturned for this' },
  })
  await aino.browser.does('cancelApproval', { params: { ...params, approval: returned.id } })

  const asked = await made.ask([page, other], [people.approver], { note: 'canarynote' })
  // The draft lives on.
  await made.writes(page, 'canarydraft after asking', people.writer)
  await made.types(other, ' canarytyped')
  await aino.browser.does('beginThread', { params: { id: page }, body: { text: 'canarylater' } })
  const draft = await preview(people.approver.browser, wiki.strategy, asked.id)
  await made.approves(people.approver, asked.id, { despite: 'shownparagraph, so it goes on' })
  const edition = await made.publish(asked.id)
  await made.writes(page, 'canaryafter publishing', people.writer)

  const given = new Map([...draft, ...(await published(aino.browser, edition.path))])
  for (const format of ['zip', 'pdf', 'paste'] as const) {
    const { bytes, headers, status } = await aino.browser.get(
      `/api/strategies/${wiki.strategy}/editions/${edition.id}/export/${format}`,
    )
    expect(status, format).toBe(200)
    given.set(`export/${format}`, bytes)
    given.set(`export/${format} headers`, Buffer.from(JSON.stringify([...headers])))
  }
  unpack(given)
  await search(given, aino.browser)

  // Nobody's id is told, and none of a page that is not published.
  const ids = [...Object.values(people).map(({ person }) => person.id), unit.id, ...hidden]
  const canary = new RegExp(`canary\\w*|${ids.join('|')}`, 'gi')
  const hits: string[] = []
  const seen = new Set<string>()
  for (const [where, bytes] of given) {
    const text = `${where}\n${Buffer.from(bytes).toString('utf8')}`
    for (const [found] of text.matchAll(canary)) hits.push(`${found} in ${where}`)
    for (const word of shown) if (text.includes(word)) seen.add(word)
  }
  expect(hits).toEqual([])
  expect([...seen].toSorted()).toEqual(shown.toSorted())
  for (const kind of [
    /\.html$/,
    /\.css$/,
    /feed\.atom$/,
    /feed\.json$/,
    /paste\//,
    /zip » /,
    /^draft /,
  ]) {
    expect([...given.keys()].filter((where) => kind.test(where)).length, `${kind}`).toBeGreaterThan(
      0,
    )
  }

  // Who agreed may change their mind, and is named no more in what is published already.
  await people.consenting.browser.does('setConsent', { params, body: { named: false } })
  const later = await published(aino.browser, edition.path)
  const { bytes } = await aino.browser.get(
    `/api/strategies/${wiki.strategy}/editions/${edition.id}/export/zip`,
  )
  later.set('export/zip', bytes)
  unpack(later)
  const still = [...later].filter(([, one]) => Buffer.from(one).includes('Cecilia'))
  expect(still.map(([where]) => where)).toEqual([])
  wiki.leave()
  throwReported(made.app)
})

/** A page with everything that may stand on one, most of it not for readers. */
async function writtenPage(
  made: EditionWiki,
  people: { readonly writer: Member; readonly owner: Member; readonly consenting: Member },
  hidden: readonly string[],
): Promise<string> {
  const { aino, wiki } = made
  const { consenting, owner, writer } = people
  const page = await wiki.page('How we answer')
  const { browser } = aino
  const sent = async (name: string) =>
    (await send(browser, page, Buffer.from('shown to all'), name, 'text/plain')).id
  const [kept, inside] = [await sent('shownfile.txt'), await sent('canaryinternalfile.txt')]
  await sent('canaryunusedfile.txt')
  const image = await send(browser, page, await picture('png').toBuffer(), 'canarypicture.png')
  const file = (id: string, name: string, attrs: { internal?: true } = {}) =>
    node('file', { page, file: id, name, size: 12, ...attrs })
  const mention = ({ person }: Member) =>
    node('personMention', { person: person.id, label: person.name })
  const step = node(
    'flowStep',
    { kind: 'do', owner: owner.person.id },
    node('stepTitle', null, 'Seen'),
    node('stepAction', null, 'Say so'),
    node('stepWho', null, 'Shift'),
  )
  await writeBlocks(
    wiki,
    page,
    [
      line('shownparagraph of the page'),
      node('question', { required: true }, 'canaryquestion for whom?'),
      line('We answer everybody.'),
      node('question', { notRelevant: true }, 'canaryrivals, who are they?'),
      line('canaryreasonagainst: a municipality has none'),
      node('heading', { level: 2 }, 'What follows'),
      line('canaryinternal number of the shift', { internal: true }),
      node('callout', { tone: 'tip', internal: true }, line('canarycallout')),
      node(
        'bulletList',
        null,
        node('listItem', null, line('In a list'), node('question', null, 'canarylist?')),
      ),
      node(
        'details',
        null,
        node('detailsSummary', null, 'More'),
        node('detailsContent', null, line('canarydetails', { internal: true }), line('Told')),
      ),
      node('flow', null, step),
      node(
        'taskList',
        null,
        node('taskItem', { owner: owner.person.id }, line('Make a plan')),
        node('taskItem', { owner: consenting.person.id }, line('Read the plan')),
      ),
      node(
        'goalTable',
        { internal: true },
        node('goal', null, node('goalName', null, 'canarygoal')),
      ),
      node('paragraph', null, 'Ask ', mention(writer), ' or ', mention(consenting), '.'),
      // The words stand on the page; where they lead is nobody's business.
      ...hidden.map((to) =>
        node('paragraph', null, 'See ', node('pageMention', { page: to, label: 'the plan' }), {
          ...{ type: 'text', text: ' and more' },
          marks: [{ type: 'link', attrs: { href: `/pages/${to}` } }],
        }),
      ),
      node('image', { page, file: image.id, alt: 'A map' }),
      node('image', { page, file: image.id, alt: 'canaryalt', internal: true }),
      file(kept, 'shownfile.txt'),
      file(inside, 'canaryinternalfile.txt', { internal: true }),
      line('canarydeleted'),
    ],
    writer,
  )
  const { client, deletes, types } = await writerOf(wiki, page, consenting)
  await deletes('canarydeleted')
  await types('What stays: answerable.')
  client.destroy()
  const params = { id: page }
  await browser.does('changePage', {
    params,
    body: { owner: owner.person.id, deputy: people.writer.person.id, reviewOn: '2027-03-02' },
  })
  const { id } = await browser.does('makeVersion', {
    params,
    body: { name: 'shownversion', note: 'canaryversionnote' },
  })
  expect(id).toBeTruthy()
  return page
}

/** Pages that are not published, one of them narrowed. */
async function hiddenPages(made: EditionWiki): Promise<readonly string[]> {
  const draft = await made.page('Canarytitle of a draft', 'canaryunpublished')
  const narrowed = await made.page('Canarynarrowed page', 'canarynarrowedtext')
  await made.aino.browser.does('changePageAccess', {
    params: { id: narrowed },
    body: { narrowed: { others: null, named: [] } },
  })
  return [draft, narrowed]
}

/** Threads about what is shown and what is not, ended and open ones. */
async function discussed(
  { aino, wiki }: EditionWiki,
  page: string,
  speaker: Member,
): Promise<void> {
  const params = { id: page }
  const { doc } = await wiki.fresh(page)
  const begin = async (text: string, words: string | null) =>
    speaker.browser.does('beginThread', {
      params,
      body: { text, ...(words !== null && { spot: spotOf(doc, words) }) },
    })
  const end = (thread: string, reason: string) =>
    aino.browser.does('endThread', {
      params: { ...params, thread },
      body: { ending: { fate: 'declined', reason } },
    })
  const about = await begin('canarycomment on the text', 'shownparagraph')
  const [first] = about.comments
  await speaker.browser.does('changeComment', {
    params: { ...params, thread: about.id, comment: must(first).id },
    body: { text: 'canaryedited comment' },
  })
  await aino.browser.does('addComment', {
    params: { ...params, thread: about.id },
    body: { text: 'canaryanswer' },
  })
  await end(about.id, 'shownreason for all')
  for (const [words, reason] of [
    ['canaryinternal number', 'canaryreasoninternal'],
    ['canaryquestion for', 'canaryreasonquestion'],
    ['municipality', 'canaryreasonaside'],
    ['canarydetails', 'canaryreasondetails'],
  ] as const) {
    await end((await begin('canarysaid here', words)).id, reason)
  }
  await begin('canaryopen for the page', null)
  await speaker.browser.does('beginThread', {
    params,
    body: {
      text: 'canarywhy',
      spot: spotOf(doc, 'We answer everybody.'),
      proposal: 'canaryproposed',
    },
  })
}

/** Everything that can be reached from a front page, and what only programs ask for. */
async function crawl(
  begins: readonly string[],
  fetched: (address: string) => ReturnType<Browser['get']>,
): Promise<Given> {
  const given: Given = new Map()
  const waiting = [...begins]
  for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
    if (given.has(address)) continue
    const { bytes, headers, status, text } = await fetched(address)
    given.set(address, bytes)
    if (status !== 200) continue
    given.set(`${address} headers`, Buffer.from(JSON.stringify([...headers])))
    if (headers.get('content-type')?.startsWith('text/html') !== true) continue
    for (const [, link = ''] of text.matchAll(/(?:href|src|srcset|action)="([^"#?]+)/g)) {
      const next = new URL(link, `http://here${address}`)
      if (next.host === 'here') waiting.push(next.pathname)
    }
  }
  return given
}

async function published(browser: Browser, front: string): Promise<Given> {
  const names = ['feed.atom', 'feed.json', 'edition.pdf', 'rules.html', 'paste/how-we-answer.html']
  const begins = [front, '/published/ours/', ...names.map((name) => `${front}${name}`)]
  const given = await crawl(begins, (address) => browser.get(address))
  // Beyond what is published there are only the server's own pages.
  return new Map([...given].filter(([address]) => address.startsWith('/published/')))
}

/** The draft, as those who are asked see it. */
async function preview(browser: Browser, strategy: string, approval: string): Promise<Given> {
  const folder = `/api/strategies/${strategy}/approvals/${approval}/preview/`
  const given = await crawl([`${folder}index.html`], (address) => browser.get(address))
  const inside = [...given].filter(([address]) => address.startsWith(folder))
  return new Map(inside.map(([address, bytes]) => [`draft ${address.slice(folder.length)}`, bytes]))
}

/** Files in archives, and texts of PDFs where there is a program that reads them. */
function unpack(given: Given): void {
  for (const [where, bytes] of [...given]) {
    const begins = Buffer.from(bytes.subarray(0, 5)).toString('latin1')
    if (begins.startsWith('PK')) {
      for (const [name, file] of Object.entries(unzipSync(bytes))) given.set(`zip » ${name}`, file)
    }
    if (begins !== '%PDF-') continue
    const read = spawnSync('pdftotext', ['-enc', 'UTF-8', '-', '-'], { input: bytes })
    if (read.error !== undefined) {
      if (process.env.CI) throw new Error('pdftotext is missing: .ci/run installs it on Debian')
      console.info(`════ NOT TESTED: the text of ${where}. It takes pdftotext. ════`)
      continue
    }
    expect(read.stdout.toString()).toContain('shownparagraph')
    given.set(`${where} as text`, read.stdout)
  }
}

/** Looking for words that are not published finds what looking for no word at all finds. */
async function search(given: Given, browser: Browser): Promise<void> {
  const found = (word: string) => browser.get(`/published/ours/search?q=${word}`)
  given.set('search for what is shown', (await found('shownparagraph')).bytes)
  given.set('search for answers', (await found('answer')).bytes)
  expect((await found('shownparagraph')).text).toContain('how-we-answer')
  const nothing = (await found('nosuchword')).text.replaceAll('nosuchword', '…')
  for (const word of [
    'canaryinternal',
    'canarydraft',
    'canaryquestion',
    'canarydeleted',
    'Canarywriter',
  ]) {
    expect((await found(word)).text.replaceAll(word, '…'), word).toBe(nothing)
  }
}

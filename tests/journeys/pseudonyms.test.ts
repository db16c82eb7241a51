import { expect, test } from 'vitest'
import { launchApp, startApp, temporaryFolder, throwReported } from '../support/app.ts'
import { placesOf } from '../support/data-search.ts'
import { node, writeBlocks } from '../support/blocks.ts'
import { writerOf } from '../support/page-history.ts'
import { Browser, emailOf, join, setUp, tokenOf } from '../support/person.ts'
import { Wiki } from '../support/wiki.ts'

test('[H78] who has left loses name, address and unit for good; what they wrote stays', async () => {
  const data = await temporaryFolder()
  const app = await launchApp(data)
  const wiki = await Wiki.begin(app)
  const { browser } = wiki.aino
  const page = await wiki.page()
  const tuulikki = await wiki.person('Tuulikki', 'editor')
  const { types } = await writerOf(wiki, page, tuulikki)
  await types('Sauna is warm')
  const id = tuulikki.person.id
  const mention = node('personMention', { person: id, label: 'Tuulikki' })
  const task = node('taskItem', null, node('paragraph', null, 'Ask ', mention))
  const blocks = [
    node('paragraph', null, 'Ask ', mention, ' about it'),
    node('taskList', null, task),
  ]
  await writeBlocks(wiki, page, blocks)
  const gone = await writerOf(wiki, page)
  gone.client.root.delete(gone.client.root.length - 2, 1)
  await gone.client.until(() => gone.client.complete, 'stored')
  await browser.does('saveTemplate', {
    params: { id: page },
    body: { title: 'Ours', keyQuestion: '', purpose: '', keepText: true },
  })
  const { id: unit } = await browser.does('addUnit', { body: { name: 'HR' } })
  await browser.does('changePerson', { params: { id }, body: { unit, manager: true } })

  const early = await browser.tries('pseudonymisePerson', { params: { id } })
  expect(early.error).toMatchObject({ code: 'conflict', details: { person: 'active' } })
  await browser.does('setPersonActive', { params: { id }, body: { active: false } })
  const given = await browser.does('pseudonymisePerson', { params: { id } })
  expect(given).toMatchObject({
    id,
    name: 'Former member 1',
    email: null,
    unit: null,
    manager: false,
    pseudonym: 1,
  })
  expect(await browser.does('pseudonymisePerson', { params: { id } })).toEqual(given)
  const facts = await browser.does('getHistoryFacts', { params: { id: page } })
  expect(facts.people).toContainEqual({ id, name: 'Former member 1', unit: null, group: null })
  const { content, text } = await browser.does('getPageContent', { params: { id: page } })
  expect(text).toContain('Sauna')
  // It is still them who are mentioned.
  expect(JSON.stringify(content)).toContain(`"person":"${id}"`)

  // There is no way back.
  const params = { id }
  const tried = await Promise.all([
    browser.tries('setPersonActive', { params, body: { active: true } }),
    browser.tries('changePerson', { params, body: { name: 'Tuulikki' } }),
    browser.tries('setPersonRole', { params, body: { role: 'member', email: 'a@example.org' } }),
    browser.tries('makePersonLink', { params }),
  ])
  expect(tried.map(({ error }) => error?.code)).toEqual(Array(4).fill('conflict'))

  const noora = await wiki.person('Noora', 'editor')
  await browser.does('setPersonActive', {
    params: { id: noora.person.id },
    body: { active: false },
  })
  const next = await browser.does('pseudonymisePerson', { params: { id: noora.person.id } })
  expect(next.name).toBe('Former member 2')
  expect(JSON.stringify(app.notes)).not.toContain('Tuulikki')
  wiki.leave()
  throwReported(app)
  await app.close()
  expect(await placesOf(data, ['Tuulikki', 'tuulikki', 'Noora', 'noora'])).toEqual([])
})

test('[H78] two who lose their names at once get two numbers, in the organisation’s language', async () => {
  const app = await startApp()
  const admin = await setUp(app, 'Aino', 'fi')
  await tokenOf(admin)
  const ids = await Promise.all(
    ['Eva', 'Berit', 'Chloe'].map(async (name) => {
      const body = { name, email: `${name}@example.org` }
      const { id } = await admin.browser.does('addPerson', { body })
      await admin.browser.does('setPersonActive', { params: { id }, body: { active: false } })
      return id
    }),
  )
  const given = await Promise.all(
    ids.map((id) => admin.browser.does('pseudonymisePerson', { params: { id } })),
  )
  expect(given.map(({ name }) => name).toSorted()).toEqual([
    'Entinen jäsen 1',
    'Entinen jäsen 2',
    'Entinen jäsen 3',
  ])
  throwReported(app)
})

test('[H78] when somebody loses their name, everybody else signs in as before', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const others = ['Berit', 'Carla', 'Dag', 'Eino', 'Frida', 'Gunnar']
  for (const name of others) await join(aino, name)
  const leaver = await join(aino, 'Leaver')
  const params = { id: leaver.person.id }
  await aino.browser.does('setPersonActive', { params, body: { active: false } })
  await aino.browser.does('pseudonymisePerson', { params })
  for (const name of ['Aino', ...others]) await new Browser(app).signIn(emailOf(name))
  throwReported(app)
})

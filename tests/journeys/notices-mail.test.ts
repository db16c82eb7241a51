import { expect, test } from 'vitest'
import { at, minute, second, ToldWiki } from '../support/told-wiki.ts'

test('[M60] a mention goes out within seconds, with where to answer and how to stop it', async () => {
  const { app, server, told, wiki } = await ToldWiki.withMail()
  const berit = await wiki.person('Berit', 'commenter')
  const page = await wiki.page('Rules')
  const thread = await told.says(wiki.aino, page, `What do you say, ${at(berit)}?`)
  expect((await told.stored(berit)).map(({ mail }) => mail)).toEqual(['at-once'])
  told.passes(10 * second)
  await expect.poll(() => server.letters.length).toBe(1)
  const [letter] = server.letters
  if (!letter) return
  expect(letter).toMatchObject({
    from: 'talkoot@example.org',
    to: 'berit@example.org',
    subject: 'Aino mentioned you on “Rules”',
  })
  const link = `https://wiki.example.org/pages/${page}?thread=${thread}`
  expect(letter.text).toContain('> What do you say, @Berit?')
  expect(letter.text).toContain(link)
  expect(letter.html).toContain(`href="${link}"`)
  await told.settled(berit)
  told.passes(10 * minute)
  expect(server.letters).toHaveLength(1)
  expect(app.reported).toEqual([])
})

import { expect, test } from 'vitest'
import { filler } from '../../server/history/redact.ts'
import { throwReported } from '../support/app.ts'
import { placesOf } from '../support/data-search.ts'
import { rangesOf, writerOf } from '../support/page-history.ts'
import { ReadWiki } from '../support/read-wiki.ts'
import { temporaryFolder } from '../support/temporary.ts'

/** Letters that nothing else in the data folder has. */
const letters = ['𐎀', '𐎁', '𐎂', '𐎃', '𐎄'] as const
const secret = letters.join('')

test('[P484] what is taken out of a page is taken out of what readers wrote of it', async () => {
  const data = await temporaryFolder()
  const read = await ReadWiki.begin({}, { config: { data } })
  const { wiki } = read
  const { aino } = wiki
  const { client, types } = await writerOf(wiki, read.tone)
  for (const letter of letters) await types(letter)
  const ranges = rangesOf(client, secret)
  await read.publish()
  const first = await read.writes(`Why does it say ${secret}?`, { page: 'tone' })
  const second = await read.writes(`And ${secret} again`)
  const other = await read.writes('Something else', { page: 'goals' })
  expect([first.status, second.status, other.status]).toEqual([303, 303, 303])
  const [, latest, oldest] = await read.feedback()
  if (!latest || !oldest) throw new Error('some feedback is missing')
  await aino.browser.does('answerFeedback', {
    params: { id: wiki.strategy, feedback: oldest.id },
    body: { fate: 'answered', reason: `We mean ${secret}` },
  })
  const body = { ranges, reason: 'Pasted by mistake' }
  await aino.browser.does('redactHistory', { params: { id: read.tone }, body })

  const gone = filler.repeat(secret.length)
  expect(await read.feedback()).toMatchObject([
    { text: 'Something else', fate: null },
    { text: `And ${gone} again`, fate: null },
    { text: `Why does it say ${gone}?`, fate: { fate: 'answered', reason: `We mean ${gone}` } },
  ])
  const status = await read.page(first.headers.get('location') ?? '')
  expect([status.status, status.text]).toEqual([200, expect.stringContaining('Why does it say')])
  expect(status.text).not.toContain(letters[0])
  wiki.leave()
  throwReported(read.told.app)
  await read.told.app.close()
  expect(await placesOf(data, letters)).toEqual([])
})

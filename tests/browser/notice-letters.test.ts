import { afterEach, expect, test } from 'vitest'
import { newId, noticeId, pageId, personId, strategyId, threadId } from '#contract/ids.ts'
import { languages } from '#contract/records.ts'
import { writeLetter } from '../../server/notices/mail/letter.ts'
import type { NoticeView } from '../../server/notices/views.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages } from './chromium.ts'

afterEach(expectCleanPages)

const aNotice = (more: Partial<NoticeView> = {}): NoticeView => ({
  id: newId(noticeId),
  kind: 'mention',
  at: '2026-03-02T08:00:00.000Z',
  by: newId(personId),
  strategy: newId(strategyId),
  page: newId(pageId),
  thread: newId(threadId),
  comment: null,
  fate: null,
  readAt: null,
  mail: null,
  byName: 'Aino Korhonen',
  pageTitle: 'How we answer people',
  pageLanguage: 'en',
  strategyName: 'Communication strategy 2027',
  excerpt: 'Could we promise an answer within a day, also at weekends? I doubt that we can.',
  approval: null,
  answer: null,
  edition: null,
  feedback: null,
  due: false,
  isWide: false,
  number: null,
  isProposal: false,
  isFirst: true,
  ...more,
})

test('[M78] letters are readable in light and dark, on a phone and a computer, and pass axe', async () => {
  const tab = await (await computer()).newPage()
  for (const language of languages) {
    for (const way of ['at-once', 'digest'] as const) {
      const several = [aNotice(), aNotice({ kind: 'fate', fate: 'parked' })]
      const { html } = writeLetter({
        reader: { id: newId(personId), name: 'Berit', address: 'berit@example.org' },
        language,
        organisation: 'Karelia',
        base: 'https://wiki.example.org',
        domain: 'example.org',
        way,
        notices: way === 'at-once' ? [aNotice()] : several,
        stopKey: 'a key',
      })
      await tab.setContent(html)
      for (const width of [1_440, 390]) {
        await tab.setViewportSize({ width, height: 844 })
        const wide = await tab.evaluate(() => document.documentElement.scrollWidth)
        expect([language, way, wide]).toEqual([language, way, width])
      }
      // In both: it looks at each in light and in dark.
      expect([language, way, await faults(tab)]).toEqual([language, way, []])
    }
  }
})

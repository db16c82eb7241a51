import { expect, test } from 'vitest'
import {
  approvalId,
  editionId,
  feedbackId,
  newId,
  noticeId,
  pageId,
  personId,
  strategyId,
} from '#contract/ids.ts'
import { languages } from '#contract/records.ts'
import { writeLetter } from '../../../server/notices/mail/letter.ts'
import { readStopCode } from '../../../server/notices/stop-codes.ts'
import type { NoticeView } from '../../../server/notices/views.ts'

const strategy = newId(strategyId)
const approval = newId(approvalId)

function aNotice(more: Partial<NoticeView>): NoticeView {
  return {
    ...{ id: newId(noticeId), kind: 'approval', at: '2026-11-23T08:00:00.000Z' },
    ...{ by: newId(personId), strategy, page: newId(pageId), thread: null, comment: null },
    ...{ fate: null, approval: null, answer: null, edition: null, feedback: null, due: false },
    ...{ readAt: null, mail: 'at-once', byName: 'Aino', pageTitle: 'Tone', pageLanguage: 'en' },
    ...{ strategyName: 'Our strategy', excerpt: 'Said', isWide: true, number: null },
    ...{ isProposal: false, isFirst: false, ...more },
  }
}

const told = {
  asked: aNotice({ approval }),
  approved: aNotice({ kind: 'approval-answer', answer: 'approved', approval }),
  returned: aNotice({ kind: 'approval-answer', answer: 'returned', approval }),
  published: aNotice({ kind: 'published', edition: newId(editionId), number: '1.1' }),
  feedback: aNotice({
    kind: 'feedback',
    feedback: newId(feedbackId),
    by: null,
    byName: null,
    isWide: false,
  }),
  due: aNotice({ kind: 'feedback', feedback: newId(feedbackId), due: true, isWide: false }),
}

const letterOf = (notice: NoticeView, language: (typeof languages)[number]) =>
  writeLetter({
    reader: { id: newId(personId), name: 'Berit', address: 'berit@example.org' },
    ...{ language, organisation: 'Karelia', base: 'https://wiki.example.org' },
    ...{ domain: 'example.org', way: 'at-once', notices: [notice], stopKey: 'a key' },
  })

test('[P422] a letter says what happened in publishing, and leads to where it is answered', () => {
  const publishing = `https://wiki.example.org/strategies/${strategy}/publishing`
  const links = {
    ...{ asked: `${publishing}/approvals/${approval}`, published: `${publishing}\n` },
    ...{ approved: `${publishing}/approvals/${approval}`, due: `${publishing}/feedback` },
    ...{ returned: `${publishing}/approvals/${approval}`, feedback: `${publishing}/feedback` },
  }
  for (const language of languages) {
    const subjects = new Set<string>()
    for (const [what, notice] of Object.entries(told)) {
      const { headers, subject, text } = letterOf(notice, language)
      const link = Object.entries(links).find(([name]) => name === what)?.[1] ?? 'none'
      expect([language, what, text.includes(link)]).toEqual([language, what, true])
      const title = notice.isWide ? 'Our strategy' : 'Tone'
      expect([language, what, subject.includes(title)]).toEqual([language, what, true])
      expect([language, what, /[{}]/.test(text + subject)]).toEqual([language, what, false])
      expect(text).toContain('> Said')
      subjects.add(subject)
      // The link stops this kind alone.
      const code = /notices\/stop\/([^>]+)>/.exec(headers['List-Unsubscribe'] ?? '')?.[1] ?? ''
      expect(readStopCode(code)?.stop.what).toBe(notice.kind)
    }
    expect(subjects.size).toBe(Object.keys(told).length)
  }
  expect(letterOf(told.published, 'en').subject).toBe('Edition 1.1 of “Our strategy” has come out')
  expect(letterOf(told.feedback, 'en').subject).toBe(
    'A reader gave feedback on “Tone”, which you answer for',
  )
})

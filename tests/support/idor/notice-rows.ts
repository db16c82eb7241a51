/** Inboxes and what people watch: everybody has their own, and watches what they may read. */
import type { noticeEndpoints } from '#contract/api/notices.ts'
import { newId, noticeId } from '#contract/ids.ts'
import { everybodySignedIn, type IdPlace, plain, type Row } from './row.ts'
import { inStrategies, onPages, readPage } from './strategy-rows.ts'

const page: IdPlace = { of: 'page' }

export const noticeRows: Readonly<Record<keyof typeof noticeEndpoints, Row>> = {
  listNotices: plain(everybodySignedIn),
  countNotices: plain(everybodySignedIn),
  readNotices: {
    ids: { 'body.ids[]': { of: 'notice', passedOver: true } },
    targets: {
      'one of nobody’s': {
        gets: everybodySignedIn,
        call: () => ({ body: { ids: [newId(noticeId)], read: true } }),
      },
    },
  },
  getWishes: plain(everybodySignedIn),
  setWishes: plain(everybodySignedIn, { hour: 9 }),
  getPageWatch: { ids: { 'params.id': page }, targets: onPages(readPage) },
  watchPage: {
    ids: { 'params.id': page },
    targets: onPages(readPage, () => ({ body: { watching: true } })),
  },
  watchStrategy: {
    ids: { 'params.id': { of: 'strategy' } },
    targets: inStrategies('ooo oooo -o !!!', () => ({ body: { watching: true } })),
  },
  // Whoever has no code of ours, whoever they are; with one it is in the journeys of notices.
  stopMail: {
    ids: {},
    targets: {
      'a code of nobody’s': {
        gets: '--- ---- -- ---',
        call: () => ({ params: { code: `mention.${newId(noticeId)}.none` } }),
      },
    },
  },
}

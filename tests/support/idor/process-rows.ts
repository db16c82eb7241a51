/** Scales, desks and the process of a strategy: who gets what for which page or strategy. */
import type { deskEndpoints } from '#contract/api/desk.ts'
import type { processEndpoints } from '#contract/api/process.ts'
import type { scaleEndpoints } from '#contract/api/scales.ts'
import { everybodySignedIn, type IdPlace, plain, type Row } from './row.ts'
import { at, foreign, inStrategies, onPages, readPage } from './strategy-rows.ts'

const page: IdPlace = { of: 'page' }
const strategy: IdPlace = { of: 'strategy' }

export const commentOnPage = {
  plain: 'ooo ooox -- !!!',
  shared: 'ooo ooox -o !!!',
  // The editor is named there, as a reader.
  narrowed: 'ooo ox-- -- !!!',
  // What is answered is not written on the page.
  locked: 'ooo ooox -- !!!',
  trashed: 'LLL LLLx -- !!!',
}

export const scaleRows: Readonly<Record<keyof typeof scaleEndpoints, Row>> = {
  listScales: { ids: { 'params.id': page }, targets: onPages(readPage) },
  answerScale: {
    ids: {
      'params.id': page,
      'params.scale': { of: 'scale', foreign: ({ b }) => [b.scale] },
    },
    targets: {
      ...onPages(commentOnPage, ({ known }) => ({
        params: { scale: known.scale },
        body: { value: 3 },
      })),
      'a page of B': at(
        foreign,
        ({ b }) => b.page,
        ({ b }) => ({ params: { scale: b.scale }, body: { value: 3 } }),
      ),
    },
  },
}

export const deskRows: Readonly<Record<keyof typeof deskEndpoints, Row>> = {
  getDesk: plain(everybodySignedIn),
  setFavourite: {
    ids: { 'params.id': page },
    targets: onPages(readPage, () => ({ body: { favourite: true } })),
  },
  visitPage: { ids: { 'params.id': page }, targets: onPages(readPage) },
  visitStrategy: { ids: { 'params.id': strategy }, targets: inStrategies('ooo oooo -o !!!') },
}

const manage = 'ooo oxxx -x !!!'

export const processRows: Readonly<Record<keyof typeof processEndpoints, Row>> = {
  setStage: {
    ids: { 'params.id': strategy },
    targets: inStrategies(manage, () => ({
      params: { stage: 'direction' },
      body: { state: 'open' },
    })),
  },
  getStrategyHome: { ids: { 'params.id': strategy }, targets: inStrategies('ooo oooo -o !!!') },
  listGoals: { ids: { 'params.id': strategy }, targets: inStrategies('ooo oooo -o !!!') },
  listBacklinks: { ids: { 'params.id': page }, targets: onPages(readPage) },
}

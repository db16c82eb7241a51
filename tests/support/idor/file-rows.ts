/** Files of pages: who gets what for which page and file. */
import type { fileEndpoints } from '#contract/api/files.ts'
import type { IdPlace, Row, Target } from './row.ts'
import { at, foreign, onPages, pageOfA, readPage } from './strategy-rows.ts'
import type { World } from './world.ts'

const page: IdPlace = { of: 'page' }
/** Files of other pages are none of this one. */
const fileOfPlain: IdPlace = {
  of: 'file',
  foreign: ({ a, b, files }) => [a.shared, a.narrowed, b.page].map((one) => files[one] ?? ''),
}

const writePage = {
  plain: 'ooo ooxx -- !!!',
  shared: 'ooo ooxx -o !!!',
  narrowed: 'ooo ox-- -- !!!',
  locked: 'LLL LLxx -- !!!',
  trashed: 'LLL LLxx -- !!!',
}

/** A page, with a file of its own. */
const ofPage = (gets: string, id: (world: World) => string): Target =>
  at(gets, id, (world) => ({ params: { file: world.files[id(world)] ?? '' } }))

const copyFrom = (from: (world: World) => string) => (world: World) => ({
  body: { page: from(world), file: world.files[from(world)] ?? '' },
})

export const fileRows: Readonly<Record<keyof typeof fileEndpoints, Row>> = {
  addFile: {
    ids: { 'params.id': page },
    targets: onPages(writePage, () => ({ body: Buffer.from('words') })),
  },
  copyFile: {
    ids: { 'params.id': page, 'body.page': pageOfA, 'body.file': fileOfPlain },
    targets: {
      ...onPages(
        // The guest may not read what is to be copied.
        { ...writePage, shared: 'ooo ooxx -- !!!' },
        copyFrom(({ a }) => a.plain),
      ),
      'from the guest’s page to itself': at(
        writePage.shared,
        ({ a }) => a.shared,
        copyFrom(({ a }) => a.shared),
      ),
      'from a narrowed page': at(
        'ooo ooxx -- !!!',
        ({ a }) => a.plain,
        copyFrom(({ a }) => a.narrowed),
      ),
      'from a locked page': at(
        'ooo ooxx -- !!!',
        ({ a }) => a.plain,
        copyFrom(({ a }) => a.locked),
      ),
      'from a page of B': at(
        'ooo --xx -- !!!',
        ({ a }) => a.plain,
        copyFrom(({ b }) => b.page),
      ),
    },
  },
  getFile: {
    ids: { 'params.id': page, 'params.file': fileOfPlain },
    targets: {
      'a plain page': ofPage(readPage.plain, ({ a }) => a.plain),
      'the guest’s page': ofPage(readPage.shared, ({ a }) => a.shared),
      'a narrowed page': ofPage(readPage.narrowed, ({ a }) => a.narrowed),
      'a locked page': ofPage(readPage.locked, ({ a }) => a.locked),
      'a page of B': ofPage(foreign, ({ b }) => b.page),
    },
  },
}

/** What all pages of one site share: names of files, contents, style. */
import type { PageChange } from '#contract/editions.ts'
import type { FileId, PageId } from '#contract/ids.ts'
import { changesBetween } from '../changes/changes.ts'
import type { EditionContent, EditionPage } from '../editions/edition-content.ts'
import { type Contents, contentsOf } from './contents.ts'
import { keptName, pageNames } from './file-names.ts'
import type { SiteOf } from './site.ts'
import { type Stylesheet, siteStyle } from './site-style.ts'

export interface Plan {
  readonly given: SiteOf
  readonly content: EditionContent
  readonly style: Stylesheet
  readonly contents: Contents
  readonly pages: ReadonlyMap<PageId, EditionPage>
  /** Names of pages' files without `.html`. */
  readonly names: ReadonlyMap<PageId, string>
  /** Where the files are that are there. */
  readonly files: ReadonlyMap<FileId, string>
  /** Since the edition before, which is not withdrawn; null = it is the first. */
  readonly since: { readonly number: string; readonly changes: readonly PageChange[] } | null
}

/** The plan of the site. Nothing of a withdrawn edition gets into what another one says. */
export function planOf(given: SiteOf): Plan {
  const { content, editions, previous } = given
  const isGone = editions.some(
    ({ number, state }) => number === previous?.number && state === 'withdrawn',
  )
  const there = content.files.filter(({ file }) => given.files.has(file))
  return {
    given,
    content,
    style: siteStyle(content),
    contents: contentsOf(content.pages),
    pages: new Map(content.pages.map((page) => [page.page, page])),
    names: pageNames(content.pages),
    files: new Map(there.map((kept) => [kept.file, keptName(kept)])),
    since:
      previous === null || isGone || given.standing.is === 'withdrawn'
        ? null
        : { number: previous.number, changes: changesBetween(previous.pages, content.pages) },
  }
}

/** The file of a page of this edition; null = it is not in it. */
export function fileOf({ names }: Plan, page: PageId): string | null {
  const name = names.get(page)
  return name === undefined ? null : `${name}.html`
}

/** The pages of a strategy as somebody sees them, for tests of where they stand. */
import type { SignedIn } from './person.ts'

/** `A(B C(D)) E`: titles in their order, those under a page in brackets. */
export async function treeFor({ browser }: SignedIn, strategy: string): Promise<string> {
  const { pages } = await browser.does('listPages', { params: { id: strategy } })
  const under = (parent: string | null): string =>
    pages
      .filter((page) => page.parent === parent)
      .map(({ id, title }) => {
        const below = under(id)
        return below === '' ? title : `${title}(${below})`
      })
      .join(' ')
  return under(null)
}

/** A strategy without pages, which only those named may see. */
export async function emptyStrategy({ browser }: SignedIn): Promise<string> {
  const body = { name: 'A strategy', everyone: null, templates: [] }
  return (await browser.does('makeStrategy', { body })).id
}

/** Makes pages by their titles, each under another or at the top; gives their ids. */
export async function pagesOf<Title extends string>(
  { browser }: SignedIn,
  strategy: string,
  titles: Readonly<Record<Title, NoInfer<Title> | null>>,
): Promise<Readonly<Record<Title, string>>> {
  const ids = new Map<string, string>()
  for (const [title, parent] of Object.entries<string | null>(titles)) {
    const above = parent === null ? null : ids.get(parent)
    const made = await browser.ask('POST', `/api/strategies/${strategy}/pages`, {
      title,
      parent: above,
    })
    if (made.status !== 201) throw new Error(`makePage: ${made.text}`)
    const { id } = made.body as { id: string }
    ids.set(title, id)
  }
  return Object.fromEntries(ids) as Record<Title, string>
}

/** Approvals and editions as somebody sees them. */
import type { ApprovalView, EditionView } from '#contract/api/publishing.ts'
import { must } from '#contract/asserts.ts'
import { type Edition, numberOf, stateOfApproval } from '#contract/editions.ts'
import { notFound } from '#contract/errors.ts'
import { type ApprovalId, type PageId, type PersonId, unknownAuthor } from '#contract/ids.ts'
import type { Page } from '#contract/records.ts'
import type { Access, StrategyGrant } from '../people/access.ts'
import type { People } from '../people/people.ts'
import type { Approvals } from '../publishing/editions/approvals.ts'
import { type Editions, statesOf } from '../publishing/editions/editions.ts'
import type { KeptApproval } from '../publishing/editions/kept-records.ts'
import type { Publications } from '../publishing/publications.ts'

export interface EditionViewsDeps {
  readonly access: Access
  readonly approvals: Approvals
  readonly editions: Editions
  readonly people: Pick<People, 'list'>
  readonly publications: () => Publications
}

/** What one person sees of a strategy at a moment. */
export interface Look {
  readonly grant: StrategyGrant
  /** Every page that they may read, in the trash too: what was frozen of it is still there. */
  readonly pages: ReadonlyMap<PageId, Page>
}

export interface EditionViews {
  look(grant: StrategyGrant): Promise<Look>
  /** Those whose pages one may all read, newest first. */
  approvals(look: Look): Promise<readonly KeptApproval[]>
  /** AppError not-found, also where one may not read every page of it. */
  approval(look: Look, id: ApprovalId): Promise<KeptApproval>
  approvalView(look: Look, known: KeptApproval): Promise<ApprovalView>
  /** Those that one may see, newest first. */
  editions(look: Look): Promise<readonly EditionView[]>
  /** The names of people who are named there by their ids. */
  named(ids: ReadonlySet<PersonId>): Promise<{ id: PersonId; name: string }[]>
}

export function createEditionViews(deps: EditionViewsDeps): EditionViews {
  const { access, approvals, editions, people, publications } = deps

  const readsAll = ({ pages }: Look, of: readonly { readonly page: PageId }[]) =>
    of.every(({ page }) => pages.has(page))

  async function changedSince({ pages }: Look, known: KeptApproval): Promise<PageId[]> {
    const changed = await approvals.changedSince(known, (id) => pages.get(id) ?? null)
    return changed.filter((id) => pages.has(id))
  }

  return {
    async look(grant) {
      const all = [...(await access.pages(grant)), ...(await access.trash(grant))]
      return { grant, pages: new Map(all.map(({ page }) => [page.id, page])) }
    },

    async approvals(look) {
      const all = await approvals.list(look.grant.strategy.id)
      return all.filter(({ pages }) => readsAll(look, pages))
    },

    async approval(look, id) {
      const found = await approvals.get(look.grant.strategy.id, id)
      if (!readsAll(look, found.pages)) throw notFound()
      return found
    },

    async approvalView(look, known) {
      // What has ended is not going to be published as it stands.
      const since = known.end === null ? await changedSince(look, known) : []
      return { ...known, state: stateOfApproval(known), changedSince: since }
    },

    async editions(look) {
      const { id } = look.grant.strategy
      const publication = await publications().of(id)
      const all = await editions.list(id)
      const states = statesOf(all)
      // What is open to whoever is signed in is open to its readers here, too.
      const isOpen = ({ publishedAt, withdrawn }: Edition) =>
        publishedAt !== null &&
        withdrawn === null &&
        publication !== null &&
        publication.reach !== 'link'
      const shown = all.filter((one) => isOpen(one) || readsAll(look, one.pages))
      const views: EditionView[] = []
      for (const one of shown) {
        const state = states.get(one) ?? 'superseded'
        const number = numberOf(one)
        const path = publication === null ? '' : `/published/${publication.slug}/${number}/`
        const known = state === 'current' ? await approvals.get(id, one.approval) : null
        const since = known === null ? [] : await changedSince(look, known)
        const seen = readsAll(look, one.pages) ? one : asPublished(one)
        views.push({ ...seen, number, state, path, changedSince: since })
      }
      return views
    },

    async named(ids) {
      const all = await people.list()
      return all.filter(({ id }) => ids.has(id)).map(({ id, name }) => ({ id, name }))
    },
  }
}

/** As everybody is told of it who reads what is published: by roles, and by nobody's id. */
function asPublished(edition: Edition): Edition {
  const [first, ...rest] = edition.pages.map((page) => ({ ...page, owner: null }))
  return {
    ...edition,
    pages: [must(first, 'an edition has pages'), ...rest],
    publishedBy: unknownAuthor,
  }
}

/** Everybody whose id stands in them. */
export function peopleIn(
  approvals: readonly ApprovalView[],
  editions: readonly EditionView[],
): ReadonlySet<PersonId> {
  const found = new Set<PersonId>()
  const owners = (pages: readonly { readonly owner: PersonId | null }[]) => {
    for (const { owner } of pages) if (owner !== null) found.add(owner)
  }
  for (const { approvers, askedBy, end, pages } of approvals) {
    found.add(askedBy)
    for (const { person } of approvers) found.add(person)
    if (end?.how === 'cancelled') found.add(end.by)
    owners(pages)
  }
  for (const { pages, publishedBy, withdrawn } of editions) {
    found.add(publishedBy)
    if (withdrawn !== null) found.add(withdrawn.by)
    owners(pages)
  }
  return found
}

/** Approvals and editions: from asking to withdrawing. */
import type { editionEndpoints, EditionView } from '#contract/api/publishing.ts'
import { numberOf } from '#contract/editions.ts'
import { AppError, notFound } from '#contract/errors.ts'
import type { EditionId, PageId, StrategyId } from '#contract/ids.ts'
import type { Page, Person } from '#contract/records.ts'
import type { Files } from '../../pages/files.ts'
import { changesBetween } from '../../publishing/changes/changes.ts'
import { type Naming, pagesOf } from '../../publishing/editions/assembling.ts'
import type { Consents } from '../../publishing/editions/consents.ts'
import { statesOf } from '../../publishing/editions/editions.ts'
import type { FileOf, Freezing } from '../../publishing/editions/freezing.ts'
import type { KeptApproval } from '../../publishing/editions/kept-records.ts'
import type { Publishes } from '../../publishing/editions/publishing.ts'
import { type AskedPeople, createAskedPeople } from '../asked-people.ts'
import { createEditionViews, type EditionViewsDeps, type Look, peopleIn } from '../edition-views.ts'
import type { HandlersOf } from '../handlers.ts'
import { publicationView } from '../published/publication-view.ts'
import { pagesIn, readablePage } from '../readable-pages.ts'

export interface EditionRoutesDeps extends EditionViewsDeps {
  readonly clock: () => number
  readonly consents: Consents
  readonly files: Pick<Files, 'get'>
  readonly freezing: Freezing
  readonly naming: (strategy: StrategyId) => Promise<Naming>
  readonly people: EditionViewsDeps['people'] & Parameters<typeof createAskedPeople>[0]['people']
  readonly publishes: Publishes
}

export function editionRoutes(deps: EditionRoutesDeps): HandlersOf<typeof editionEndpoints> {
  const { access, approvals, clock, consents, editions, files, freezing } = deps
  const { naming, publications, publishes } = deps
  const views = createEditionViews(deps)
  const askedPeople: AskedPeople = createAskedPeople(deps)

  /** A picture of another page is shown only where everybody who answers for this may see it. */
  const fileFor =
    (readers: readonly Person[]): FileOf =>
    async ({ file, page }) => {
      let of: Page | null = null
      for (const reader of readers) {
        const grant = await readablePage(access, reader, page)
        if (grant === null) return null
        of = grant.page
      }
      if (of === null) return null
      try {
        const { name, size, type } = await files.get(of, file)
        return { file, name, size, type }
      } catch (error) {
        if (error instanceof AppError && error.code === 'not-found') return null
        throw error
      }
    }

  /** What changed since what was published before these pages were; null = nothing was. */
  async function since({ grant, pages }: Look, known: KeptApproval) {
    const { id } = grant.strategy
    const all = await editions.list(id)
    const states = statesOf(all)
    const own = all.find((one) => one.approval === known.id)
    const isOut = (state: string | undefined) => state === 'current' || state === 'superseded'
    const before = all
      .filter((one) => own === undefined || isEarlier(one, own))
      .find((one) => isOut(states.get(one)))
    if (!before) return null
    const was = (await editions.content(before)).pages.filter(({ page }) => pages.has(page))
    const now = pagesOf(await approvals.texts(known), await naming(id)).pages
    return { number: numberOf(before), changes: changesBetween(was, now) }
  }

  async function viewOfEdition(look: Look, id: EditionId): Promise<EditionView> {
    const found = (await views.editions(look)).find((one) => one.id === id)
    if (!found) throw notFound()
    return found
  }

  return {
    async listEditions({ grant }) {
      const { person, strategy } = grant
      const look = await views.look(grant)
      const shown = []
      for (const one of await views.approvals(look)) shown.push(await views.approvalView(look, one))
      const out = [...(await views.editions(look))]
      const publication = await publications().of(strategy.id)
      return {
        editions: out,
        approvals: shown,
        publication: publication && publicationView(publication, clock()),
        suggestedSlug: publication?.slug ?? (await publications().suggest(strategy)),
        people: await views.named(peopleIn(shown, out)),
        named: (await consents.of(strategy.id)).has(person.id),
      }
    },

    async askApproval({ body, grant, stillMay }) {
      const { person, strategy } = grant
      const readable = await pagesIn(access, grant)
      const roleOf = new Map(body.pages.map(({ ownerRole, page }) => [page, ownerRole]))
      const chosen = chosenFrom(readable, strategy.pages, body.pages)
      const ids = body.approvers.map((one) => one.person)
      const asked = await askedPeople(strategy.id, chosen, ids)
      await stillMay()
      const known = await approvals.ask({
        ...{ strategy: strategy.id, by: person.id, note: body.note, reasons: body.reasons },
        approvers: body.approvers,
        chosen: chosen.map((page) => ({
          page,
          parent: parentAmong(readable, roleOf, page),
          ownerRole: roleOf.get(page.id) ?? '',
        })),
        fileOf: fileFor([person, ...asked]),
      })
      return views.approvalView(await views.look(grant), known)
    },

    async checkPages({ body, grant }) {
      const readable = await pagesIn(access, grant)
      const asked = body.pages.map((page) => ({ page }))
      const chosen = chosenFrom(readable, grant.strategy.pages, asked)
      return { findings: [...(await freezing.check(chosen))] }
    },

    async getApproval({ grant, params: { approval } }) {
      const look = await views.look(grant)
      const known = await views.approval(look, approval)
      const view = await views.approvalView(look, known)
      return {
        approval: view,
        findings: [...(await approvals.findings(known))],
        since: await since(look, known),
        asked: known.approvers.some(({ person }) => person === grant.person.id),
        people: await views.named(peopleIn([view], [])),
      }
    },

    async answerApproval({ body, grant, params: { approval } }) {
      const look = await views.look(grant)
      const known = await views.approval(look, approval)
      return views.approvalView(look, await approvals.answer(known, grant.person.id, body))
    },

    async cancelApproval({ grant, params: { approval } }) {
      const look = await views.look(grant)
      const known = await views.approval(look, approval)
      return views.approvalView(look, await approvals.cancel(known, grant.person.id))
    },

    async publishEdition({ body, grant, params: { approval }, stillMay }) {
      const look = await views.look(grant)
      const { id } = await views.approval(look, approval)
      if ((await publications().of(grant.strategy.id)) === null) {
        throw new AppError('conflict', 'The strategy has no address to be published at yet.', {
          details: { slug: 'missing' },
        })
      }
      await stillMay()
      const made = await publishes.publish(grant.strategy, id, { ...body, by: grant.person.id })
      return viewOfEdition(look, made.id)
    },

    async withdrawEdition({ body: { reason }, grant, params: { edition } }) {
      const look = await views.look(grant)
      const { id } = await viewOfEdition(look, edition)
      await publishes.withdraw(grant.strategy.id, id, { by: grant.person.id, reason })
      return viewOfEdition(look, id)
    },

    async cancelEdition({ grant, params: { edition } }) {
      const { id } = await viewOfEdition(await views.look(grant), edition)
      await publishes.cancel(grant.strategy.id, id)
    },
  }
}

/**
 * The pages, in the order of the strategy. AppError not-found for one that is not to be read,
 * invalid-input for one that is named twice.
 */
function chosenFrom(
  readable: ReadonlyMap<PageId, Page>,
  order: readonly PageId[],
  asked: readonly { readonly page: PageId }[],
): readonly Page[] {
  const chosen = new Set(asked.map(({ page }) => page))
  for (const page of chosen) if (!readable.has(page)) throw notFound()
  if (chosen.size < asked.length) {
    throw new AppError('invalid-input', 'Each page can be chosen once.', {
      details: { pages: 'twice' },
    })
  }
  return order.flatMap((id) => (chosen.has(id) ? (readable.get(id) ?? []) : []))
}

/** The nearest page above it that is chosen, too. */
function parentAmong(
  pages: ReadonlyMap<PageId, Page>,
  chosen: ReadonlyMap<PageId, string>,
  page: Page,
): PageId | null {
  const seen = new Set<PageId>()
  for (let above = page.parent; above !== null && !seen.has(above);) {
    if (chosen.has(above)) return above
    seen.add(above)
    above = pages.get(above)?.parent ?? null
  }
  return null
}

const isEarlier = (
  a: { readonly major: number; readonly minor: number },
  b: { readonly major: number; readonly minor: number },
) => a.major < b.major || (a.major === b.major && a.minor < b.minor)

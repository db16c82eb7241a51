/** How editions are reached, drafts of them, and editions to take along. */
import type { siteEndpoints } from '#contract/api/publishing.ts'
import { type Approval, approval, numberOf, type Edition } from '#contract/editions.ts'
import { notFound } from '#contract/errors.ts'
import type { ApprovalId, EditionId, StrategyId } from '#contract/ids.ts'
import type { StrategyGrant } from '../../people/access.ts'
import type { EditionContent } from '../../publishing/editions/edition-content.ts'
import type { Editions } from '../../publishing/editions/editions.ts'
import { fileName } from '../../pages/file-name.ts'
import type { Publication, Publications } from '../../publishing/publications.ts'
import { editionsPartition, getRecord } from '../../storage/records.ts'
import type { Storage } from '../../storage/storage.ts'
import { givenFile } from '../given-file.ts'
import type { HandlersOf } from '../handlers.ts'
import { createDraftSites } from '../published/draft-sites.ts'
import { publicationView } from '../published/publication-view.ts'
import { shownPolicy } from '../published/published-headers.ts'
import type { Papers } from '../published/papers.ts'
import type { Reach } from '../published/reach.ts'
import type { Shelves } from '../published/shelves.ts'
import type { Sites } from '../published/sites.ts'

export interface SiteRoutesDeps {
  readonly clock: () => number
  readonly draft: (approval: Approval) => Promise<EditionContent>
  readonly editions: Editions
  readonly papers: Papers
  readonly publications: Publications
  readonly reach: Pick<Reach, 'readsAll'>
  readonly shelves: Pick<Shelves, 'names' | 'of'>
  readonly sites: Pick<Sites, 'draw'>
  readonly storage: Pick<Storage, 'catalogue'>
}

export function siteRoutes(deps: SiteRoutesDeps): HandlersOf<typeof siteEndpoints> {
  const { clock, editions, papers, publications, reach, shelves } = deps
  const { catalogue } = deps.storage
  const drafts = createDraftSites(deps)

  async function approvalOf(strategy: StrategyId, id: ApprovalId): Promise<Approval> {
    const place = { partition: editionsPartition(strategy), collection: 'approvals' } as const
    const found = await getRecord(catalogue, place, id, approval)
    if (found === null) throw notFound()
    return found.value
  }

  /**
   * Whoever the publication is open to by being signed in may take the edition along, too; otherwise
   * those who may read all that is in it.
   */
  async function mayTake(grant: StrategyGrant, edition: Edition, { reach: open }: Publication) {
    return open !== 'link' || (await reach.readsAll(grant, edition.pages))
  }

  async function editionOf(grant: StrategyGrant, id: EditionId) {
    const { strategy } = grant
    const all = await editions.list(strategy.id)
    const edition = all.find((one) => one.id === id)
    const publication = await publications.of(strategy.id)
    // What is only scheduled, and what was taken back, is given to nobody.
    const isOut = edition && edition.publishedAt !== null && edition.withdrawn === null
    if (!edition || !isOut || publication === null) throw notFound()
    if (!(await mayTake(grant, edition, publication))) throw notFound()
    return { edition, shelf: await shelves.of(publication) }
  }

  /**
   * For those who may read all that would be published. Who is asked may when they are asked; whom
   * a page was closed to since sees it here no more than there.
   */
  async function draftFile(grant: StrategyGrant, id: ApprovalId, name: string) {
    const asked = await approvalOf(grant.strategy.id, id)
    if (!(await reach.readsAll(grant, asked.pages))) throw notFound()
    const file = (await drafts.get(asked)).get(name)
    if (file === undefined) throw notFound()
    return { ...givenFile(file.bytes, { type: file.type }), policy: shownPolicy }
  }

  return {
    async setPublication({ body, grant, stillMay }) {
      const { strategy } = grant
      const { code, publication } = await publications.set(strategy.id, body, stillMay)
      return {
        publication: publicationView(publication, clock()),
        link: code === null ? null : `/published/${publication.slug}/enter/${code}`,
      }
    },

    previewApproval: ({ grant, params }) => draftFile(grant, params.approval, params.file),

    previewApprovalFile: ({ grant, params }) =>
      draftFile(grant, params.approval, `files/${params.file}`),

    async exportEdition({ grant, params: { edition: id, format } }) {
      const { edition, shelf } = await editionOf(grant, id)
      const { bytes, type } = await papers[format](shelf, edition)
      const ending = format === 'paste' ? '.html' : `.${format}`
      const name = fileName(`${grant.strategy.name} ${numberOf(edition)}${ending}`, ending)
      if (format === 'paste') return { ...givenFile(bytes, { type }), name, policy: shownPolicy }
      return givenFile(bytes, { type, saveAs: name })
    },
  }
}

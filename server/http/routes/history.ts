import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { historyEndpoints } from '#contract/api/history.ts'
import { AppError } from '#contract/errors.ts'
import type { PageId, Seq } from '#contract/ids.ts'
import { mayInStrategy } from '#contract/permissions.ts'
import type { Page, Strategy } from '#contract/records.ts'
import type { Chronicles } from '../../chronicles/chronicles.ts'
import type { LoggedEntry } from '../../history/chronicle.ts'
import { encodeEntries } from '../../history/bundle.ts'
import type { Access, PageGrant } from '../../people/access.ts'
import type { Invited } from '../../people/invited.ts'
import type { People } from '../../people/people.ts'
import type { Units } from '../../people/units.ts'
import type { Desks } from '../../process/desks.ts'
import type { UpdateLog } from '../../storage/storage.ts'
import { participationIn } from '../../versions/participation.ts'
import type { Redact } from '../../versions/redact.ts'
import type { Redactions } from '../../versions/redactions.ts'
import type { Restores } from '../../versions/restores.ts'
import type { Versions } from '../../versions/versions.ts'
import type { HandlersOf } from '../handlers.ts'
import { createHistoryFacts } from '../history-facts.ts'
import type { Note } from '../note.ts'

/** Entries in one answer; whoever lacks more asks again. */
const mostEntries = 5_000
const pack = promisify(brotliCompress)
const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }
const type = 'application/octet-stream'

/** The history of pages, their versions, and who took part. */
export function historyRoutes(deps: {
  readonly access: Access
  readonly chronicles: Chronicles
  readonly clock: () => number
  readonly desks: Desks
  readonly invited: Invited
  readonly log: UpdateLog
  readonly note: Note
  readonly people: People
  readonly redact: Redact
  readonly redactions: Redactions
  readonly restores: Restores
  readonly units: Units
  readonly versions: Versions
}): HandlersOf<typeof historyEndpoints> {
  const { access, chronicles, clock, invited, log, note, people } = deps
  const { redact, redactions, restores, units, versions } = deps
  const facts = createHistoryFacts(deps)

  /** The same for two answers that say the same of the history. */
  async function tagOf(page: Page): Promise<string> {
    const { epoch, seq } = await log.head(page.id)
    return [epoch, seq, (await redactions.list(page)).length].join('-')
  }

  async function entriesAfter(page: PageId, seq: Seq): Promise<Uint8Array> {
    const entries: LoggedEntry[] = []
    for await (const entry of log.read(page, seq + 1, seq + mostEntries)) entries.push(entry)
    return encodeEntries(entries)
  }

  async function participation(strategy: Strategy, pages: readonly Page[]) {
    const contributions = []
    for (const { id } of pages) contributions.push(await chronicles.contributions(id))
    const { language } = await people.founded()
    return participationIn(contributions, {
      invited: await invited(strategy, pages),
      units: await units.list(language),
      now: clock(),
    })
  }

  return {
    getHistory: async ({ grant: { page }, stillMay }) => ({
      type,
      etag: await tagOf(page),
      async packed() {
        const { packed } = await chronicles.bundle(page.id)
        // Building it may have taken long.
        await stillMay()
        return packed
      },
    }),
    getHistoryAfter: async ({ grant: { page }, params: { seq } }) => ({
      type,
      etag: `${await tagOf(page)}-${seq}`,
      packed: async () => pack(await entriesAfter(page.id, seq), quick),
    }),
    getHistoryFacts: ({ grant: { page, person } }) => facts(page, person),

    getPageAt: async ({ grant: { page }, params, stillMay }) => {
      const { at, ...moment } = await chronicles.at(page.id, params.seq)
      await stillMay()
      return { ...moment, at: new Date(at).toISOString() }
    },
    getPageChanges: async ({ grant: { page }, params: { from, to }, stillMay }) => {
      const made = await chronicles.changes(page.id, from, to)
      await stillMay()
      return { ...made, changes: [...made.changes], people: [...made.people] }
    },

    listVersions: async ({ grant: { page } }) => ({ versions: [...(await versions.list(page))] }),
    makeVersion: async ({ body, grant }) => {
      requireHistory(grant)
      return versions.name(grant.page, { ...body, person: grant.person.id })
    },
    changeVersion: async ({ body, grant, params }) => {
      requireHistory(grant)
      return versions.change(grant.page, params.version, body)
    },
    removeVersion: async ({ grant, params }) => {
      requireHistory(grant)
      await versions.remove(grant.page, params.version)
    },

    restoreMoment: async ({ body, grant, stillMay }) => {
      requireHistory(grant)
      const { page, person } = grant
      if (body.kind === 'undo') return restores.undo(page, person.id, body.seq, stillMay)
      return restores.restore(page, person.id, body, stillMay)
    },

    redactHistory: async ({ body, grant, stillMay }) => {
      const { page, person } = grant
      // Facilitators look after a strategy; this is for who looks after the organisation.
      access.organisation(person, 'organisation.manage')
      const done = await redact(page, person.id, body, stillMay)
      const { characters, id } = done
      note('history redacted', {
        by: person.id,
        page: page.id,
        redaction: id,
        characters: String(characters),
      })
      return done
    },

    getPageParticipation: ({ grant: { page, strategy } }) => participation(strategy, [page]),
    getStrategyParticipation: async ({ grant }) => {
      const shown = (await access.pages(grant)).filter(readsHistory)
      return participation(
        grant.strategy,
        shown.map(({ page }) => page),
      )
    },
  }
}

const readsHistory = ({ role, strategy }: PageGrant) =>
  mayInStrategy(role, 'history.read', strategy.history)

/** Who may write need not be shown the history: then they learn nothing of its moments either. */
function requireHistory(grant: PageGrant): void {
  if (readsHistory(grant)) return
  throw new AppError('forbidden', 'Your role does not show you the history of this page.')
}

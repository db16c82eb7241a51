/** The settings of the organisation. */
import { AppError } from '#contract/errors.ts'
import { type Language, organisation, type Organisation } from '#contract/records.ts'
import type { Bus } from '../bus/bus.ts'
import { retryConflict } from '../storage/conflict.ts'
import {
  getRecord,
  organisationPartition as partition,
  organisationRecord as id,
} from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'

/** What may be changed; what is left out stays. */
export interface OrganisationChange {
  readonly name?: string | undefined
  readonly language?: Language | undefined
  readonly languages?: readonly Language[] | undefined
  /** Where people reach Talkoot; null = wherever one is. */
  readonly address?: string | null | undefined
  readonly sessionDays?: number | undefined
}

export interface OrganisationSettings {
  /**
   * AppError invalid-input for an address that is none or not ours, and for languages without the
   * organisation's own; conflict for an address where the server's setting says it.
   */
  change(change: OrganisationChange): Promise<Organisation>
  /** AppError invalid-input for a language that the organisation does not write in. */
  requireLanguage(language: Language): Promise<void>
}

export function createOrganisation(deps: {
  readonly catalogue: Catalogue
  readonly bus: Bus
  /** Path prefix of every address: empty, or `/wiki`. */
  readonly basePath: string
  /** The address that the server's setting says, or null. */
  readonly publicUrl: URL | null
}): OrganisationSettings {
  const { catalogue, bus, basePath, publicUrl } = deps

  async function read() {
    const found = await getRecord(
      catalogue,
      { partition, collection: 'organisation' },
      id,
      organisation,
    )
    if (!found) throw new AppError('not-set-up', 'The organisation has not been set up yet.')
    return found
  }

  function addressIn(given: string | null, before: string | null): string | null {
    const address = given === null ? null : ownAddress(given, basePath)
    if (publicUrl === null || address === before) return address
    throw new AppError('conflict', 'The server’s own setting says the address.', {
      details: { address: 'set-by-server' },
    })
  }

  return {
    async change(change) {
      const [before, after] = await retryConflict(async () => {
        const { value: known, revision } = await read()
        const { address } = change
        const value: Organisation = {
          ...known,
          name: change.name ?? known.name,
          language: change.language ?? known.language,
          languages: [...new Set(change.languages ?? known.languages)],
          address: address === undefined ? known.address : addressIn(address, known.address),
          sessionDays: change.sessionDays ?? known.sessionDays,
        }
        if (!value.languages.includes(value.language)) {
          throw notOffered(change.languages === undefined ? 'language' : 'languages')
        }
        await catalogue.transact(partition, [
          { do: 'put', collection: 'organisation', id, value, expects: revision },
        ])
        return [known, value] as const
      })
      bus.publish({ kind: 'people' })
      const named = before.name !== after.name || before.language !== after.language
      if (named || before.languages.join() !== after.languages.join()) {
        bus.publish({ kind: 'strategies' })
      }
      return after
    },

    async requireLanguage(language) {
      const { value } = await read()
      if (!value.languages.includes(language)) throw notOffered('language')
    },
  }
}

/** An address under which this installation can be reached, without a slash at the end. */
function ownAddress(text: string, basePath: string): string {
  const wrong = (reason: string) =>
    new AppError('invalid-input', 'Talkoot cannot be reached under such an address.', {
      details: { address: reason },
    })
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null
  if (!url || !/^https?:$/.test(url.protocol)) throw wrong('invalid')
  if (url.username || url.password || /[?#]/.test(text)) throw wrong('invalid')
  if (url.pathname.replace(/\/$/, '') !== basePath) throw wrong('path')
  return url.origin + basePath
}

function notOffered(field: 'language' | 'languages'): AppError {
  return new AppError('invalid-input', 'The organisation does not write in this language.', {
    details: { [field]: 'not-offered' },
  })
}

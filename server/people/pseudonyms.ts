/**
 * Takes the name away from somebody who has left, for good. What they wrote stays, by "Former
 * member 7"; nobody who looks, in Talkoot or in its records, is told who that was.
 */
import { AppError, notFound } from '#contract/errors.ts'
import type { PersonId } from '#contract/ids.ts'
import type { Language, Person } from '#contract/records.ts'
import type { Bus } from '../bus/bus.ts'
import { retryConflict } from '../storage/conflict.ts'
import { overwrite } from '../storage/overwrite.ts'
import { organisationPartition as partition } from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'
import type { Credentials } from './credentials.ts'
import type { Links } from './links.ts'
import type { People } from './people.ts'
import { personRecord, personRecords, putPerson } from './person-record.ts'

const formerMember: Readonly<Record<Language, string>> = {
  en: 'Former member',
  fi: 'Entinen jäsen',
  nb: 'Tidligere medlem',
  sv: 'Tidigare medlem',
}

export interface Pseudonyms {
  /**
   * Gives the person a number in place of all that tells who they are. Done again it changes
   * nothing. AppError not-found; conflict for somebody who may still come in.
   */
  give(id: PersonId): Promise<Person>
}

export function createPseudonyms(deps: {
  readonly bus: Bus
  readonly catalogue: Catalogue
  readonly credentials: Pick<Credentials, 'renewal'>
  readonly links: Pick<Links, 'ending'>
  readonly people: Pick<People, 'founded'>
}): Pseudonyms {
  const { bus, catalogue, credentials, links, people } = deps

  async function nextNumber(): Promise<number> {
    const all = await personRecords(catalogue)
    return 1 + all.reduce((most, { value }) => Math.max(most, value.pseudonym ?? 0), 0)
  }

  return {
    async give(id) {
      const { language } = await people.founded()
      // Two at once would take the same number, which only one of them gets.
      const given = await retryConflict(async () => {
        const found = await personRecord(catalogue, id)
        if (!found) throw notFound()
        const { revision, value: known } = found
        if (known.pseudonym !== null) return known
        if (known.deactivatedAt === null) {
          throw new AppError('conflict', 'This person may still come in: shut them out first.', {
            details: { person: 'active' },
          })
        }
        const number = await nextNumber()
        const value: Person = {
          ...known,
          name: `${formerMember[language]} ${number}`,
          email: null,
          unit: null,
          manager: false,
          language: null,
          endsAt: null,
          pseudonym: number,
        }
        const link = await links.ending(id)
        await catalogue.transact(partition, [
          putPerson(value, revision),
          (await credentials.renewal(id, null)).change,
          ...(link ? [link] : []),
        ])
        return value
      })
      // Also after a kill in the middle: whoever asks again has it done.
      await overwrite(catalogue, partition)
      bus.publish({ kind: 'rights', person: id })
      bus.publish({ kind: 'people' })
      return given
    },
  }
}

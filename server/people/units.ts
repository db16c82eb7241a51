/** The units of the organisation: departments, or whom guests speak for. */
import { AppError, notFound } from '#contract/errors.ts'
import { newId, type UnitId, unitId } from '#contract/ids.ts'
import { type Language, type Unit, unit } from '#contract/records.ts'
import type { Bus } from '../bus/bus.ts'
import { isConflict, retryConflict } from '../storage/conflict.ts'
import { findRecord, getRecord, listRecords, organisationPartition } from '../storage/records.ts'
import type { Catalogue, Change, Stored } from '../storage/storage.ts'
import { invitationRecords, putInvitation } from './invitation-record.ts'
import { personRecords, putPerson } from './person-record.ts'

export const unitsAtMost = 500

const place = { partition: organisationPartition, collection: 'units' } as const

export interface Units {
  /** By name, as that language orders names. */
  list(language: Language): Promise<readonly Unit[]>
  /** AppError conflict for a taken name, and where there are 500 already. */
  add(name: string): Promise<Unit>
  /** AppError conflict for a taken name. */
  rename(known: Unit, name: string): Promise<Unit>
  /**
   * Removes the unit; its people and invitations go to the other one, or to none. AppError
   * invalid-input when that is the unit itself or none that is there.
   */
  merge(known: Unit, into: UnitId | null): Promise<void>
}

export function createUnits(deps: {
  readonly catalogue: Catalogue
  readonly bus: Bus
  readonly clock: () => number
}): Units {
  const { catalogue, bus, clock } = deps

  async function store(changes: readonly Change[], name: string, id: UnitId): Promise<void> {
    try {
      await catalogue.transact(organisationPartition, changes)
    } catch (error) {
      const holder = isConflict(error) && (await unitByName(catalogue, name))
      if (!holder || holder.id === id) throw error
      throw new AppError('conflict', 'There is a unit of this name already.', {
        details: { name: 'taken' },
        cause: error,
      })
    }
    bus.publish({ kind: 'people' })
  }

  return {
    async list(language) {
      const all = await unitRecords(catalogue)
      const { compare } = new Intl.Collator(language, { numeric: true })
      return all.map(({ value }) => value).toSorted((a, b) => compare(a.name, b.name))
    },

    async add(name) {
      // Two at the same moment may make it 501: it is a limit of sense, nothing depends on it.
      const { length } = await catalogue.list(organisationPartition, 'units')
      if (length >= unitsAtMost) {
        throw new AppError('conflict', `There can be ${unitsAtMost} units.`, {
          details: { units: 'too-many' },
        })
      }
      const made = newUnit(name, clock())
      await store([putUnit(made, 0)], name, made.id)
      return made
    },

    rename: (known, name) =>
      retryConflict(async () => {
        const found = await getRecord(catalogue, place, known.id, unit)
        if (!found) throw notFound()
        const value = { ...found.value, name }
        await store([putUnit(value, found.revision)], name, value.id)
        return value
      }),

    async merge(known, into) {
      if (into === known.id) {
        throw new AppError('invalid-input', 'A unit cannot go into itself.', {
          details: { into: 'itself' },
        })
      }
      await retryConflict(async () => {
        const found = await getRecord(catalogue, place, known.id, unit)
        if (!found) throw notFound()
        const people = await personRecords(catalogue)
        const invitations = await invitationRecords(catalogue)
        const ofUnit = <T extends { readonly unit: UnitId | null }>({ value }: Stored<T>) =>
          value.unit === known.id
        // Who gets into the unit meanwhile has touched its record, and this is tried again.
        await catalogue.transact(organisationPartition, [
          { do: 'delete', collection: 'units', id: known.id, expects: found.revision },
          ...(into === null ? [] : [await unitStays(catalogue, into, 'into')]),
          ...people
            .filter(ofUnit)
            .map(({ value, revision }) => putPerson({ ...value, unit: into }, revision)),
          ...invitations
            .filter(ofUnit)
            .map(({ value, revision }) => putInvitation({ ...value, unit: into }, revision)),
        ])
      })
      bus.publish({ kind: 'people' })
    },
  }
}

export const unitRecords = (catalogue: Catalogue): Promise<readonly Stored<Unit>[]> =>
  listRecords(catalogue, place, unit)

/** A unit that nobody has stored yet; `now` in milliseconds since 1970. */
export function newUnit(name: string, now: number): Unit {
  return { id: newId(unitId), name, createdAt: new Date(now).toISOString() }
}

/** The change that stores the unit, whose name no other may have then. */
export function putUnit(value: Unit, expects: number): Change {
  const unique = [unitKey(value.name)]
  return { do: 'put', collection: 'units', id: value.id, value, expects, unique }
}

/** The unit of this name, however it is written. */
export const unitByName = (catalogue: Catalogue, name: string): Promise<Stored<Unit> | null> =>
  findRecord(catalogue, place, unitKey(name), unit)

/**
 * A change that changes nothing, but makes a transaction fail with a conflict when the unit is
 * removed meanwhile. AppError invalid-input, with the unit's field, when it is not there now.
 */
export async function unitStays(
  catalogue: Catalogue,
  id: UnitId,
  field: 'unit' | 'into' = 'unit',
): Promise<Change> {
  const found = await getRecord(catalogue, place, id, unit)
  if (found) return putUnit(found.value, found.revision)
  throw new AppError('invalid-input', 'There is no such unit.', { details: { [field]: 'unknown' } })
}

/** The same for names that differ in case, width or spaces alone. */
export function unitKey(name: string): string {
  // Up and down again, so that ß and ss, or both small sigmas, become one.
  const folded = name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC')
  return `name:${folded.replace(/\s+/gu, ' ').trim()}`
}

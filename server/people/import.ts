/**
 * Adding and changing many people by a table: all lines or none.
 *
 * Whoever has an address that is known is changed, everybody else is new. An empty cell says
 * nothing: what is known stays. A table takes no rights away: a role is raised where it says so and
 * never lowered, and whoever is shut out stays so.
 *
 * Thousands of lines are looked at in slices. What changes meanwhile makes the one transaction at
 * the end fail, and everything is looked at again.
 */
import { setImmediate as othersTurn } from 'node:timers/promises'
import type { ImportedLine } from '#contract/api/people.ts'
import type { PersonId, UnitId } from '#contract/ids.ts'
import type { Person, Unit } from '#contract/records.ts'
import type { Bus } from '../bus/bus.ts'
import { retryConflict } from '../storage/conflict.ts'
import { organisationPartition } from '../storage/records.ts'
import type { Catalogue, Change } from '../storage/storage.ts'
import { atLeast, type Entry, readEntry, wrongLine } from './import-entry.ts'
import type { Links } from './links.ts'
import { readTable } from './people-table.ts'
import { aNewPerson } from './people.ts'
import { emailKey, personByEmail, putPerson } from './person-record.ts'
import { newUnit, putUnit, unitKey, unitRecords, unitsAtMost } from './units.ts'

const sliceLength = 100

/** What an import did, or would do. */
export interface Imported {
  /** Was it done? Never in a rehearsal, nor when a line is wrong. */
  readonly done: boolean
  /** Units that are new. */
  readonly units: string[]
  readonly lines: ImportedLine[]
}

/**
 * Imports a table, or with `rehearse` says what would become of it. `stillMay` is asked before
 * anything is stored: looking at a large table takes long.
 */
export type ImportPeople = (
  csv: string,
  rehearse: boolean,
  stillMay: () => Promise<void>,
) => Promise<Imported>

interface Plan {
  readonly lines: ImportedLine[]
  readonly newUnits: readonly Unit[]
  /** All but the links. */
  readonly changes: readonly Change[]
  /** The new person of a line, by its place in `lines`. */
  readonly added: ReadonlyMap<number, Person>
  /** Who has another role then. */
  readonly raised: readonly PersonId[]
}

export function createImport(deps: {
  readonly bus: Bus
  readonly catalogue: Catalogue
  readonly clock: () => number
  readonly links: Links
}): ImportPeople {
  const { bus, catalogue, clock, links } = deps

  async function planOf(entries: readonly Entry[]): Promise<Plan> {
    const units = await createUnitNames(catalogue, clock())
    const twice = repeated(entries)
    const lines: ImportedLine[] = []
    const changes: Change[] = []
    const added = new Map<number, Person>()
    const raised: PersonId[] = []
    for (const [at, entry] of entries.entries()) {
      if (at % sliceLength === 0) await othersTurn()
      if (entry.problem) {
        lines.push(wrongLine(entry, entry.problem))
        continue
      }
      if (twice.has(emailKey(entry.email))) {
        lines.push(wrongLine(entry, { field: 'email', reason: 'twice' }))
        continue
      }
      const known = await personByEmail(catalogue, entry.email)
      const unit = entry.unit === null ? (known?.value.unit ?? null) : units.take(entry.unit)
      if (unit === 'too-many') {
        lines.push(wrongLine(entry, { field: 'unit', reason: 'invalid' }))
        continue
      }
      const person = known ? changed(known.value, entry, unit) : fresh(entry, unit)
      const outcome = !known ? 'add' : person === known.value ? 'same' : 'change'
      if (outcome !== 'same') changes.push(putPerson(person, known?.revision ?? 0))
      if (outcome === 'add') added.set(at, person)
      else if (person.role !== known?.value.role) raised.push(person.id)
      const { line, name, email } = entry
      const { role } = person
      const unitName = units.nameOf(unit)
      lines.push({ line, name, email, unit: unitName, role, outcome, problem: null, link: null })
    }
    return {
      ...{ lines, added, raised },
      newUnits: units.made(),
      changes: [...units.changes(), ...changes],
    }
  }

  const fresh = (entry: Entry, unit: UnitId | null): Person => {
    const { name, email, manager, role } = entry
    const given = { name, email, unit, manager: manager ?? false, role: role ?? 'member' }
    return aNewPerson(given, clock())
  }

  /** Stores what is planned; resolves with each new person's link, by the place of their line. */
  async function carryOut({ added, changes }: Plan, stillMay: () => Promise<void>) {
    const made = new Map<number, NonNullable<ImportedLine['link']>>()
    const keys: Change[] = []
    for (const [at, { id }] of added) {
      if (made.size % sliceLength === 0) await othersTurn()
      const { change, code, endsAt } = await links.making(id)
      keys.push(change)
      made.set(at, { code, endsAt })
    }
    await stillMay()
    await catalogue.transact(organisationPartition, [...changes, ...keys])
    return made
  }

  return async (csv, rehearse, stillMay) => {
    const table = await readTable(csv)
    if ('problem' in table) {
      const { line, ...problem } = table.problem
      const nobody = { name: '', email: '', unit: null }
      return { done: false, units: [], lines: [wrongLine({ line, ...nobody }, problem)] }
    }
    const entries: Entry[] = []
    for (const [at, line] of table.entries()) {
      if (at % sliceLength === 0) await othersTurn()
      entries.push(readEntry(line))
    }
    return retryConflict(async () => {
      const plan = await planOf(entries)
      const units = plan.newUnits.map(({ name }) => name)
      const isWrong = plan.lines.some(({ outcome }) => outcome === 'wrong')
      if (rehearse || isWrong) return { done: false, units, lines: plan.lines }
      const made = await carryOut(plan, stillMay)
      for (const person of plan.raised) bus.publish({ kind: 'rights', person })
      bus.publish({ kind: 'people' })
      const lines = plan.lines.map((line, at) => ({ ...line, link: made.get(at) ?? null }))
      return { done: true, units, lines }
    })
  }
}

/** The person as the entry says they are; the same object when that is nothing new. */
function changed(known: Person, entry: Entry, unit: UnitId | null): Person {
  const role = entry.role === null ? known.role : atLeast(known.role, entry.role)
  const manager = entry.manager ?? known.manager
  const { name } = entry
  const same =
    name === known.name && unit === known.unit && manager === known.manager && role === known.role
  if (same) return known
  return { ...known, name, unit, manager, role, endsAt: role === 'guest' ? known.endsAt : null }
}

/** Keys of the addresses that stand in more than one entry. */
function repeated(entries: readonly Entry[]): ReadonlySet<string> {
  const [once, twice] = [new Set<string>(), new Set<string>()]
  for (const { email } of entries) {
    const key = emailKey(email)
    if (email !== '' && once.has(key)) twice.add(key)
    once.add(key)
  }
  return twice
}

/** The units of a table: those that are there already, and those it makes. */
async function createUnitNames(catalogue: Catalogue, now: number) {
  const known = new Map(
    (await unitRecords(catalogue)).map((one) => [unitKey(one.value.name), one] as const),
  )
  const byId = new Map([...known.values()].map(({ value }) => [value.id, value.name] as const))
  const made = new Map<string, Unit>()
  const stay = new Map<string, Change>()
  return {
    /** The unit of this name, made where there is none; 'too-many' where there may be no more. */
    take(name: string): UnitId | 'too-many' {
      const key = unitKey(name)
      const found = known.get(key)
      if (found) {
        // Written along as it is, so that it cannot be removed meanwhile.
        stay.set(key, putUnit(found.value, found.revision))
        return found.value.id
      }
      const before = made.get(key)
      if (before) return before.id
      if (known.size + made.size >= unitsAtMost) return 'too-many'
      const unit = newUnit(name, now)
      made.set(key, unit)
      byId.set(unit.id, name)
      return unit.id
    },
    nameOf: (id: UnitId | null) => (id && byId.get(id)) ?? null,
    made: () => [...made.values()],
    changes: () => [...stay.values(), ...[...made.values()].map((unit) => putUnit(unit, 0))],
  }
}

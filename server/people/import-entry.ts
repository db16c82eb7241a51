/** What one line of a table says about a person, in any of our languages. */
import type { ImportedLine } from '#contract/api/people.ts'
import { type OrganisationRole, organisationRoles } from '#contract/permissions.ts'
import { displayName, person } from '#contract/records.ts'
import { type TableLine, wordOf } from './people-table.ts'

type Problem = NonNullable<ImportedLine['problem']>

/** A line that was read; null is what it does not say. */
export interface Entry {
  readonly line: number
  readonly name: string
  readonly email: string
  readonly unit: string | null
  readonly role: OrganisationRole | null
  readonly manager: boolean | null
  readonly problem: Problem | null
}

const roleWords: Readonly<Record<OrganisationRole, string>> = {
  admin: 'admin administrator ylläpitäjä pääkäyttäjä administratör',
  member: 'member jäsen medlem',
  guest: 'guest vieras gjest gäst',
}
const yes = 'yes y true 1 x kyllä k on ja j sant tosi'.split(' ')
// A dash is no word and means no.
const no = ['', ...'no n false 0 ei e nei nej'.split(' ')]

const shownAtMost = 300
// A letter that was lost when a file was read as what it is not.
const lost = '\uFFFD'

/** Reads a line; the first thing that is wrong with it is its problem. */
export function readEntry({ line, cells }: TableLine): Entry {
  const name = nameIn(cells.name)
  const unit = cells.unit === '' ? { value: null } : nameIn(cells.unit)
  const email = person.shape.email.unwrap().safeParse(cells.email)
  const role = organisationRoles.find((one) =>
    roleWords[one].split(' ').includes(wordOf(cells.role)),
  )
  const manager = yes.includes(wordOf(cells.manager))
  const isWord = cells.manager === '' || manager || no.includes(wordOf(cells.manager))

  const problem = (): Problem | null => {
    if ('reason' in name) return { field: 'name', reason: name.reason }
    if (cells.email === '') return { field: 'email', reason: 'missing' }
    if (cells.email.length > 254) return { field: 'email', reason: 'too-long' }
    if (!email.success) return { field: 'email', reason: 'invalid' }
    if ('reason' in unit) return { field: 'unit', reason: unit.reason }
    if (cells.role !== '' && !role) return { field: 'role', reason: 'unknown' }
    return isWord ? null : { field: 'manager', reason: 'unknown' }
  }
  return {
    line,
    name: 'value' in name ? name.value : shown(cells.name),
    email: email.success ? email.data : shown(cells.email),
    unit: 'value' in unit ? unit.value : shown(cells.unit),
    role: role ?? null,
    manager: cells.manager === '' ? null : manager,
    problem: problem(),
  }
}

/** What is told of a line that is wrong. */
export function wrongLine(
  of: Pick<Entry, 'line' | 'name' | 'email' | 'unit'> & { readonly role?: Entry['role'] },
  problem: Problem,
): ImportedLine {
  const { line, name, email, unit, role } = of
  return { line, name, email, unit, role: role ?? 'member', outcome: 'wrong', problem, link: null }
}

/** The role that allows more. */
export function atLeast(one: OrganisationRole, other: OrganisationRole): OrganisationRole {
  return organisationRoles.find((role) => role === one || role === other) ?? one
}

function nameIn(cell: string): { value: string } | { reason: Problem['reason'] } {
  if (cell === '') return { reason: 'missing' }
  const name = displayName.safeParse(cell)
  if (name.success && !cell.includes(lost)) return { value: name.data }
  return { reason: cell.length > 120 ? 'too-long' : 'invalid' }
}

/** As it stands there, as far as it fits on a screen. */
function shown(cell: string): string {
  return cell.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, shownAtMost)
}

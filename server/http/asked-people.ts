/** Whether people can be asked to approve pages. */
import { AppError } from '#contract/errors.ts'
import type { PersonId, StrategyId } from '#contract/ids.ts'
import type { Page, Person } from '#contract/records.ts'
import type { Access } from '../people/access.ts'
import { isActive } from '../people/active.ts'
import type { People } from '../people/people.ts'

/**
 * The people, each of whom may come in and read every one of these pages. AppError invalid-input,
 * where `details.person` is the first for whom it is not so, and `details.approvers` why:
 * `inactive` for who may not come in any more, `cannot-read`, or `twice` for who is named twice.
 */
export type AskedPeople = (
  strategy: StrategyId,
  pages: readonly Page[],
  ids: readonly PersonId[],
) => Promise<readonly Person[]>

export function createAskedPeople(deps: {
  readonly access: Access
  /** Milliseconds since 1970. */
  readonly clock: () => number
  readonly people: Pick<People, 'get'>
}): AskedPeople {
  const { access, clock, people } = deps

  async function readsAll(person: Person, strategy: StrategyId, pages: readonly Page[]) {
    try {
      const grant = await access.strategy(person, strategy, 'strategy.read')
      return pages.every((page) => access.onPage(grant, page) !== null)
    } catch (error) {
      if (error instanceof AppError) return false
      throw error
    }
  }

  return async (strategy, pages, ids) => {
    const asked: Person[] = []
    for (const [at, id] of ids.entries()) {
      if (ids.indexOf(id) !== at) throw refused(id, 'twice')
      const person = await people.get(id)
      // Somebody who is not there is told of like somebody who has no role.
      if (person !== null && !isActive(person, clock())) throw refused(id, 'inactive')
      if (person === null || !(await readsAll(person, strategy, pages))) {
        throw refused(id, 'cannot-read')
      }
      asked.push(person)
    }
    return asked
  }
}

const refused = (person: PersonId, approvers: 'cannot-read' | 'inactive' | 'twice') =>
  new AppError('invalid-input', 'Somebody cannot be asked to approve these pages.', {
    details: { person, approvers },
  })

/** The table of rights, written down once more by hand: a change there has to be made here too. */
import { describe, expect, test } from 'vitest'
import { newId, pageId, personId } from '#contract/ids.ts'
import {
  isAtLeast,
  lesserRole,
  mayInOrganisation,
  mayInStrategy,
  organisationActions,
  organisationRoles,
  roleOnPage,
  strategyActions,
  type StrategyRole,
  strategyRoles,
} from '#contract/permissions.ts'

/** y = may, n = may not; columns: admin, member, guest. */
const inOrganisation: Readonly<Record<string, string>> = {
  'organisation.read': 'y y y',
  'organisation.manage': 'y n n',
  'people.read': 'y y n',
  'people.manage': 'y n n',
  'strategy.create': 'y y n',
  'templates.read': 'y y n',
  'templates.manage': 'y n n',
}

/** Columns: facilitator, editor, commenter, reader. */
const inStrategy: Readonly<Record<string, string>> = {
  'strategy.read': 'y y y y',
  'strategy.manage': 'y n n n',
  'page.read': 'y y y y',
  'page.comment': 'y y y n',
  'page.write': 'y y n n',
  'thread.decide': 'y y n n',
  'comment.hide': 'y n n n',
  'page.restore': 'y y n n',
  'page.create': 'y y n n',
  'page.manage': 'y n n n',
  'history.read': 'y y n n',
  'history.redact': 'y n n n',
  'edition.manage': 'y n n n',
}

const answers = (may: readonly boolean[]) => may.map((one) => (one ? 'y' : 'n')).join(' ')
const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) =>
  Object.keys(table) as Key[]

test('[A46] what each role in the organisation may do', () => {
  const table = keysOf(organisationActions).map((action) => [
    action,
    answers(organisationRoles.map((role) => mayInOrganisation(role, action))),
  ])
  expect(Object.fromEntries(table)).toEqual(inOrganisation)
})

test('[A46] what each role in a strategy may do', () => {
  const table = keysOf(strategyActions).map((action) => [
    action,
    answers(strategyRoles.map((role) => mayInStrategy(role, action))),
  ])
  expect(Object.fromEntries(table)).toEqual(inStrategy)
})

test('[A46] history is shown down to the role that the strategy names, and changes nothing else', () => {
  const shown: Readonly<Record<StrategyRole, string>> = {
    facilitator: 'y n n n',
    editor: 'y y n n',
    commenter: 'y y y n',
    reader: 'y y y y',
  }
  for (const history of strategyRoles) {
    for (const action of keysOf(strategyActions)) {
      const may = answers(strategyRoles.map((role) => mayInStrategy(role, action, history)))
      const expected = action === 'history.read' ? shown[history] : inStrategy[action]
      expect([history, action, may]).toEqual([history, action, expected])
    }
  }
})

test('[A46] roles from the most to the least', () => {
  const least: Readonly<Record<StrategyRole, string>> = {
    facilitator: 'y y y y',
    editor: 'n y y y',
    commenter: 'n n y y',
    reader: 'n n n y',
  }
  for (const role of strategyRoles) {
    expect(answers(strategyRoles.map((other) => isAtLeast(role, other)))).toBe(least[role])
    expect(lesserRole(role, null)).toBeNull()
    expect(lesserRole(null, role)).toBeNull()
  }
  expect(lesserRole(null, null)).toBeNull()
})

const letters: Readonly<Record<string, StrategyRole | null>> = {
  F: 'facilitator',
  E: 'editor',
  C: 'commenter',
  R: 'reader',
  '-': null,
}
const roleOf = (letter: string) => letters[letter] ?? null
const letterOf = (role: StrategyRole | null) => (role === null ? '-' : role[0]?.toUpperCase())

describe('a role on a page', () => {
  const aino = newId(personId)
  const berit = newId(personId)
  const here = newId(pageId)
  const there = newId(pageId)

  /** What is left of F, E, C and R in the strategy, by the most that the narrowing leaves. */
  const left: Readonly<Record<string, string>> = {
    F: 'F E C R',
    E: 'F E C R',
    C: 'F C C R',
    R: 'F R R R',
    '-': 'F - - -',
  }
  /** Memberships: for all pages, for this one, for two, for another one. */
  const memberships = [
    ['all', null, true],
    ['this page', [here], true],
    ['both', [there, here], true],
    ['another', [there], false],
  ] as const

  test('[A46] without a narrowing it is that of the strategy, on the pages it goes for', () => {
    for (const [name, pages, reaches] of memberships) {
      for (const role of strategyRoles) {
        const found = roleOnPage({ role, pages }, aino, { id: here, narrowed: null })
        expect([name, role, found]).toEqual([name, role, reaches ? role : null])
      }
    }
  })

  test('[A46] a narrowing leaves others at most what it says', () => {
    for (const [name, pages, reaches] of memberships) {
      for (const [most, row] of Object.entries(left)) {
        const narrowed = {
          others: roleOf(most),
          named: [{ person: berit, role: 'editor' as const }],
        }
        const found = strategyRoles.map((role) =>
          letterOf(roleOnPage({ role, pages }, aino, { id: here, narrowed })),
        )
        const expected = reaches ? row : '- - - -'
        expect([name, most, found.join(' ')]).toEqual([name, most, expected])
      }
    }
  })

  test('[A46] whoever is named has at most what is written beside the name, whatever others have', () => {
    for (const [name, pages, reaches] of memberships) {
      for (const most of ['F', 'E', 'C', 'R']) {
        for (const others of Object.keys(left)) {
          const role = roleOf(most)
          if (role === null) throw new Error('no role')
          const narrowed = { others: roleOf(others), named: [{ person: aino, role }] }
          const found = strategyRoles.map((has) =>
            letterOf(roleOnPage({ role: has, pages }, aino, { id: here, narrowed })),
          )
          const expected = reaches ? left[most] : '- - - -'
          expect([name, most, others, found.join(' ')]).toEqual([name, most, others, expected])
        }
      }
    }
  })
})

import { describe, expect, test } from 'vitest'
import { newId, type PageId, pageId } from '#contract/ids.ts'
import { isAtLeast, type StrategyRole, strategyRoles } from '#contract/permissions.ts'
import { type RoleFor, widened } from '../../server/people/offered-role.ts'

const [a, b] = [newId(pageId), newId(pageId)]
const role = (name: StrategyRole, ...pages: PageId[]): RoleFor => ({
  role: name,
  pages: pages.length > 0 ? pages : null,
})

/** What somebody has, what is offered, and what they have then; null = nothing new. */
const table: readonly (readonly [RoleFor | null, RoleFor, RoleFor | null])[] = [
  [null, role('reader', a), role('reader', a)],
  [role('reader'), role('editor'), role('editor')],
  [role('reader', a), role('editor'), role('editor')],
  [role('reader', a), role('editor', a, b), role('editor', a, b)],
  [role('reader', a), role('reader'), role('reader')],
  [role('editor', a), role('editor', b), role('editor', a, b)],
  [role('reader', a), role('editor', b), role('reader', a, b)],
  [role('editor'), role('editor'), null],
  [role('editor'), role('reader', a), null],
  [role('facilitator'), role('editor'), null],
  [role('editor', a), role('editor', a), null],
  [role('reader'), role('editor', b), null],
  [role('editor', a), role('reader'), null],
  [role('editor', a), role('reader', b), null],
]

describe('a role that is offered to somebody who may have one', () => {
  test.each(table)('[A75] %j and %j give %j', (has, offered, then) => {
    expect(widened(has, offered)).toEqual(then)
  })

  test('[A75] never less than before on any page, never more than one had or was offered', () => {
    const pages = [null, [a], [b], [a, b]]
    const all = strategyRoles.flatMap((name) => pages.map((only) => ({ role: name, pages: only })))
    const on = (page: PageId, { role: name, pages: only }: RoleFor) =>
      only === null || only.includes(page) ? name : null
    for (const has of all) {
      for (const offered of all) {
        const then = widened(has, offered) ?? has
        for (const page of [a, b, newId(pageId)]) {
          const [before, given, now] = [on(page, has), on(page, offered), on(page, then)]
          if (before !== null) expect(now !== null && isAtLeast(now, before)).toBe(true)
          const most = [before, given].filter((one) => one !== null)
          if (now !== null) expect(most.some((one) => isAtLeast(one, now))).toBe(true)
        }
        expect(widened(then, offered)).toBeNull()
      }
    }
  })

  test('[A75] what would be more than two hundred pages is left as it was', () => {
    const many = Array.from({ length: 200 }, () => newId(pageId))
    expect(widened({ role: 'editor', pages: many }, role('editor', a))).toBeNull()
  })
})

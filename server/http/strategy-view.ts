import type { z } from 'zod'
import type { strategyView } from '#contract/api/strategies.ts'
import type { Access, StrategyGrant } from '../people/access.ts'

/** A strategy as somebody sees it: with the pages that they may read, and their role. */
export async function viewOf(
  access: Access,
  grant: StrategyGrant,
): Promise<z.input<typeof strategyView>> {
  const pages = await access.pages(grant)
  return { ...grant.strategy, pages: pages.map(({ page }) => page.id), role: grant.role }
}

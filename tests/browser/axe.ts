/** What axe finds wrong with a screen, in light and dark. */
import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const axeSource = await readFile(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)

interface Axe {
  readonly axe: { run(options: { rules: object }): Promise<AxeResults> }
}

/** The faults of the screen as it is now, in both themes; `without` names rules to leave out. */
export async function faults(tab: Page, without: readonly string[] = []): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await tab.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await tab.evaluate(axeSource)
    const results = await tab.evaluate(
      async (rules) => {
        const { axe } = globalThis as unknown as Axe
        return await axe.run({ rules })
      },
      Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
    )
    for (const { id, nodes } of results.violations) {
      found.push(
        ...nodes.map(
          ({ target, failureSummary }) =>
            `${colorScheme} ${id} ${JSON.stringify(target)} ${failureSummary}`,
        ),
      )
    }
  }
  return found
}

import type { PageId } from '#contract/ids.ts'
import type { TranslateOf } from '../../i18n/catalogue.ts'
import type { PublishingPattern } from '../../i18n/publishing/publishing-catalogue.ts'
import type { Finding } from '../../net/publishing-queries.ts'

/** What was found, in words. */
export function findingWords(t: TranslateOf<PublishingPattern>, { kind, count }: Finding): string {
  return t(`finding_${kind}`, { n: count })
}

/** What was found, by page. */
export function byPage(findings: readonly Finding[]): ReadonlyMap<PageId, readonly Finding[]> {
  const found = new Map<PageId, Finding[]>()
  for (const finding of findings) {
    const others = found.get(finding.page)
    if (others === undefined) found.set(finding.page, [finding])
    else others.push(finding)
  }
  return found
}

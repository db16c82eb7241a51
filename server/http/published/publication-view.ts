import type { PublicationView } from '#contract/api/publishing.ts'
import type { Publication } from '../../publishing/publications.ts'
import { hasEnded } from './link-cookie.ts'

/** A publication for who manages it: without its key and its hashes. `now` in milliseconds since 1970. */
export function publicationView(publication: Publication, now: number): PublicationView {
  const { codeHash, key: _, passwordHash, strategy: __, ...settings } = publication
  return {
    ...settings,
    hasPassword: passwordHash !== null,
    hasLink: publication.reach === 'link' && codeHash !== null && !hasEnded(publication, now),
  }
}

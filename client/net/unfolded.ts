/** Pages on which somebody wants to see all questions, remembered in this browser. */
import type { PageId, PersonId } from '#contract/ids.ts'
import { recall, remember } from './stored.ts'

const nameOf = (person: PersonId, page: PageId) => `unfolded.${person}.${page}`

/** Whether somebody wants to see all questions of a page at once. */
export interface PageFold {
  readonly isOpen: () => boolean
  /** From now on. */
  readonly open: () => void
}

/** What this browser remembers of a person on a page. */
export function unfolded(person: PersonId, page: PageId): PageFold {
  return {
    isOpen: () => recall(nameOf(person, page)) !== null,
    open: () => {
      remember(nameOf(person, page), 'yes')
    },
  }
}

/** Puts an edition together from what was approved. Pure. */
import { must } from '#contract/asserts.ts'
import type { KeptFile } from '#contract/editions.ts'
import type { PersonId } from '#contract/ids.ts'
import type { Strategy } from '#contract/records.ts'
import { wordsOf } from '../words/words.ts'
import type { EditionContent, EditionPage } from './edition-content.ts'
import type { FrozenTexts } from './frozen-texts.ts'
import type { KeptApproval } from './kept-records.ts'
import { pageSlugs } from './page-slugs.ts'
import { type NamePlace, unmarked } from './person-marks.ts'

/** Whom an edition may name, and how others are told of. */
export interface Naming {
  /** Null: does not agree to be named. */
  readonly nameOf: (person: PersonId) => string | null
  readonly unitOf: (person: PersonId) => string | null
  /** The names of approvers, who agree each time that they approve. */
  readonly approverName: (person: PersonId) => string | null
}

export interface Assembling extends Naming {
  readonly approval: KeptApproval
  readonly texts: FrozenTexts
  readonly strategy: Pick<Strategy, 'id' | 'language' | 'name'>
  readonly organisation: string
  readonly number: string
  /** A day. */
  readonly validFrom: string
  readonly changeNote: string
  readonly files: readonly KeptFile[]
}

/** An edition, and where in it somebody is named. */
export interface Assembled {
  readonly content: EditionContent
  readonly names: readonly NamePlace[]
}

/** The pages as they would be published, and where in them somebody is named. */
export function pagesOf(
  texts: FrozenTexts,
  { nameOf, unitOf }: Omit<Naming, 'approverName'>,
): { readonly pages: readonly EditionPage[]; readonly names: readonly NamePlace[] } {
  const titles = texts.pages.map(({ language, title }) => title || wordsOf[language].untitled)
  const slugs = pageSlugs(titles)
  const sources = new Set(texts.pages.map(({ page }) => page))
  const names: NamePlace[] = []
  const pages = texts.pages.map((text, at): EditionPage => {
    const { language, owner, ownerRole, page, parent, pieces, reviewOn, seq, source } = text
    const tell = (person: PersonId) => {
      const name = nameOf(person)
      const others = unitOf(person) ?? wordsOf[language].anyone
      return { text: name ?? others, isName: name !== null }
    }
    return {
      ...{ page, parent, language, seq, ownerRole, owner, reviewOn },
      slug: must(slugs[at], 'a name for each page'),
      title: must(titles[at], 'a title for each page'),
      basedOn: source !== null && sources.has(source.page) ? source : null,
      pieces: unmarked(pieces, tell, names, ['pages', at, 'pieces']),
    }
  })
  return { pages, names }
}

/** The same for the same, always. */
export function assembled(given: Assembling): Assembled {
  const { approval, approverName, changeNote, files, number } = given
  const { organisation, strategy, texts, validFrom } = given
  const { names, pages } = pagesOf(texts, given)
  const all = [...names]
  const approvers = approval.approvers.flatMap(({ answer, person, role }) => {
    if (answer?.what !== 'approved') return []
    const name = answer.named ? approverName(person) : null
    return [{ person, role, name, on: dayOf(answer.at), despite: answer.despite }]
  })
  for (const [at, { name, person }] of approvers.entries()) {
    if (name !== null) all.push({ person, name, at: ['approvers', at, 'name'], from: 0 })
  }
  const [first, ...rest] = pages
  const days = approvers.map(({ on }) => on).toSorted()
  return {
    content: {
      format: 1,
      ...{ strategy: strategy.id, name: strategy.name, language: strategy.language },
      ...{ organisation, number, validFrom, changeNote, files },
      approvedOn: days.at(-1) ?? dayOf(approval.askedAt),
      approvers: approvers.map(({ despite, name, on, role }) => ({ role, name, on, despite })),
      findings: approval.found,
      pages: [must(first, 'an approval has pages'), ...rest],
      story: texts.story,
    },
    names: all,
  }
}

const dayOf = (at: string) => at.slice(0, 10)

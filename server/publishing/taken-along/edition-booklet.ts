/** An edition as a booklet, for paper. */
import type { FileId, PersonId } from '#contract/ids.ts'
import type { EditionPage } from '../editions/edition-content.ts'
import type { Booklet, BookletPicture, Chapter, Pictures } from '../piece.ts'
import { dayIn } from '../site/days.ts'
import type { SiteOf } from '../site/site.ts'
import { siteWords } from '../site/words/words.ts'
import { filled, wordsOf } from '../words/words.ts'

/** `names`: who agree to be named, now. `redactedOn`: days on which something was taken out. */
export function editionBooklet({
  content,
  names,
  redactedOn,
}: Pick<SiteOf, 'content' | 'names' | 'redactedOn'>): Booklet {
  const { approvers, changeNote, language, name, number, organisation, validFrom } = content
  const words = siteWords[language]
  const day = (of: string) => dayIn(language, of)
  const foot = filled(words.editionFact, {
    n: filled(words.editionN, { n: number }),
    day: day(validFrom),
  })
  const approved = approvers.map((one) => {
    const who = one.name === null ? one.role : `${one.role} (${one.name})`
    const line = `${who}: ${filled(words.approvedOn, { day: day(one.on) })}`
    return one.despite === '' ? line : `${line}. ${words.despite} ${one.despite}`
  })
  const redacted =
    redactedOn.length === 0
      ? []
      : [filled(words.redacted, { days: [...new Set(redactedOn)].map(day).join(', ') })]
  return {
    title: name,
    language,
    organisation,
    strategy: null,
    made: day(content.approvedOn),
    edition: { foot, front: [foot, ...approved, changeNote, ...redacted] },
    chapters: content.pages.map((page) => chapterOf(page, names)),
  }
}

function chapterOf(page: EditionPage, names: ReadonlyMap<PersonId, string>): Chapter {
  const { language, owner, ownerRole, pieces, reviewOn, title } = page
  const words = siteWords[language]
  const name = owner === null ? null : (names.get(owner) ?? null)
  // The role first: it stays when people go.
  const who = ownerRole === '' ? name : name === null ? ownerRole : `${ownerRole} (${name})`
  const facts: [string, string | null][] = [
    [words.owner, who],
    [words.nextReview, reviewOn && dayIn(language, reviewOn)],
  ]
  return {
    page: page.page,
    title: title.trim() || wordsOf[language].untitled,
    language,
    facts: facts.flatMap(([label, value]) => (value === null ? [] : [{ label, value }])),
    pieces,
  }
}

/** The pictures among the files of an edition. */
export function picturesAmong(files: SiteOf['files']): Pictures {
  const pictures = new Map<FileId, BookletPicture>()
  for (const [id, { bytes, type }] of files) {
    if (type === 'image/webp' || type === 'image/png') pictures.set(id, { type, bytes })
  }
  return pictures
}

/** What every form for readers needs. */
import type { IncomingMessage } from 'node:http'
import { AppError } from '#contract/errors.ts'
import type { Edition } from '#contract/editions.ts'
import type { Language, Person } from '#contract/records.ts'
import type { Identify } from '../../people/identify.ts'
import type { Editions } from '../../publishing/editions/editions.ts'
import type { EditionContent } from '../../publishing/editions/edition-content.ts'
import { escaped } from '../../publishing/html/escaped.ts'
import { readerWords } from '../../publishing/readers/words/words.ts'
import type { Standing } from '../../publishing/site/site.ts'
import { framed } from '../../publishing/site/frame.ts'
import type { Publication } from '../../publishing/publications.ts'
import { filled } from '../../publishing/words/words.ts'

/** What is said of an edition around a form. */
export type Introduction = Pick<
  EditionContent,
  'language' | 'name' | 'number' | 'organisation' | 'validFrom'
>

const kept = 50

/** Of the editions asked for last: an edition may be long, and a form needs five words of it. */
export function createIntroduce(
  editions: Pick<Editions, 'content'>,
): (edition: Edition) => Promise<Introduction> {
  const known = new Map<string, Introduction>()
  return async (edition) => {
    const key = `${edition.id} ${edition.sha256}`
    const found = known.get(key) ?? introductionOf(await editions.content(edition))
    known.delete(key)
    known.set(key, found)
    for (const oldest of known.keys()) {
      if (known.size <= kept) break
      known.delete(oldest)
    }
    return found
  }
}

function introductionOf(content: EditionContent): Introduction {
  const { language, name, number, organisation, validFrom } = content
  return { language, name, number, organisation, validFrom }
}

/** Who is signed in; null = nobody. AppError foreign-origin for what another site's page sends. */
export async function whoAsks(
  identify: Identify,
  request: IncomingMessage,
): Promise<Person | null> {
  identify.refuseForeign(request)
  try {
    return (await identify.request(request)).person
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-signed-in') return null
    throw error
  }
}

export interface Sheet {
  readonly edition: Pick<Edition, 'withdrawn'>
  readonly introduction: Introduction
  readonly publication: Publication
  readonly language: Language
  readonly title: string
  readonly body: string
  /** How many folders it lies below the strategy's own. */
  readonly depth: number
}

/** A page in the look of the edition. */
export function drawn(sheet: Sheet): string {
  const { body, depth, edition, introduction, language, publication, title } = sheet
  const { confirmation, feedbackDays } = publication
  const front = depth === 0 ? './' : '../'.repeat(depth)
  const backTo = filled(readerWords[language].backTo, { strategy: introduction.name })
  return framed({
    content: introduction,
    title,
    language,
    body: `${body}\n<p class="back"><a href="${front}">${escaped(backTo)}</a></p>`,
    standing: standingOf(edition),
    served: {
      ...{ confirmation, feedbackDays },
      ...{ feeds: true, pdf: true, search: true, takenAlong: false },
    },
    folder: folderOf(introduction, depth),
  })
}

/** Forms are about the current edition, or about the last one there was. */
function standingOf({ withdrawn }: Sheet['edition']): Standing {
  if (withdrawn === null) return { is: 'current' }
  return { is: 'withdrawn', on: withdrawn.at.slice(0, 10), reason: withdrawn.reason, href: null }
}

/** The edition's own folder, from a page that lies so deep below the strategy's. */
export const folderOf = ({ number }: Pick<Introduction, 'number'>, depth: number): string =>
  `${'../'.repeat(depth)}${number}/`

/** What is left of approvals and editions when words or a name were taken out. Pure. */
import type { PageId, PersonId, Seq } from '#contract/ids.ts'
import type { Language } from '#contract/records.ts'
import { passageWithout, textWithout } from '../../history/taken-words.ts'
import type { Piece } from '../piece.ts'
import type { Story } from '../story/story.ts'
import { wordsOf } from '../words/words.ts'
import type { EditionContent, EditionPage } from './edition-content.ts'
import { filesIn } from './freezing.ts'
import type { FrozenEdition } from './frozen-content.ts'
import type { FrozenFile, FrozenTexts } from './frozen-texts.ts'
import type { KeptApproval, KeptEdition } from './kept-records.ts'
import { overlaid } from './overlaid.ts'
import { freeSlug } from './page-slugs.ts'
import { mapTexts, type NamePlace } from './person-marks.ts'
import { piecesWithout } from './without-words.ts'

/** What the page's history gives for a moment, now that it is without the words. */
export type NowOf = (frozen: { readonly seq: Seq; readonly language: Language }) => readonly Piece[]

interface Out {
  readonly page: PageId
  readonly words: readonly string[]
  readonly nowOf: NowOf
}

export const withoutWords = {
  texts(texts: FrozenTexts, out: Out): FrozenTexts {
    const { page, words } = out
    const of = texts.pages.find((one) => one.page === page)
    const pages = texts.pages.map((one) =>
      one.page === page ? { ...one, ...pageWithout(one, out) } : one,
    )
    const files = of ? filesWithout(texts.files, of.pieces, words) : texts.files
    return { ...texts, pages, files, story: storyWithout(texts.story, page, words) }
  },

  approval(known: KeptApproval, page: PageId, words: readonly string[]): KeptApproval {
    const text = (given: string) => textWithout(given, words)
    return {
      ...known,
      note: text(known.note),
      pages: known.pages.map((one) =>
        one.page === page
          ? { ...one, title: passageWithout(one.title, words), ownerRole: text(one.ownerRole) }
          : one,
      ),
      approvers: known.approvers.map(({ answer, ...one }) => {
        if (answer === null) return { ...one, answer }
        if (answer.what === 'returned') {
          return { ...one, answer: { ...answer, reason: text(answer.reason) } }
        }
        return { ...one, answer: { ...answer, despite: text(answer.despite) } }
      }),
    }
  },

  content(content: EditionContent, out: Out): EditionContent {
    const { page, words } = out
    const text = (given: string) => textWithout(given, words)
    const of = content.pages.find((one) => one.page === page)
    const others = content.pages.filter((one) => one.page !== page)
    const taken = new Set(others.map(({ slug }) => slug))
    const change = (one: EditionPage): EditionPage => {
      if (one.page !== page) return one
      const left = pageWithout(one, out)
      const slug = left.title === one.title ? one.slug : freeSlug(left.title, taken)
      return { ...one, ...left, slug }
    }
    const [first, ...rest] = content.pages
    return {
      ...content,
      changeNote: text(content.changeNote),
      approvers: content.approvers.map((one) => ({ ...one, despite: text(one.despite) })),
      pages: [change(first), ...rest.map(change)],
      files: of ? filesWithout(content.files, of.pieces, words) : content.files,
      story: storyWithout(content.story, page, words),
    }
  },

  /** The record of an edition whose content is another one now. */
  edition(
    known: KeptEdition,
    content: EditionContent,
    { page, words }: Pick<Out, 'page' | 'words'>,
  ): KeptEdition {
    const { withdrawn } = known
    return {
      ...known,
      changeNote: content.changeNote,
      withdrawn: withdrawn && { ...withdrawn, reason: textWithout(withdrawn.reason, words) },
      pages: known.pages.map((one) => {
        const of = content.pages.find((other) => other.page === page)
        if (one.page !== page || !of) return one
        const title = passageWithout(one.title, words)
        return { ...one, title, slug: of.slug, ownerRole: of.ownerRole }
      }),
    }
  },
}

export const withoutPerson = {
  /** `everywhere`: where they approved, too. */
  edition(frozen: FrozenEdition, person: PersonId, everywhere: boolean): FrozenEdition {
    const isTheirs = (place: NamePlace) =>
      place.person === person && (everywhere || place.at[0] === 'pages')
    const places = frozen.beside.names.filter(isTheirs)
    if (places.length === 0) return frozen
    const { approvers, pages } = frozen.value
    const names = new Map(places.map(({ at, name }) => [JSON.stringify(at), name]))
    const [first, ...rest] = pages.map((page, index): EditionPage => {
      const instead = wordsOf[page.language].anyone
      const change = (text: string, at: NamePlace['at']) => {
        const name = names.get(JSON.stringify(at))
        return name === undefined ? text : text.replaceAll(name, instead)
      }
      return { ...page, pieces: mapTexts(page.pieces, change, ['pages', index, 'pieces']) }
    })
    if (!first) return frozen
    return {
      value: {
        ...frozen.value,
        pages: [first, ...rest],
        approvers: approvers.map((one, index) =>
          names.has(JSON.stringify(['approvers', index, 'name'])) ? { ...one, name: null } : one,
        ),
      },
      beside: { names: frozen.beside.names.filter((place) => !isTheirs(place)) },
    }
  },

  approval(known: KeptApproval, person: PersonId): KeptApproval {
    const isNamed = known.approvers.some(
      (one) => one.person === person && one.answer?.what === 'approved' && one.answer.named,
    )
    if (!isNamed) return known
    const approvers = known.approvers.map((one) =>
      one.person === person && one.answer?.what === 'approved'
        ? { ...one, answer: { ...one.answer, named: false } }
        : one,
    )
    return { ...known, approvers }
  },
}

function pageWithout(
  page: Pick<EditionPage, 'language' | 'ownerRole' | 'pieces' | 'seq' | 'title'>,
  { nowOf, words }: Out,
) {
  return {
    title: passageWithout(page.title, words),
    ownerRole: textWithout(page.ownerRole, words),
    pieces: piecesWithout(overlaid(page.pieces, nowOf(page)), words),
  }
}

function filesWithout<T extends FrozenFile>(
  files: readonly T[],
  pieces: readonly Piece[],
  words: readonly string[],
): readonly T[] {
  const shown = new Set(filesIn(pieces).map(({ file }) => file))
  return files.map((one) =>
    shown.has(one.file) ? { ...one, name: textWithout(one.name, words) } : one,
  )
}

function storyWithout(story: Story, page: PageId, words: readonly string[]): Story {
  const text = (given: string) => textWithout(given, words)
  return {
    ...story,
    pages: story.pages.map((one) =>
      one.page === page
        ? { ...one, versions: one.versions.map((is) => ({ ...is, name: text(is.name) })) }
        : one,
    ),
    reasons: story.reasons.map((one) =>
      one.page === page ? { ...one, reason: text(one.reason) } : one,
    ),
  }
}

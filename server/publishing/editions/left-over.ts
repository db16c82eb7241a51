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
import { markOf, type NamePlace, unmarked, withOthers } from './person-marks.ts'
import { piecesWithout, piecesWithoutFiles } from './without-words.ts'

/** What the page's history gives for a moment now; null = it does not tell. */
export type NowOf = (frozen: {
  readonly seq: Seq
  readonly language: Language
}) => readonly Piece[] | null

interface Out {
  readonly page: PageId
  readonly words: readonly string[]
  readonly nowOf: NowOf
}

export const withoutWords = {
  texts(texts: FrozenTexts, out: Out): FrozenTexts {
    const { page, words } = out
    const pages = texts.pages.map((one) =>
      one.page === page ? { ...one, ...pageWithout(one, out) } : one,
    )
    const files = filesWithout(texts.files, pages, out)
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

  frozen(frozen: FrozenEdition, out: Out): FrozenEdition {
    const { page, words } = out
    const content = frozen.value
    const text = (given: string) => textWithout(given, words)
    const others = content.pages.filter((one) => one.page !== page)
    const taken = new Set(others.map(({ slug }) => slug))
    const isOther = ({ at: [part, index] }: NamePlace) =>
      part !== 'pages' || content.pages[Number(index)]?.page !== page
    const names = frozen.beside.names.filter(isOther)
    const change = (one: EditionPage, index: number): EditionPage => {
      if (one.page !== page) return one
      const at = ['pages', index, 'pieces']
      const marked = { ...one, pieces: marksAgain(one.pieces, frozen.beside.names, at) }
      const left = pageWithout(marked, out)
      const slug = left.title === one.title ? one.slug : freeSlug(left.title, taken)
      const called = new Map(frozen.beside.names.map(({ name, person }) => [person, name]))
      const tell = (person: PersonId) => {
        const name = called.get(person) ?? wordsOf[one.language].anyone
        const rest = text(name)
        return { text: rest, isName: called.has(person) && rest === name }
      }
      return { ...one, ...left, slug, pieces: unmarked(left.pieces, tell, names, at) }
    }
    const [first, ...rest] = content.pages
    const pages = [change(first, 0), ...rest.map((one, at) => change(one, at + 1))] as const
    const value: EditionContent = {
      ...content,
      changeNote: text(content.changeNote),
      approvers: content.approvers.map((one) => ({ ...one, despite: text(one.despite) })),
      pages,
      files: filesWithout(content.files, pages, out),
      story: storyWithout(content.story, page, words),
    }
    return { value, beside: { names } }
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
  /** On its pages, and where they approved it. */
  edition(frozen: FrozenEdition, person: PersonId): FrozenEdition {
    const { names } = frozen.beside
    if (!names.some((place) => place.person === person)) return frozen
    const { approvers, pages } = frozen.value
    const isOf = ({ at: [part, index] }: NamePlace, of: string, which: number) =>
      part === of && index === which
    const left = pages.map((page, index) => {
      const { anyone } = wordsOf[page.language]
      const here = names.filter((place) => isOf(place, 'pages', index))
      const instead = (place: NamePlace) => (place.person === person ? anyone : null)
      return withOthers(page, here, instead, ['pages', index])
    })
    const [first, ...rest] = left.map(({ value }) => value)
    if (!first) return frozen
    const approved = names.filter(({ at: [part] }) => part === 'approvers')
    const isTheirs = (index: number) =>
      approved.some((place) => isOf(place, 'approvers', index) && place.person === person)
    return {
      value: {
        ...frozen.value,
        pages: [first, ...rest],
        approvers: approvers.map((one, index) => (isTheirs(index) ? { ...one, name: null } : one)),
      },
      beside: {
        names: [
          ...left.flatMap((page) => page.names),
          ...approved.filter((place) => place.person !== person),
        ],
      },
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

/** The pieces with marks in the place of the names that were put there. */
const marksAgain = (
  pieces: readonly Piece[],
  names: readonly NamePlace[],
  at: NamePlace['at'],
): readonly Piece[] => withOthers(pieces, names, ({ person }) => markOf(person), at).value

function pageWithout(
  page: Pick<EditionPage, 'language' | 'ownerRole' | 'pieces' | 'seq' | 'title'>,
  { nowOf, words }: Out,
) {
  const now = nowOf(page) ?? page.pieces
  const here = new Set(filesIn(now).map(({ file }) => file))
  const gone = filesIn(page.pieces).filter(({ file }) => !here.has(file))
  const left = piecesWithoutFiles(page.pieces, new Set(gone.map(({ file }) => file)))
  return {
    title: passageWithout(page.title, words),
    ownerRole: textWithout(page.ownerRole, words),
    pieces: piecesWithout(overlaid(left, now), words),
  }
}

/** The files that the pages still show; the names of those of the page without the words. */
function filesWithout<T extends FrozenFile>(
  files: readonly T[],
  pages: readonly Pick<EditionPage, 'page' | 'pieces'>[],
  { page, words }: Pick<Out, 'page' | 'words'>,
): readonly T[] {
  const shown = pages.map((one) => ({ ...one, files: filesIn(one.pieces).map(({ file }) => file) }))
  const all = new Set(shown.flatMap((one) => one.files))
  const own = new Set(shown.flatMap((one) => (one.page === page ? one.files : [])))
  return files
    .filter(({ file }) => all.has(file))
    .map((one) => (own.has(one.file) ? { ...one, name: textWithout(one.name, words) } : one))
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

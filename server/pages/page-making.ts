/** New pages: empty, from a template, or as a version of a page in another language. */
import type { JSONContent } from '@tiptap/core'
import { AppError } from '#contract/errors.ts'
import { newId, pageId, type PersonId, type StrategyId, talkootAuthor } from '#contract/ids.ts'
import { mayInOrganisation } from '#contract/permissions.ts'
import type { Language, Page, Person } from '#contract/records.ts'
import type { Rooms } from '../rooms/rooms.ts'
import type { UpdateLog } from '../storage/storage.ts'
import { withOwnFiles } from './content-files.ts'
import type { Files } from './files.ts'
import { nodesOf, type OwnTemplates } from './own-templates.ts'
import { dayAfter } from './review-day.ts'
import { withNewRowIds } from './row-ids.ts'
import type { Templates } from './templates.ts'
import { oneLine } from './title-line.ts'

export interface NewPage {
  readonly strategy: StrategyId
  readonly person: Person
  /** Of the page where its template does not say otherwise. */
  readonly language: Language
  readonly template?: string | undefined
  readonly title?: string | undefined
  readonly version?: NewVersion | undefined
}

/** Of which page, and what it begins with. */
export interface NewVersion {
  readonly of: Page
  readonly begin: 'template' | 'copy'
}

export interface MakePage {
  /**
   * Writes a new page's first text, durably, and gives the record that makes it findable once it
   * is stored. It stands at the top. AppError invalid-input with `details`: `template`: `unknown`;
   * `begin`: `no-template`, where the source has none in that language.
   */
  (newPage: NewPage): Promise<Page>
}

/** What a page begins with, and what its record says of that. */
interface Beginning {
  readonly content: readonly JSONContent[]
  readonly title: string
  readonly author: PersonId
  readonly kind: 'template' | 'copy'
  readonly record: Pick<Page, 'template' | 'keyQuestion' | 'reviewOn' | 'language' | 'source'>
}

export function createMakePage(deps: {
  readonly log: UpdateLog
  readonly rooms: Rooms
  readonly templates: Templates
  readonly ownTemplates: OwnTemplates
  readonly files: Files
  readonly clock: () => number
}): MakePage {
  const { files, log, rooms, templates, ownTemplates, clock } = deps

  const plain = { template: null, reviewOn: null, source: null }

  /** From a template that comes with Talkoot; null where there is none of that name. */
  function fromTemplate(id: string, language: Language): Beginning | null {
    const template = templates.get(id)
    if (!template) return null
    const { content, keyQuestion, title } = template.texts[language]
    const reviewOn = dayAfter(clock(), template.review)
    const record = { ...plain, template: id, keyQuestion, reviewOn, language }
    return { content, title, author: talkootAuthor, kind: 'template', record }
  }

  /** From one of our own, in the language that it is in. */
  async function fromOwn(id: string, person: Person): Promise<Beginning> {
    const own = await ownTemplates.get(id)
    if (!own || own.retiredAt !== null || !mayInOrganisation(person.role, 'templates.read')) {
      throw new AppError('invalid-input', 'There is no such template.', {
        details: { template: 'unknown' },
      })
    }
    const { keyQuestion, language, title } = own
    const record = { ...plain, template: id, ...(keyQuestion !== '' && { keyQuestion }), language }
    return { content: nodesOf(own), title, author: talkootAuthor, kind: 'template', record }
  }

  async function fromSource(newPage: NewPage, { begin, of }: NewVersion): Promise<Beginning> {
    const { language, person } = newPage
    const template = of.template === null ? null : fromTemplate(of.template, language)
    if (begin === 'template') {
      if (!template) {
        throw new AppError('invalid-input', 'The page has no template in that language.', {
          details: { begin: 'no-template' },
        })
      }
      const { seq } = await log.head(of.id)
      return { ...template, record: { ...template.record, source: { page: of.id, seq } } }
    }
    const { content, seq } = await rooms.read(of.id)
    const keyQuestion = template?.record.keyQuestion ?? of.keyQuestion
    return {
      content: content.content ?? [],
      title: of.title,
      author: person.id,
      kind: 'copy',
      record: {
        template: of.template,
        ...(keyQuestion !== undefined && { keyQuestion }),
        reviewOn: of.reviewOn,
        language,
        source: { page: of.id, seq },
      },
    }
  }

  async function beginningOf(newPage: NewPage, title: string): Promise<Beginning> {
    const { language, person, template, version } = newPage
    if (version) return fromSource(newPage, version)
    if (template !== undefined) {
      return fromTemplate(template, language) ?? (await fromOwn(template, person))
    }
    const content = emptyPage(title)
    return { content, title, author: person.id, kind: 'template', record: { ...plain, language } }
  }

  return async (newPage) => {
    const { person, strategy } = newPage
    const given = newPage.title === undefined ? undefined : oneLine(newPage.title)
    const beginning = await beginningOf(newPage, given ?? '')
    const id = newId(pageId)
    const from = beginning.kind === 'copy' ? newPage.version?.of : undefined
    const rows = withNewRowIds(beginning.content)
    const content = from
      ? await withOwnFiles(rows, files, { from, to: { id, strategy }, person })
      : rows
    await rooms.begin(id, content, beginning.author, beginning.kind)
    const title = given ?? beginning.title
    if (title !== beginning.title) await rooms.setTitle(id, title, person.id)
    return {
      id,
      strategy,
      title,
      ...beginning.record,
      parent: null,
      status: 'draft',
      owner: null,
      deputy: null,
      trashed: null,
      narrowed: null,
      locked: null,
      createdAt: new Date(clock()).toISOString(),
      createdBy: person.id,
    }
  }
}

function emptyPage(title: string): JSONContent[] {
  const text = title === '' ? {} : { content: [{ type: 'text', text: title }] }
  return [{ type: 'title', ...text }, { type: 'paragraph' }]
}

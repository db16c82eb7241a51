/** Gathers what the story of pages is told from. */
import type { PageId, PersonId, Seq } from '#contract/ids.ts'
import type { Page, Version } from '#contract/records.ts'
import type { Thread } from '#contract/threads.ts'
import type { UpdateLog } from '../../storage/storage.ts'
import type { Story } from '../story/story.ts'
import { storyOf, type StoryPage } from '../story/story-of.ts'

/** A page as it is frozen. */
export interface ToldPage {
  readonly page: Page
  readonly seq: Seq
  /** Is a thread about what is published of it? */
  readonly shows: StoryPage['shows']
}

export type TellStory = (
  pages: readonly ToldPage[],
  given: {
    /** Milliseconds since 1970. */
    readonly frozenAt: number
    /** Are reasons told of what became of comments? */
    readonly reasons: boolean
  },
) => Promise<Story>

export function createTellStory(deps: {
  readonly log: Pick<UpdateLog, 'read'>
  readonly threads: (page: PageId) => Promise<readonly Thread[]>
  /** The unit of everybody who has one, by its name. */
  readonly units: () => Promise<ReadonlyMap<PersonId, string>>
  readonly versions: (page: Page) => Promise<readonly Version[]>
}): TellStory {
  const { log, threads, units, versions } = deps

  async function told({ page, seq, shows }: ToldPage): Promise<StoryPage> {
    const entries: StoryPage['entries'][number][] = []
    if (seq > 0) {
      for await (const { at, author, kind } of log.read(page.id, 1, seq)) {
        entries.push({ at, author, kind })
      }
    }
    return {
      ...{ page: page.id, seq, entries },
      threads: await threads(page.id),
      versions: (await versions(page)).filter((one) => one.seq <= seq),
      shows,
    }
  }

  return async (pages, { frozenAt, reasons }) => {
    const all: StoryPage[] = []
    for (const page of pages) all.push(await told(page))
    const unitOf = await units()
    const of = (person: PersonId) => unitOf.get(person) ?? null
    return storyOf({ pages: all, unitOf: of, reasons, frozenAt })
  }
}

/** A thread as one reader may see it. */
import type { threadView } from '#contract/api/threads.ts'
import { mayInStrategy } from '#contract/permissions.ts'
import type { Comment } from '#contract/threads.ts'
import type { z } from 'zod'
import { firstOf, type Speaker, type StoredThread } from './kept-thread.ts'

export type SeenThread = z.output<typeof threadView>

type Reader = Pick<Speaker, 'person' | 'role'>

/**
 * Words of a hidden comment are there for its author and facilitators; of a deleted one for nobody.
 * A proposal goes with the comment that it was made in: so it does not say what was hidden.
 */
export function seenThread({ revision, value }: StoredThread, reader: Reader): SeenThread {
  const { accepting: _, sent: __, ...thread } = value
  const first = firstOf(value)
  const isProposed = first.deletedAt === null && maySee(first, reader)
  return {
    ...thread,
    proposal: isProposed ? thread.proposal : null,
    comments: thread.comments.map((one) => seenComment(one, reader)),
    revision,
  }
}

function seenComment(one: Comment, reader: Reader): SeenThread['comments'][number] {
  const { edits, ...comment } = one
  const may = maySee(one, reader)
  return {
    ...comment,
    text: may ? comment.text : '',
    editedAt: edits.at(-1)?.at ?? null,
    before: may ? edits.map(({ at, before }) => ({ at, text: before })) : [],
  }
}

function maySee({ by, hidden }: Comment, { person, role }: Reader): boolean {
  return hidden === null || by === person.id || mayInStrategy(role, 'comment.hide')
}

/**
 * Putting proposed words into the text, in the name of who proposed them.
 *
 * The text is in the log and the thread in the catalogue, so that one comes before the other: first
 * the thread says that it is being accepted, by whom and after which entry; then the words go in;
 * then it ends. What was left in between, because the process died, is found when the page is
 * looked at next: the entry is there and the thread ends by it, or it never was.
 */
import { AppError } from '#contract/errors.ts'
import type { PageId, PersonId, Seq, ThreadId } from '#contract/ids.ts'
import type { Ending, ThreadAnchor } from '#contract/threads.ts'
import { decodeUpdate } from '../rooms/decode.ts'
import { type Ends, hullOf } from '../rooms/passage.ts'
import { refusalOf, type Refusal } from '../rooms/reword.ts'
import type { Rooms } from '../rooms/rooms.ts'
import { strategyOfPage } from '../storage/records.ts'
import type { Catalogue, Entry, UpdateLog } from '../storage/storage.ts'
import type { Anchoring } from './anchoring.ts'
import { endedAs } from './endings.ts'
import type { Doer } from './happenings.ts'
import { beginnerOf, type KeptThread, type Speaker, type StoredThread } from './kept-thread.ts'
import { seenThread } from './seen-thread.ts'
import type { Threads } from './threads.ts'

export interface Accepting {
  /**
   * Puts the proposed words in the place of `replacing`, and ends the thread as adopted; both are
   * durable when it resolves. Once more by the same person changes nothing. AppError conflict with
   * `details.reason` and in `details.passage` what stands there: `changed`; `gone`; `spans` several
   * blocks; `atoms`, an element of the line would have to go; `ended`, the thread is no longer
   * open. AppError not-found, invalid-input where nothing is proposed. `stillMay` is asked after
   * what is slow, before anything is written.
   */
  accept(
    speaker: Speaker,
    thread: ThreadId,
    given: { readonly replacing: string; readonly reason?: string | undefined },
    stillMay: () => Promise<void>,
  ): Promise<StoredThread>
  /** Ends what was left half done on a page. */
  heal(page: PageId): Promise<void>
}

type Accepted = Pick<KeptThread, 'id' | 'page'> & {
  readonly anchor: ThreadAnchor
  readonly to: string
}

export function createAccepting(deps: {
  readonly anchoring: Pick<Anchoring, 'now'>
  readonly catalogue: Catalogue
  /** Milliseconds since 1970. */
  readonly clock: () => number
  readonly log: Pick<UpdateLog, 'head' | 'read' | 'ready'>
  readonly report: (error: unknown, what: string) => void
  readonly rooms: Pick<Rooms, 'peek' | 'reword'>
  readonly threads: Pick<Threads, 'change' | 'get' | 'of'>
}): Accepting {
  const { anchoring, catalogue, clock, log, report, rooms, threads } = deps
  /** The last thing to happen to each page, so that one follows the other. */
  const turns = new Map<PageId, Promise<void>>()

  function inTurn<T>(page: PageId, act: () => Promise<T>): Promise<T> {
    const acting = (turns.get(page) ?? Promise.resolve()).then(act)
    const over = acting.then(
      () => {},
      () => {},
    )
    turns.set(page, over)
    void over.then(() => {
      if (turns.get(page) === over) turns.delete(page)
    })
    return acting
  }

  /** The entry by which a proposal of this person was put in. */
  async function entryAfter(page: PageId, seq: Seq, author: PersonId): Promise<Entry | null> {
    for await (const entry of log.read(page, seq + 1)) {
      if (entry.kind === 'proposal' && entry.author === author) return entry
    }
    return null
  }

  /** Ends the thread, with its anchor on the new words. */
  function finish(
    doer: Doer,
    { id, page }: Pick<KeptThread, 'id' | 'page'>,
    ending: Pick<Ending, 'at' | 'by' | 'reason' | 'seq'>,
    anchorOf: (anchor: ThreadAnchor) => ThreadAnchor,
  ): Promise<StoredThread> {
    return threads.change(page, id, (known) => {
      if (known.accepting === null) return null
      const anchor = known.anchor && anchorOf(known.anchor)
      const after = { ...known, anchor, accepting: null }
      return endedAs(doer, after, { ...ending, fate: 'adopted', into: null })
    })
  }

  const giveUp = (page: PageId, id: ThreadId) =>
    threads.change(page, id, (known) =>
      known.accepting === null ? null : { value: { ...known, accepting: null }, happening: null },
    )

  async function healOne(page: PageId, known: KeptThread): Promise<void> {
    const { accepting, id } = known
    if (accepting === null) return
    const { after, at, by, reason } = accepting
    const entry = await entryAfter(page, after, beginnerOf(known))
    const strategy = await strategyOfPage(catalogue, page)
    if (entry === null || strategy === null) {
      await giveUp(page, id)
      return
    }
    await anchoring.now(page)
    const { anchor } = (await threads.get(page, id)).value
    const ids = anchor === null ? [] : [anchor.first, anchor.last]
    const ends = await rooms.peek(page, (doc) => hullOf(doc, [...ids, ...writtenBy(entry)]))
    const { seq } = entry
    const doer = { page: { id: page, strategy }, person: { id: by } }
    await finish(doer, known, { at, by, reason, seq }, (was) =>
      ends === null ? was : { ...was, ...ends, seq, lastThere: null },
    )
  }

  async function heal(page: PageId): Promise<void> {
    for (const { value } of await threads.of(page)) await healOne(page, value)
  }

  /** Whether its words are in the text only the log can tell, when it can be read again. */
  async function healLater(page: PageId): Promise<void> {
    try {
      await log.ready()
      await inTurn(page, () => heal(page))
    } catch (error) {
      report(error, `a proposal half accepted on page ${page}`)
    }
  }

  function required(stored: StoredThread, speaker: Speaker): Accepted {
    const { anchor, ending, id, page, proposal } = seenThread(stored, speaker)
    if (proposal === null || anchor === null) {
      throw new AppError('invalid-input', 'Nothing is proposed here.', {
        details: { thread: 'no-proposal' },
      })
    }
    if (ending !== null) throw refused('ended', '')
    if (anchor.lastThere !== null) throw refused('gone', '')
    return { id, page, anchor, to: proposal.to }
  }

  async function put(
    speaker: Speaker,
    { anchor, id, page, to }: Accepted,
    given: { readonly replacing: string; readonly reason: string; readonly author: PersonId },
  ): Promise<StoredThread> {
    const by = speaker.person.id
    const at = new Date(clock()).toISOString()
    const { author, reason, replacing } = given
    const { seq: after } = await log.head(page)
    await threads.change(page, id, (known) => {
      if (known.ending !== null) throw refused('ended', '')
      return { value: { ...known, accepting: { by, at, reason, after } }, happening: null }
    })
    const { first, last } = anchor
    const wanted = { first, last, from: replacing, to, author }
    const done = await rooms.reword(page, wanted)
    if (done.is === 'refused') {
      await giveUp(page, id)
      throw refused(done.why, done.text)
    }
    const { ends, seq } = done
    return finish(speaker, { id, page }, { at, by, reason, seq }, (was) => moved(was, ends, seq))
  }

  return {
    accept: (speaker, id, { reason = '', replacing }, stillMay) => {
      const page = speaker.page.id
      return inTurn(page, async () => {
        await heal(page)
        const before = await threads.get(page, id)
        const { ending } = before.value
        if (ending?.fate === 'adopted' && ending.seq !== null && ending.by === speaker.person.id) {
          return before
        }
        await anchoring.now(page)
        const found = await threads.get(page, id)
        const wanted = required(found, speaker)
        const { first, last } = wanted.anchor
        const asked = { first, last, from: replacing, to: wanted.to }
        const refusal = await rooms.peek(page, (doc) => refusalOf(doc, asked))
        if (refusal !== null) throw refused(refusal.why, refusal.text)
        await stillMay()
        const author = beginnerOf(found.value)
        return put(speaker, wanted, { replacing, reason, author }).catch((error: unknown) => {
          const isRefused = error instanceof AppError && error.details?.['reason'] !== undefined
          if (!isRefused) void healLater(page)
          throw error
        })
      })
    },

    heal: (page) => inTurn(page, () => heal(page)),
  }
}

function moved(anchor: ThreadAnchor, ends: Ends | null, seq: Seq | null): ThreadAnchor {
  if (seq === null) return anchor
  return ends === null ? { ...anchor, lastThere: seq - 1 } : { ...anchor, ...ends, seq }
}

/** The first and the last character that an entry wrote. */
function writtenBy({ update }: Entry): Ends['first'][] {
  return decodeUpdate(update).blocks.flatMap(({ client, structs }) =>
    structs.flatMap((struct) => {
      if (struct.is !== 'item' || struct.content.is !== 'text') return []
      const { clock, length } = struct
      return [
        { client, clock },
        { client, clock: clock + length - 1 },
      ]
    }),
  )
}

const sentences: Readonly<Record<Refusal | 'ended', string>> = {
  gone: 'The passage is no longer in the text.',
  spans: 'The passage is in several blocks now.',
  changed: 'Something else stands there now.',
  atoms: 'There is something in the passage that words cannot take the place of.',
  ended: 'What became of this has been said already.',
}

const refused = (reason: Refusal | 'ended', passage: string) =>
  new AppError('conflict', sentences[reason], { details: { reason, passage } })

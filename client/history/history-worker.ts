/** The thread that holds a page's history, so that drawing and keys never wait for it. */
import { talkootAuthor } from '#contract/ids.ts'
import { decodeBundle, decodeEntries } from '../../server/history/bundle.ts'
import { Chronicle } from '../../server/history/chronicle.ts'
import { changesBetween } from '../../server/history/diff.ts'
import { growthOf } from '../../server/history/growth.ts'
import type { PlaceRun } from '../../server/history/page-at.ts'
import { sittingsOf } from '../../server/history/sittings.ts'
import { writtenAt } from '../../server/history/written.ts'
import type { Answered, Answers, Asked, IdRange, QuestionName, Questions } from './protocol.ts'
import { SentPage } from './sent-page.ts'

let chronicle = new Chronicle()
let sent = new SentPage()

const answers: {
  readonly [Name in QuestionName]: (
    question: Questions[Name],
  ) => Answers[Name] | Promise<Answers[Name]>
} = {
  open({ bundle }) {
    chronicle = decodeBundle(bundle)
    sent = new SentPage()
    return chronicle.head
  },
  goOn({ entries }) {
    // What is known already may come once more.
    chronicle.append(decodeEntries(entries).filter(({ seq }) => seq > chronicle.head))
    return chronicle.head
  },
  overview({ steps }) {
    const { entries, head } = chronicle
    return {
      head,
      times: Float64Array.from({ length: head }, (_, at) => chronicle.timeOf(at + 1)),
      authors: Uint32Array.from({ length: head }, (_, at) => entries.authorNumber(at + 1)),
      people: [...entries.people],
      talkoot: talkootAuthor,
      sittings: sittingsOf(chronicle),
      growth: growthOf(chronicle, steps, 'entries'),
    }
  },
  page: ({ seq }) => sent.next(chronicle, seq),
  changes: ({ from, to }) => changesBetween(chronicle, from, to),
  written: ({ seq }) => writtenAt(chronicle, seq),
  ids: ({ runs }) => idsOf(runs),
  async redaction({ ranges }) {
    // It knows the page's schema, which few ever need here.
    const { redactionRanges } = await import('../../server/history/redaction-ranges.ts')
    const { characters, elsewhere } = redactionRanges(chronicle, ranges)
    return { characters, elsewhere }
  },
}

function answerTo({ name, question }: Asked): unknown {
  switch (name) {
    case 'open':
      return answers.open(question)
    case 'goOn':
      return answers.goOn(question)
    case 'overview':
      return answers.overview(question)
    case 'page':
      return answers.page(question)
    case 'changes':
      return answers.changes(question)
    case 'written':
      return answers.written(question)
    case 'ids':
      return answers.ids(question)
    case 'redaction':
      return answers.redaction(question)
  }
}

/** Neighbouring places may be of several clients. */
function idsOf(runs: readonly PlaceRun[]): IdRange[] {
  const ranges: { client: number; clock: number; length: number }[] = []
  for (const { place, length } of runs) {
    for (let at = place; at < place + length; at++) {
      const { client, clock } = chronicle.idOf(at)
      const last = ranges.at(-1)
      if (last?.client === client && last.clock + last.length === clock) last.length++
      else ranges.push({ client, clock, length: 1 })
    }
  }
  return ranges
}

async function answered(asked: Asked): Promise<Answered> {
  const { id } = asked
  try {
    return { id, answer: await answerTo(asked) }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) }
  }
}

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  void answered(data).then((answer) => postMessage(answer))
})

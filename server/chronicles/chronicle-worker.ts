/** A thread that holds histories, so that building one holds up nobody who types. */
import { parentPort } from 'node:worker_threads'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { must } from '#contract/asserts.ts'
import { AppError } from '#contract/errors.ts'
import type { PageId } from '#contract/ids.ts'
import { resolveAnchors } from '../history/anchors.ts'
import { decodeBundle, encodeBundle } from '../history/bundle.ts'
import { Chronicle } from '../history/chronicle.ts'
import { changesBetween } from '../history/diff.ts'
import { pageAt, plainContent } from '../history/page-at.ts'
import { textOf } from '../rooms/content.ts'
import { Contributions } from './contributions.ts'
import type { Answered, Answers, Asked, QuestionName, Questions } from './questions.ts'
import { mentionsOf } from './mentions.ts'
import { redacting } from './redacting.ts'
import { restoring } from './restoring.ts'

/** Better ones take ten times as long for a hundredth. */
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }

const open = new Map<PageId, Chronicle>()
const of = ({ page }: { readonly page: PageId }) => must(open.get(page), 'the history is open')

const answers: {
  readonly [Name in QuestionName]: (question: Questions[Name]) => Answers[Name]
} = {
  open({ packed, page }) {
    const made = packed === null ? Chronicle.of([]) : decodeBundle(brotliDecompressSync(packed))
    open.set(page, made)
    return made.head
  },
  append(question) {
    const chronicle = of(question)
    chronicle.append(question.entries)
    return chronicle.head
  },
  close({ page }) {
    open.get(page)?.doc.destroy()
    open.delete(page)
    return null
  },
  bundle(question) {
    const chronicle = of(question)
    const contributions = new Contributions()
    for (let seq = 1; seq <= chronicle.head; seq++) {
      contributions.add({
        seq,
        at: chronicle.timeOf(seq),
        author: chronicle.authorOf(seq),
        kind: chronicle.kindOf(seq),
      })
    }
    return {
      seq: chronicle.head,
      packed: brotliCompressSync(encodeBundle(chronicle), quality),
      contributions: contributions.encode(),
    }
  },
  at(question) {
    const chronicle = of(question)
    const { seq } = question
    const content = plainContent(pageAt(chronicle, seq))
    const [at, by] = [chronicle.timeOf(seq), chronicle.authorOf(seq)]
    return { seq, at, by, content, text: textOf(content) }
  },
  changes(question) {
    const { from, to } = question
    return changesBetween(of(question), from, to)
  },
  restore(question) {
    const chronicle = of(question)
    const { part, wanted } = question
    return { seq: chronicle.head, update: restoring(chronicle, wanted, part) }
  },
  redaction: (question) => redacting(of(question), question.chosen),
  mentions: (question) => mentionsOf(of(question), question.person),
  anchors(question) {
    const chronicle = of(question)
    const seq = chronicle.head
    return { seq, resolved: resolveAnchors(chronicle, question.anchors, seq) }
  },
}

function answerTo({ name, question }: Asked): unknown {
  switch (name) {
    case 'open':
      return answers.open(question)
    case 'append':
      return answers.append(question)
    case 'close':
      return answers.close(question)
    case 'bundle':
      return answers.bundle(question)
    case 'at':
      return answers.at(question)
    case 'changes':
      return answers.changes(question)
    case 'restore':
      return answers.restore(question)
    case 'redaction':
      return answers.redaction(question)
    case 'mentions':
      return answers.mentions(question)
    case 'anchors':
      return answers.anchors(question)
  }
}

const answer = (answered: Answered) => parentPort?.postMessage(answered)

parentPort?.on('message', (asked: Asked) => {
  try {
    answer({ id: asked.id, answer: answerTo(asked) })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') {
      answer({ id: asked.id, absent: true })
      return
    }
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    answer({ id: asked.id, error: stack ?? message })
  }
})

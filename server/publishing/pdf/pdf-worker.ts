/** A thread that sets booklets in type, so that nobody who types waits for paper. */
import { parentPort } from 'node:worker_threads'
import { Typesetter } from './typesetter.ts'
import type { Answered, Asked } from './pdf-maker.ts'

const typesetter = new Typesetter()

parentPort?.on('message', (asked: Asked) => {
  const answer = (answered: Answered) => parentPort?.postMessage(answered)
  typesetter.pdf(asked.booklet, asked.pictures).then(
    (pdf) => answer({ id: asked.id, pdf }),
    (error: unknown) => answer({ id: asked.id, error: String(error) }),
  )
})

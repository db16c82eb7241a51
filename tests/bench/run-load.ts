/** Runs a load generator in a process of its own. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Order, Report } from './load/generator.ts'
import type { JobName, Jobs } from './load/jobs.ts'

const generator = fileURLToPath(new URL('load/generator.ts', import.meta.url))

/** Does the job; `atMark` is called at the moments that the job marks, which waits for it. */
export function runLoad<Name extends JobName>(
  job: Name,
  given: Jobs[Name]['given'],
  atMark: (moment: string) => Promise<void> = async () => {},
): Promise<Jobs[Name]['answer']> {
  const child = fork(generator, { execArgv: ['--import', 'tsx'], serialization: 'advanced' })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the load generator ended with ${code}`)))
    child.on('message', (report: Report) => {
      switch (report.is) {
        case 'ready':
          child.send({ job, given } satisfies Order<Name>)
          return
        case 'mark':
          atMark(report.moment).then(() => child.send('go on'), reject)
          return
        case 'done':
          resolve(report.answer as Jobs[Name]['answer'])
          child.disconnect()
          return
        case 'failed':
          reject(new Error(`${job}: ${report.why}`))
          child.disconnect()
      }
    })
  })
}

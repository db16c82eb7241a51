/** A load generator: a process of its own that does one job and ends. */
import { asking } from './asking.ts'
import { cursors } from './cursors.ts'
import { fill, ingest, states } from './filling.ts'
import type { JobName, Jobs, Mark } from './jobs.ts'
import { holding } from './holding.ts'
import { joining, returning } from './joining.ts'
import { stalled } from './stalled.ts'
import { typing } from './typing.ts'
import { wandering } from './wandering.ts'
import { warming } from './warming.ts'

type Doing = {
  readonly [Name in JobName]: (
    given: Jobs[Name]['given'],
    mark: Mark,
  ) => Promise<Jobs[Name]['answer']>
}

const jobs: Doing = {
  states,
  fill,
  warming,
  typing,
  cursors,
  stalled,
  ingest,
  joining,
  returning,
  holding,
  asking,
  wandering,
}

/** What the parent sends: the job first, then 'go on' after every mark. */
export interface Order<Name extends JobName = JobName> {
  readonly job: Name
  readonly given: Jobs[Name]['given']
}

/** What comes back. */
export type Report =
  | { readonly is: 'ready' }
  | { readonly is: 'mark'; readonly moment: string }
  | { readonly is: 'done'; readonly answer: unknown }
  | { readonly is: 'failed'; readonly why: string }

let goOn = () => {}

function tell(report: Report): void {
  process.send?.(report)
}

function mark(moment: string): Promise<void> {
  return new Promise((resolve) => {
    goOn = resolve
    tell({ is: 'mark', moment })
  })
}

function start<Name extends JobName>({ job, given }: Order<Name>): void {
  const act = jobs[job]
  act(given, mark).then(
    (answer) => tell({ is: 'done', answer }),
    (error: unknown) =>
      tell({
        is: 'failed',
        why: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
  )
}

process.on('message', (order: Order | 'go on') => {
  if (order === 'go on') goOn()
  else start(order)
})
process.on('disconnect', () => process.exit())
tell({ is: 'ready' })

/** What can be said on the command line. */
import { parseArgs } from 'node:util'

export interface Options {
  readonly only: readonly string[] | null
  readonly quick: boolean
  readonly alone: boolean
  readonly profile: string | null
  readonly json: string | null
  readonly traces: string | null
  readonly help: boolean
}

export const usage = `npm run bench -- [options]

  --quick         two minutes instead of ten
  --only NAME     only this scenario; several with commas
  --alone         without the servers to compare with
  --profile DIR   keep a processor profile of every server in this folder
  --json FILE     also write the figures as JSON
  --traces DIR    folder with recorded editing histories (or TALKOOT_TRACES);
                  without it a page is generated
`

/** Throws a sentence for what cannot be understood. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      alone: { type: 'boolean', default: false },
      profile: { type: 'string' },
      json: { type: 'string' },
      traces: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  return {
    only: values.only?.split(',') ?? null,
    quick: values.quick,
    alone: values.alone,
    profile: values.profile ?? null,
    json: values.json ?? null,
    traces: values.traces ?? process.env.TALKOOT_TRACES ?? null,
    help: values.help,
  }
}

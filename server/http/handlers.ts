import type { Endpoint } from '#contract/endpoint.ts'
import type { Handler } from './endpoint.ts'

/** One handler for each endpoint of a table. */
export type HandlersOf<Table extends Record<string, Endpoint>> = {
  readonly [Name in keyof Table]: Handler<Table[Name]>
}

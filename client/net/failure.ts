import type { ErrorCode } from '#contract/errors.ts'

/** What went wrong with a request: the server's code, or that the server was not reached. */
export class Failure extends Error {
  readonly code: ErrorCode | 'unreachable' | 'unexpected'
  /** What the server says about single fields, by their path. */
  readonly details: Readonly<Record<string, string>>

  constructor(
    code: Failure['code'],
    message: string,
    options: { details?: Readonly<Record<string, string>>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'Failure'
    this.code = code
    this.details = options.details ?? {}
  }
}

/** Was the server not reached at all? */
export function isUnreachable(error: unknown): boolean {
  return error instanceof Failure && error.code === 'unreachable'
}

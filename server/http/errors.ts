/** Every error becomes an answer of one shape (`errorReply`); what is ours to mend is logged. */
import { randomUUID } from 'node:crypto'
import { AppError, type ErrorCode, notFound, StorageFailed } from '#contract/errors.ts'
import type { ErrorRequestHandler } from 'express'
import { z } from 'zod'

export type Report = (error: unknown, what: string) => void

/** The last handler. Never lets the text of an unknown error out: an id leads to the log line. */
export function errorHandler(report: Report): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) {
      report(error, `${request.method} ${request.path}, after the answer had begun`)
      next(error)
      return
    }
    const known = asAppError(error)
    response.set('Cache-Control', 'no-store')
    if (!known) {
      const id = randomUUID()
      report(error, `${request.method} ${request.path} (error ${id})`)
      response.status(500).json({
        error: { code: 'internal', message: `Something went wrong here (error ${id}).` },
      })
      return
    }
    if (error instanceof StorageFailed) report(error, `${request.method} ${request.path}`)
    const { code, message, details } = known
    if (details?.['retryAfter'] !== undefined) response.set('Retry-After', details['retryAfter'])
    response.status(known.status).json({ error: { code, message, ...(details && { details }) } })
  }
}

function asAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error
  if (error instanceof StorageFailed) {
    return new AppError('storage-unavailable', 'Nothing can be saved just now. Try again soon.', {
      details: { retryAfter: '5' },
    })
  }
  // An address that cannot be decoded.
  if (error instanceof URIError) return notFound()
  // What express and its body parser throw carries an HTTP status.
  const status = httpStatus.safeParse(error)
  if (!status.success) return null
  const [code, message] = parserErrors[status.data.status] ?? parserErrors[400]
  return new AppError(code, message)
}

const httpStatus = z.object({ status: z.int().min(400).max(499) })

const parserErrors: { readonly 400: readonly [ErrorCode, string] } & Readonly<
  Record<number, readonly [ErrorCode, string]>
> = {
  400: ['invalid-input', 'The request could not be read.'],
  413: ['too-large', 'The request is too large.'],
}

/** What did not fit a schema, field by field, as AppError invalid-input. */
export function invalidInput(error: z.ZodError): AppError {
  const details: Record<string, string> = {}
  for (const issue of error.issues.slice(0, 20)) {
    const field = issue.path.join('.') || 'body'
    details[field] ??= issue.message
  }
  return new AppError('invalid-input', 'Something is missing or not as it should be.', { details })
}

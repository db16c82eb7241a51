/**
 * The errors a user can meet. Each has a code (stable, translated by the client), an HTTP status
 * and, where it can end a socket, a WebSocket close code.
 *
 * Close codes 4400–4499 mean "do not try again": y-websocket stops reconnecting. 4500–4599 mean
 * "try again later".
 */
const kinds = {
  'invalid-input': { status: 400, close: 4400 },
  'not-signed-in': { status: 401, close: 4401 },
  'wrong-credentials': { status: 401, close: 4401 },
  'set-up-token-wrong': { status: 403, close: 4403 },
  /** Was true once or never: an invitation or one-time link; `details.reason` says which. */
  'link-not-valid': { status: 404, close: 4404 },
  /** Takes the password once more: it was given too long ago for this. */
  'confirmation-needed': { status: 403, close: 4403 },
  'foreign-origin': { status: 403, close: 4403 },
  forbidden: { status: 403, close: 4403 },
  'not-found': { status: 404, close: 4404 },
  conflict: { status: 409, close: 4409 },
  'already-set-up': { status: 409, close: 4409 },
  'too-large': { status: 413, close: 4413 },
  /** Nobody writes on the page until a facilitator opens it again. */
  locked: { status: 423, close: 4423 },
  'schema-outdated': { status: 426, close: 4426 },
  'too-many-requests': { status: 429, close: 4529 },
  'not-set-up': { status: 503, close: 4503 },
  'storage-unavailable': { status: 503, close: 4507 },
  'shutting-down': { status: 503, close: 4503 },
} as const

export type ErrorCode = keyof typeof kinds

/** The only error whose text may reach a user. Everything else is a fault of ours or the world's. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: Readonly<Record<string, string>> | undefined

  constructor(
    code: ErrorCode,
    message: string,
    options: { details?: Readonly<Record<string, string>>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.details = options.details
  }

  get status(): number {
    return kinds[this.code].status
  }

  /** WebSocket close code: 44xx for ever, 45xx for now. */
  get closeCode(): number {
    return kinds[this.code].close
  }
}

/** Absent and forbidden look the same from outside. */
export const notFound = () => new AppError('not-found', 'There is nothing here, or not for you.')

/** The world failed: a disk, a socket. Bubbles to whoever owns the room or the request. */
export class StorageFailed extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StorageFailed'
  }
}

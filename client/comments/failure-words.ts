import type { CommentsTranslate } from '../i18n/comments/comments-catalogue.ts'
import { Failure } from '../net/failure.ts'

/** What went wrong, in the person's language; faults of ours stay general. */
export function failureWords(t: CommentsTranslate, error: unknown): string {
  return t(error instanceof Failure ? `error_${error.code}` : 'error_unexpected')
}

const codes: readonly Failure['code'][] = [
  'forbidden',
  'not-found',
  'conflict',
  'locked',
  'invalid-input',
  'too-large',
]

/** What the server's code means that was stored with a draft. */
export function storedFailureWords(t: CommentsTranslate, code: string | null): string {
  const known = codes.find((one) => one === code)
  return t(known === undefined ? 'error_unexpected' : `error_${known}`)
}

import type { Translate } from '../i18n/catalogue.ts'
import { Failure } from '../net/failure.ts'

/** What went wrong, in the person's language; faults of ours stay general. */
export function failureText(t: Translate, error: unknown): string {
  return t(`error_${error instanceof Failure ? error.code : 'unexpected'}`)
}

import type { Translate } from '../i18n/catalogue.ts'
import { Failure } from '../net/failure.ts'

/** What went wrong, in the person's language; faults of ours stay general. */
export function failureText(t: Translate, error: unknown): string {
  if (!(error instanceof Failure)) return t('error_unexpected')
  const seconds = Number(error.details['retryAfter'])
  if (error.code === 'too-many-requests' && seconds > 0) {
    return seconds <= 90
      ? t('waitSeconds', { n: Math.ceil(seconds) })
      : t('waitMinutes', { n: Math.ceil(seconds / 60) })
  }
  return t(`error_${error.code}`)
}

/** What is wrong with an e-mail address that was sent; undefined: nothing. */
export function emailProblem(t: Translate, error: unknown): string | undefined {
  if (!(error instanceof Failure)) return undefined
  const said = detailOf(error, 'email')
  if (said === undefined) return undefined
  if (error.code === 'conflict') return t('emailTaken')
  return error.code === 'invalid-input' ? t('emailInvalid') : undefined
}

/** Why a new password was refused; undefined: it was not. */
export function passwordProblem(t: Translate, error: unknown): string | undefined {
  if (!(error instanceof Failure) || error.code !== 'invalid-input') return undefined
  switch (detailOf(error, 'password')) {
    case undefined:
      return undefined
    case 'common':
      return t('passwordCommon')
    case 'personal':
      return t('passwordPersonal')
    default:
      return t('passwordRefused')
  }
}

/** Is this said beside a field by one of the above, so that it need not be said again? */
export function isSaidAtField(t: Translate, error: unknown): boolean {
  return emailProblem(t, error) !== undefined || passwordProblem(t, error) !== undefined
}

/** What the server says about a field, wherever in the body it stood. */
function detailOf({ details }: Failure, field: string): string | undefined {
  return Object.entries(details).find(([path]) => path.split('.').at(-1) === field)?.[1]
}

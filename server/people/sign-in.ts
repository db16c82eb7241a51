/** Setting up and signing in: what needs a secret that was typed. */
import { AppError } from '#contract/errors.ts'
import type { Language, Organisation, Person } from '#contract/records.ts'
import type { CheckPassword } from './common-passwords.ts'
import type { Credentials } from './credentials.ts'
import { alreadySetUp, type People } from './people.ts'
import { newSecret, sameSecret } from './secrets.ts'
import type { Sessions } from './sessions.ts'
import { addressKey, type AttemptKey, type Throttle } from './throttle.ts'

/** What a person gets who signed in; `secret` goes into the cookie and nowhere else. */
export interface SignedInNow {
  readonly person: Person
  readonly organisation: Organisation
  readonly secret: string
}

export interface SignIn {
  /** Is nobody here yet? */
  setupNeeded(): Promise<boolean>
  /** The one-time token for set-up. */
  readonly setupToken: string
  /** AppError set-up-token-wrong, already-set-up, too-many-requests. */
  setUp(
    given: {
      readonly token: string
      readonly organisation: string
      readonly language: Language
      readonly person: { readonly name: string; readonly email: string; readonly password: string }
    },
    address: string,
  ): Promise<SignedInNow>
  /** AppError wrong-credentials (the same for both halves), not-set-up, too-many-requests. */
  signIn(
    given: { readonly email: string; readonly password: string },
    address: string,
  ): Promise<SignedInNow>
}

// A whole office may share one address, so the address alone allows more than the account does.
const perAccountAndAddress = 10
const perAccount = 50
const perAddress = 200
const setupPerAddress = 10

export function createSignIn(deps: {
  readonly checkPassword: CheckPassword
  readonly credentials: Credentials
  readonly people: People
  readonly sessions: Sessions
  readonly throttle: Throttle
  /** The fixed set-up token, or null for a random one. */
  readonly setupToken: string | null
  /** Told of what somebody should be able to find in the log. */
  readonly note: (event: string, details: Readonly<Record<string, string>>) => void
}): SignIn {
  const { checkPassword, credentials, people, sessions, throttle, note } = deps
  const setupToken = deps.setupToken ?? newSecret()

  const start = async (person: Person, organisation: Organisation): Promise<SignedInNow> => {
    const { secret } = await sessions.start(person.id)
    return { person, organisation, secret }
  }

  return {
    setupToken,
    setupNeeded: async () => (await people.organisation()) === null,

    async setUp(given, address) {
      if (await people.organisation()) throw alreadySetUp()
      const keys = [{ key: `set-up ${addressKey(address)}`, limit: setupPerAddress }]
      const attempt = throttle.attempt(keys)
      if (!sameSecret(given.token, setupToken)) {
        note('set-up refused', { address })
        throw new AppError('set-up-token-wrong', 'This set-up link is not the right one.')
      }
      attempt.succeeded()
      const { name, email, password } = given.person
      await checkPassword(password, { name, email, organisation: given.organisation })
      const { person, organisation } = await people.found(given)
      note('set up', { person: person.id, address })
      return start(person, organisation)
    },

    async signIn(given, address) {
      const organisation = await people.organisation()
      if (!organisation) {
        throw new AppError('not-set-up', 'The organisation has not been set up yet.')
      }
      const account = given.email.trim().normalize('NFC').toLowerCase()
      const from = addressKey(address)
      const keys: readonly AttemptKey[] = [
        { key: `account ${account} from ${from}`, limit: perAccountAndAddress },
        { key: `account ${account}`, limit: perAccount },
        { key: `address ${from}`, limit: perAddress },
      ]
      const attempt = throttle.attempt(keys)
      const person = await people.withEmail(given.email)
      const proof = await credentials.verify(person && person.id, given.password)
      if (!person || !proof) {
        note('sign-in refused', { address })
        throw new AppError('wrong-credentials', 'The e-mail address or the password is wrong.')
      }
      attempt.succeeded()
      return start(person, organisation)
    },
  }
}

/** Setting up, signing in and one-time links: what lets somebody in for a secret that was typed. */
import { AppError } from '#contract/errors.ts'
import type { Language, Person } from '#contract/records.ts'
import { retryConflict } from '../storage/conflict.ts'
import { organisationPartition } from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'
import { isActive } from './active.ts'
import type { CheckPassword } from './common-passwords.ts'
import type { Credentials, Proof } from './credentials.ts'
import { type FoundLink, linkNotValid, type Links } from './links.ts'
import { alreadySetUp, type People } from './people.ts'
import { hashOf, newSecret, sameSecret } from './secrets.ts'
import type { Sessions } from './sessions.ts'
import { addressKey, type AttemptKey, type Throttle } from './throttle.ts'
import type { Tokens } from './tokens.ts'

/** Somebody who may come in: now they need a session. */
export interface Entrant {
  readonly person: Person
  /** Null for who has no password. */
  readonly proof: Proof | null
}

export interface SignIn {
  /** Is nobody here yet? */
  setupNeeded(): Promise<boolean>
  /** The one-time token for set-up. */
  readonly setupToken: string
  /** AppError set-up-token-wrong, already-set-up, invalid-input, too-many-requests. */
  setUp(
    given: {
      readonly token: string
      readonly organisation: string
      readonly language: Language
      readonly person: { readonly name: string; readonly email: string; readonly password: string }
    },
    address: string,
  ): Promise<Entrant>
  /**
   * AppError wrong-credentials (the same for both halves), not-set-up, too-many-requests. `device`
   * is the cookie of the browser, if it has one.
   */
  signIn(
    given: { readonly email: string; readonly password: string },
    address: string,
    device: string | null,
  ): Promise<Entrant>
  /** Whose one-time link it is. AppError link-not-valid, too-many-requests. */
  lookAtLink(code: string, address: string): Promise<Person>
  /**
   * Uses a one-time link up, and sets the password where there is an e-mail address to sign in
   * with. Everything that was signed in before ends. AppError link-not-valid, invalid-input,
   * too-many-requests.
   */
  useLink(
    given: { readonly code: string; readonly password?: string | undefined },
    address: string,
  ): Promise<Entrant>
}

const dayMs = 24 * 3_600_000
// A whole office may share one address, so the address alone allows more than the account does.
const perAccountAndAddress = [
  { limit: 10 },
  { limit: 50, withinMs: dayMs },
] as const satisfies readonly Omit<AttemptKey, 'key'>[]
// Slow guessing from many addresses ends after a hundred, for a day. The owner does not feel it: a
// browser that the password was typed in before is counted by itself.
const perAccount = [{ limit: 50 }, { limit: 100, withinMs: dayMs }] as const
const perDevice = [{ limit: 10 }, { limit: 100, withinMs: dayMs }] as const
const perAddress = 200
const setupPerAddress = 10
// Nobody guesses one of 10¹⁷ codes; somebody in the same office must not shut the others out.
const linksPerAddress = 50

export function createSignIn(deps: {
  readonly catalogue: Catalogue
  readonly checkPassword: CheckPassword
  readonly clock: () => number
  readonly credentials: Credentials
  readonly links: Links
  readonly people: People
  readonly sessions: Sessions
  readonly throttle: Throttle
  readonly tokens: Tokens
  /** The fixed set-up token, or null for a random one. */
  readonly setupToken: string | null
  /** Told of what somebody should be able to find in the log. */
  readonly note: (event: string, details: Readonly<Record<string, string>>) => void
}): SignIn {
  const { catalogue, checkPassword, clock, credentials, links, people, sessions } = deps
  const { throttle, tokens, note } = deps
  const setupToken = deps.setupToken ?? newSecret()

  /** The link of a code and who it is for. Only codes that never were one count as guesses. */
  async function open(code: string, address: string): Promise<Omit<FoundLink, 'person'> & Entrant> {
    const key = `link ${addressKey(address)}`
    const attempt = throttle.attempt([{ key, limit: linksPerAddress }])
    try {
      const { person: id, use } = await links.find(code)
      const person = await people.get(id)
      if (!person || !isActive(person, clock())) throw linkNotValid('ended')
      attempt.succeeded()
      return { person, use, proof: null }
    } catch (error) {
      const reason = error instanceof AppError ? error.details?.['reason'] : undefined
      if (reason === 'unknown') note('link refused', { address })
      else attempt.succeeded()
      throw error
    }
  }

  /** The hash of a password that is good enough for its person. */
  async function hashFor({ name, email }: Person, password: string | undefined): Promise<string> {
    if (password === undefined) {
      throw new AppError('invalid-input', 'This takes a new password.', {
        details: { password: 'missing' },
      })
    }
    const organisation = (await people.founded()).name
    await checkPassword(password, { name, email, organisation })
    return credentials.hash(password)
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
      const { person } = await people.found(given)
      note('set up', { person: person.id, address })
      return { person, proof: { era: await credentials.era(person.id) } }
    },

    async signIn(given, address, device) {
      // Refused before anything is counted.
      if (!(await people.organisation())) await people.founded()
      const account = given.email.trim().normalize('NFC').toLowerCase()
      const from = addressKey(address)
      const person = await people.withEmail(given.email)
      const known = person && device !== null && (await credentials.knows(person.id, device))
      const keys: AttemptKey[] = [{ key: `address ${from}`, limit: perAddress }]
      // What is typed stands last, so that nobody can name another's key.
      const count = (key: string, limits: readonly Omit<AttemptKey, 'key'>[]) => {
        for (const [index, limit] of limits.entries())
          keys.push({ key: `${index} ${key}`, ...limit })
      }
      if (known && device !== null) count(`account-in ${hashOf(device)} ${account}`, perDevice)
      else {
        count(`account-from ${from} ${account}`, perAccountAndAddress)
        count(`account ${account}`, perAccount)
      }
      const attempt = throttle.attempt(keys)
      const proof = await credentials.verify(person && person.id, given.password)
      if (!person || !proof || !isActive(person, clock())) {
        note('sign-in refused', { address })
        throw new AppError('wrong-credentials', 'The e-mail address or the password is wrong.')
      }
      attempt.succeeded()
      return { person, proof }
    },

    lookAtLink: async (code, address) => (await open(code, address)).person,

    async useLink({ code, password }, address) {
      let hash: string | null = null
      const { person, proof, tell } = await retryConflict(async () => {
        const { person: who, use } = await open(code, address)
        // Without an address there is nothing to sign in with, and the link itself lets in.
        const signsIn = who.email !== null
        if (signsIn) hash ??= await hashFor(who, password)
        const { change, era } = await credentials.renewal(who.id, signsIn ? hash : null)
        const ending = await tokens.ending(who.id)
        await catalogue.transact(organisationPartition, [use, change, ...ending.changes])
        return { person: who, proof: signsIn ? { era } : null, tell: ending.tell }
      })
      tell()
      await sessions.endAll(person.id)
      note('link used', { person: person.id, address })
      return { person, proof }
    },
  }
}

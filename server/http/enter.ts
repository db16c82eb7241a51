/**
 * Letting somebody in: a new session with a new cookie, whatever cookie the browser came with. The
 * session of that one ends, so that nobody can plant a session and wait for its owner.
 *
 * Who typed a password also gets a cookie for the browser itself. It lets nobody in; it makes that
 * failed sign-ins elsewhere do not count against this browser.
 */
import type { Organisation, Person } from '#contract/records.ts'
import { withinStay } from '../people/active.ts'
import type { Cookie } from '../people/cookie.ts'
import type { Credentials, Proof } from '../people/credentials.ts'
import type { People } from '../people/people.ts'
import { newSecret } from '../people/secrets.ts'
import type { Sessions } from '../people/sessions.ts'
import type { Moments } from './moments.ts'

const deviceMs = 365 * 24 * 3_600_000

/** The request by which somebody comes in, and its answer. Every endpoint's call is one. */
export interface Arriving {
  readonly agent: string
  readonly cookies: string | undefined
  setCookie(line: string): void
}

export interface Enter {
  /** Starts a session; `proof` is null for who came without a password. */
  enter(
    who: { readonly person: Person; readonly proof: Proof | null },
    call: Arriving,
  ): Promise<{
    readonly person: Person
    readonly organisation: Organisation
    readonly moment: string
  }>
  /** Remembers the browser that a password was typed in. */
  remember(person: Person, proof: Proof, call: Arriving): Promise<void>
}

export function createEnter(deps: {
  readonly clock: () => number
  readonly cookie: Cookie
  readonly credentials: Credentials
  readonly device: Cookie
  readonly moments: Pick<Moments, 'now'>
  readonly people: People
  readonly sessions: Sessions
}): Enter {
  const { clock, cookie, credentials, device, moments, people, sessions } = deps

  async function remember(person: Person, proof: Proof, call: Arriving): Promise<void> {
    const had = device.read(call.cookies)
    // One that this person has not used may be somebody else's, who knows it.
    const own = had !== null && (await credentials.knows(person.id, had)) ? had : newSecret()
    await credentials.remember(person.id, own, proof)
    call.setCookie(device.set(own, deviceMs))
  }

  return {
    remember,

    async enter({ person, proof }, call) {
      const moment = moments.now()
      const organisation = await people.founded()
      const before = cookie.read(call.cookies)
      const { agent } = call
      const started = await sessions.start(person, { era: proof && proof.era, agent })
      if (before !== null) await sessions.endSecret(before)
      call.setCookie(cookie.set(started.secret, withinStay(person, started.lifeMs, clock())))
      if (proof) await remember(person, proof, call)
      return { moment, organisation, person }
    },
  }
}

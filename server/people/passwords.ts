/**
 * Passwords: argon2id at 19 MiB, 2 rounds.
 *
 * Hashing runs in the thread pool that fsync uses too. At most two at a time, or a room full of
 * people who sign in at once would hold up everybody's saving.
 */
import { randomBytes } from 'node:crypto'
import { AppError } from '#contract/errors.ts'

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const atOnce = 2
const waitingAtMost = 1_000

export interface Passwords {
  /** The hash to store. */
  hash(password: string): Promise<string>
  /** Is it the password? `stored` null (nobody has this name) takes as long and is never. */
  verify(stored: string | null, password: string): Promise<boolean>
}

/** Throws too-many-requests when more than 1,000 are waiting. */
export function createPasswords(): Passwords {
  const waiting: (() => void)[] = []
  let running = 0

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (waiting.length >= waitingAtMost) {
      throw new AppError('too-many-requests', 'Too many people are signing in. Try again soon.', {
        details: { retryAfter: '30' },
      })
    }
    if (running >= atOnce) await new Promise<void>((go) => waiting.push(go))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }

  return {
    hash: (password) => inTurn(async () => (await load()).hash(normalise(password), cost)),
    async verify(stored, password) {
      const known = stored ?? hashOfNothing()
      const same = await inTurn(async () => (await load()).verify(known, normalise(password)))
      return same && stored !== null
    },
  }
}

/** Loaded when the first password comes: 14 MB that a server which only serves never needs. */
const load = () => import('@node-rs/argon2')

/** What looks like a hash of the same cost, and is that of no password that anybody knows. */
function hashOfNothing(): string {
  const { memoryCost, timeCost, parallelism } = cost
  const [salt, result] = [randomBytes(16), randomBytes(32)].map((bytes) =>
    bytes.toString('base64').replaceAll('=', ''),
  )
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${salt}$${result}`
}

/** One keyboard writes ä as one character, another as two. */
function normalise(password: string): string {
  return password.normalize('NFKC')
}

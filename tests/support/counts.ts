const full = process.env.TALKOOT_ENDURE === 'full'

/**
 * How often to do something: `count` times under `npm run endure`, a twentieth of it (but once at
 * least) under `npm test`.
 */
export function times(count: number): number {
  return full ? count : Math.max(1, Math.round(count / 20))
}

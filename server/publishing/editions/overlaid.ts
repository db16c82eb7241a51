/**
 * What of a page was taken out of its history is filler there since. What was frozen of the page
 * before is laid under what the history gives for the same moment now: where they differ by filler
 * alone, it is filler in both. Anything else stays as it was frozen.
 */
import { filler } from '../../history/redact.ts'

export function overlaid<T>(frozen: T, now: unknown): T {
  return over(frozen, now) as T
}

function over(frozen: unknown, now: unknown): unknown {
  if (typeof frozen === 'string') return typeof now === 'string' ? textOver(frozen, now) : frozen
  if (Array.isArray(frozen)) {
    const parts: readonly unknown[] = Array.isArray(now) && now.length === frozen.length ? now : []
    return frozen.map((part, at) => over(part, parts[at]))
  }
  if (typeof frozen !== 'object' || frozen === null) return frozen
  const other = typeof now === 'object' && now !== null ? now : {}
  return Object.fromEntries(
    Object.entries(frozen).map(([name, part]) => [
      name,
      over(part, Object.hasOwn(other, name) ? Reflect.get(other, name) : undefined),
    ]),
  )
}

function textOver(frozen: string, now: string): string {
  if (frozen.length !== now.length) return frozen
  for (let at = 0; at < now.length; at += 1) {
    if (now[at] !== frozen[at] && now[at] !== filler) return frozen
  }
  return now
}

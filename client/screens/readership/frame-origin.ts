import { frameOriginPattern, longestFrameOrigin } from '#contract/edition-shape.ts'

/**
 * The origin in what somebody wrote or pasted: of an address with a path the site it is on, of a
 * name alone the secure one. Null where there is none.
 */
export function frameOriginIn(text: string): string | null {
  const trimmed = text.trim()
  const whole = /^[a-z]+:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`
  if (!URL.canParse(whole)) return null
  const { protocol, host } = new URL(whole)
  const origin = `${protocol}//${host}`
  return origin.length <= longestFrameOrigin && frameOriginPattern.test(origin) ? origin : null
}

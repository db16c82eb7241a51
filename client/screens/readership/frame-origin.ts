import { frameOriginPattern, longestFrameOrigin } from '#contract/edition-shape.ts'

/**
 * The origin in what somebody wrote or pasted: of an address with a path the site it is on, of a
 * name alone the secure one. Null where there is none.
 */
export function frameOriginIn(text: string): string | null {
  const [, scheme = 'https://', all = '', rest = ''] =
    /^([a-z]+:\/\/)?(\*\.)?(.*)$/i.exec(text.trim()) ?? []
  // Browsers take no star for a part of an address.
  if (rest.includes('*') || !URL.canParse(scheme + rest)) return null
  const { protocol, host } = new URL(scheme + rest)
  const origin = `${protocol}//${all}${host}`
  return origin.length <= longestFrameOrigin && frameOriginPattern.test(origin) ? origin : null
}

/** Where a link may lead back to after signing in: a place on this site and nowhere else. */
const here = 'http://here.invalid'

/**
 * The path, with its query and fragment, as the browser understands it; `/` for whatever is none.
 * Browsers take `/\evil.example`, `/%09/evil.example` and `/..//evil.example` for other sites, once
 * they have cleaned them up.
 */
export function wayBack(wanted: string | null): string {
  if (wanted === null || !/^\/[^\\\p{Cc}]*$/u.test(wanted) || !URL.canParse(wanted, here))
    return '/'
  const { hash, origin, pathname, search } = new URL(wanted, here)
  return origin === here && !pathname.startsWith('//') ? pathname + search + hash : '/'
}

/** What a file is called when it is offered for download. */

const longest = 200
const longestEnding = 20

/** Names that Windows gives to its devices, whatever comes after them. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

/**
 * A name that can be saved anywhere and says what it is: no folders, no characters that cannot be
 * seen or turn the direction of reading, at most 200 characters with the ending kept. `ending`, with
 * its dot, takes the place of the one there is.
 */
export function fileName(given: string, ending?: string): string {
  const clean = given
    .normalize('NFC')
    .replace(/^.*[/\\]/s, '')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .replace(devices, '_$1')
  const own = /\.[^. ]+$/.exec(clean)?.[0] ?? ''
  const kept = own.length <= longestEnding && own.length < clean.length ? own : ''
  const end = ending ?? kept
  const begin = clean.slice(0, clean.length - kept.length).slice(0, longest - end.length)
  // A character of two halves is cut off whole.
  return `${begin.replace(/[\ud800-\udbff]$/, '').trimEnd() || 'file'}${end}`
}

/** Letters that are no other letter with something on it. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  ð: 'd',
  ø: 'o',
  þ: 'th',
  đ: 'd',
  ı: 'i',
  ł: 'l',
  ŋ: 'n',
  œ: 'oe',
}

/**
 * A name as it may stand in an address: `a-z0-9` with single hyphens between, at most so long, and
 * cut after a whole word unless that loses more than half. Empty when nothing of the name can be
 * written that way.
 */
export function slugOf(name: string, most: number): string {
  const whole = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\P{ASCII}/gu, (letter) => letters[letter] ?? ' ')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  if (whole.length <= most) return whole
  const lastWord = whole.lastIndexOf('-', most)
  return whole.slice(0, lastWord > most / 2 ? lastWord : most).replace(/-+$/, '')
}

const letters: Readonly<Record<string, string>> = { ø: 'o', æ: 'ae', œ: 'oe', ß: 'ss', đ: 'd' }

/** The text as it is looked for: in small letters without marks, so that "ake" finds Åke. */
export function plainLetters(text: string): string {
  return text
    .toLocaleLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[øæœßđ]/g, (letter) => letters[letter] ?? letter)
}
